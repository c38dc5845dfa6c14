package dev.queuectl.process.output;

import dev.queuectl.process.posix.PrivateFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices that a running job has emptied its own output by reopening it in a way that `Reopening`
/// did not foresee, and keeps what it had seen before: at most [#HEAD_BYTES] of each file.
///
/// An emptied file is recognized by its size, which otherwise only grows, or by its beginning,
/// which otherwise stays the same. Output that was printed and emptied between two looks goes
/// unnoticed.
final class EmptiedOutput {
  static final int HEAD_BYTES = 64 * 1024;

  private static final Logger log = LoggerFactory.getLogger(EmptiedOutput.class);

  /// For all files together, so that many jobs cannot fill the heap.
  private static final int MOST_BYTES = 16 << 20;

  private static final int NOTE_BYTES = 200;

  private final Map<Path, Seen> files = new HashMap<>();
  private int round;

  /// A file as it was at the last look.
  private static final class Seen {
    private byte[] head = {};
    private long size;
    private long modified;
    private int round;

    /// What it had before it was emptied, with notes.
    private final ByteArrayOutputStream lost = new ByteArrayOutputStream();

    private long lostBytes;
  }

  /// @param text what was emptied, with notes; empty if nothing was
  /// @param bytes how much it was, at least
  record Lost(byte[] text, long bytes) {
    static final Lost NOTHING = new Lost(new byte[0], 0);

    boolean isNothing() {
      return bytes == 0;
    }
  }

  /// Looks at the output of a running attempt.
  synchronized void look(Path file) throws IOException {
    var size = file.toFile().length();
    var seen = files.get(file);
    if (seen == null && size > 0) {
      seen = new Seen();
      files.put(file, seen);
    }
    if (seen != null) {
      seen.round = round;
      var modified = file.toFile().lastModified();
      if (seen.size != size || seen.modified != modified) {
        seen.modified = modified;
        look(file, seen);
      }
    }
  }

  private void look(Path file, Seen seen) throws IOException {
    try (var channel = FileChannel.open(file)) {
      var head = head(channel, room(seen));
      var size = channel.size();
      if (size < head.length) {
        return; // emptied meanwhile: the next look sees it
      }
      var common = Math.min(head.length, seen.head.length);
      if (size < seen.size || !Arrays.equals(head, 0, common, seen.head, 0, common)) {
        log.warn("the job emptied its own output file={} bytes={}", file, seen.size);
        keep(seen);
      }
      seen.head = head;
      seen.size = size;
    } catch (NoSuchFileException e) {
      files.remove(file); // with its job
    }
  }

  private int room(Seen seen) {
    var others =
        files.values().stream().mapToInt(other -> other.head.length + other.lost.size()).sum();
    return Math.clamp(MOST_BYTES - others + seen.head.length, seen.head.length, HEAD_BYTES);
  }

  private static byte[] head(FileChannel channel, int mostBytes) throws IOException {
    var block = ByteBuffer.allocate((int) Math.min(channel.size(), mostBytes));
    while (block.hasRemaining() && channel.read(block, block.position()) > 0) {
      // a read may return less than there is
    }
    return Arrays.copyOf(block.array(), block.position());
  }

  private static void keep(Seen seen) {
    seen.lostBytes += seen.size;
    var room = HEAD_BYTES - seen.lost.size();
    if (room > 0) {
      var kept = Math.min(room, seen.head.length);
      seen.lost.write(seen.head, 0, kept);
      var ends = kept == 0 || seen.head[kept - 1] == '\n';
      seen.lost.writeBytes(note(seen.size, kept, ends ? "" : "\n"));
    }
  }

  private static byte[] note(long bytes, long kept, String before) {
    var which = kept < bytes ? ", of which " + kept + " are kept" : "";
    return "%s[queuectl: the job reopened its output here and emptied it, after %d bytes or more%s]\n"
        .formatted(before, bytes, which)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /// All running attempts have been looked at: forgets the others.
  synchronized void endRound() {
    files.values().removeIf(seen -> seen.round != round);
    round++;
  }

  /// We have shortened it ourselves, see [Bound].
  synchronized void shortened(Path file) {
    var seen = files.get(file);
    if (seen != null) {
      seen.size = file.toFile().length();
      seen.head = Arrays.copyOf(seen.head, (int) Math.min(seen.head.length, seen.size));
    }
  }

  /// The attempt has ended: returns what was seen to be emptied.
  synchronized Lost take(Path file) throws IOException {
    var seen = files.get(file);
    if (seen != null) { // as of few jobs
      look(file, seen);
    }
    files.remove(file);
    return seen == null ? Lost.NOTHING : new Lost(seen.lost.toByteArray(), seen.lostBytes);
  }

  /// Puts what was emptied in front of what came later, as far as there is room; through a second
  /// file, so that a reader sees either the old or the new version.
  ///
  /// @return the size afterwards
  static long restore(Path file, Lost lost, long maxBytes) throws IOException {
    var size = file.toFile().length();
    var kept = Math.clamp(maxBytes - size - NOTE_BYTES, 0, lost.text.length);
    var copy = file.resolveSibling(file.getFileName() + ".cut");
    Files.deleteIfExists(copy);
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var to = FileChannel.open(copy, options, PrivateFiles.fileMode())) {
      to.write(ByteBuffer.wrap(lost.text, 0, kept));
      if (kept < lost.text.length) {
        to.write(ByteBuffer.wrap(note(lost.bytes, Math.min(kept, lost.bytes), "\n")));
      }
      try (var from = FileChannel.open(file)) {
        Cut.transfer(from, 0, size, to);
      }
    }
    Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
    return Files.size(file);
  }

  /// Notes it at the end of a file that somebody may still write to.
  static void say(Path file, Lost lost) throws IOException {
    Files.write(file, note(lost.bytes, 0, "\n"), StandardOpenOption.APPEND);
  }
}
