package dev.queuectl.store.sqlite;

import dev.queuectl.QueueException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/// Knows whether a write-ahead log belongs to the database next to it. SQLite does not check: it
/// would replay the log of a killed worker over a backup that was copied into the database's place,
/// and so mix two states of the queue.
///
/// Every worker that joins draws a new *cookie*, and so does whoever notices that SQLite has
/// restarted its log ([LogWatch]); it is in the database's first bytes, and in a file
/// `<database>-life` next to it. A database with another cookie was put there later. A change of
/// the schema increments the cookie, so one that is slightly greater is the same life. A copy made
/// by `backup`, by sqlite3's `.backup`, or before this log was started has another cookie.
///
/// @param file the database
record Life(Path file) {
  private static final long SCHEMA_CHANGES = 1000;
  private static final int LEAST = 1 << 20;
  private static final int MOST = Integer.MAX_VALUE - (1 << 20);

  static long newCookie() {
    return ThreadLocalRandom.current().nextInt(LEAST, MOST);
  }

  private Path beside() {
    return StoreFiles.beside(file, "-life");
  }

  private Path log() {
    return StoreFiles.beside(file, "-wal");
  }

  /// Whether a database with this cookie is the one that was here before; true if nothing is known
  /// about that.
  boolean knows(long cookie) throws IOException {
    var known = cookies();
    return known.isEmpty()
        || known.stream().anyMatch(one -> one <= cookie && cookie <= one + SCHEMA_CHANGES);
  }

  private List<Long> cookies() throws IOException {
    try {
      var words = Files.readString(beside(), StandardCharsets.US_ASCII).strip().split(" ");
      return Arrays.stream(words).map(Long::valueOf).toList();
    } catch (NoSuchFileException | NumberFormatException e) {
      return List.of();
    }
  }

  /// Durable when this returns: otherwise our own log could be taken for another database's and set
  /// aside.
  void know(Long... cookies) throws IOException {
    var unfinished = StoreFiles.beside(file, "-life.unfinished");
    Files.deleteIfExists(unfinished);
    StoreFiles.makePrivate(unfinished);
    var text = String.join(" ", Arrays.stream(cookies).map(String::valueOf).toList());
    try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      channel.write(StandardCharsets.US_ASCII.encode(text));
      channel.force(true);
    }
    Files.move(unfinished, beside(), StandardCopyOption.ATOMIC_MOVE);
    StoreFiles.syncDirectory(beside());
  }

  void forget() throws IOException {
    Files.deleteIfExists(beside());
  }

  /// Sets aside a log that another database has left here.
  ///
  /// Only for a file that this process does not have open: closing a channel ends all its locks on
  /// it.
  ///
  /// @throws QueueException.Unavailable if a process still has that other database open
  void check(Duration patience) throws IOException {
    var waiting = new Patience(patience);
    for (var calls = 0; !isSettled(); calls++) {
      if (waiting.callback(calls) == 0) {
        throw new QueueException.Unavailable(
            "the database %s was replaced while another process still has the old one open; nothing was changed"
                .formatted(file),
            "Stop that process (a worker, a dashboard, a shell; fuser shows which) and try again.");
      }
    }
  }

  private boolean isSettled() throws IOException {
    if (!Files.exists(beside())) {
      return true;
    }
    try (var channel = FileChannel.open(file)) {
      var header = FileHeader.read(channel);
      if (!header.isDatabase() || knows(header.cookie())) {
        return true;
      }
    }
    return settle();
  }

  /// The lock is SQLite's own, so nobody can open the database meanwhile.
  private boolean settle() throws IOException {
    if (!Files.isWritable(file)) {
      return true; // nobody can be writing, nor can we
    }
    var options = List.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(file, options.toArray(StandardOpenOption[]::new));
        var lock = StoreFiles.tryLock(channel)) {
      if (lock == null) {
        return false;
      }
      if (knows(FileHeader.read(channel).cookie())) {
        return true; // another process was faster
      }
      if (Files.exists(log()) && Files.size(log()) > 0) {
        var lastWrite = Files.getLastModifiedTime(log()).toMillis();
        Files.move(log(), StoreFiles.beside(file, ".left-" + lastWrite + "-wal"));
      }
      Files.deleteIfExists(StoreFiles.beside(file, "-shm"));
      forget();
      return true;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }
}
