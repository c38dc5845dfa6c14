package dev.queuectl.store.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/// What the first bytes of a database file say (sqlite.org/fileformat.html), regardless of any
/// write-ahead log next to it.
///
/// @param isDatabase whether they are those of a database at all
/// @param changes a counter that never decreases
/// @param cookie `PRAGMA schema_version`, see [Life]
record FileHeader(boolean isDatabase, long changes, long cookie) {
  private static final int BYTES = 100;
  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int CHANGES_AT = 24;
  private static final int COOKIE_AT = 40;

  /// As `equals`, which the JDK puts together at its first call: 20 ms of a command.
  boolean isSameAs(FileHeader other) {
    return isDatabase == other.isDatabase && changes == other.changes && cookie == other.cookie;
  }

  static FileHeader read(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(BYTES);
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {
      // a read may return less than there is
    }
    var whole = !bytes.hasRemaining();
    bytes.flip();
    return new FileHeader(
        whole && ByteBuffer.wrap(MAGIC).equals(bytes.slice(0, MAGIC.length)),
        whole ? Integer.toUnsignedLong(bytes.getInt(CHANGES_AT)) : 0,
        whole ? Integer.toUnsignedLong(bytes.getInt(COOKIE_AT)) : 0);
  }
}
