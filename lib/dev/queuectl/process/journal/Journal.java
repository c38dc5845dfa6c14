package dev.queuectl.process.journal;

import dev.queuectl.process.posix.Descriptors;
import dev.queuectl.process.posix.Identities;
import dev.queuectl.process.posix.Native;
import dev.queuectl.process.posix.Platform;
import dev.queuectl.process.posix.PrivateFiles;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A file in which the wrappers of one process, one at a time, record start and end; see `Wrapper`.
///
/// One at a time, because a shell's notice about a signal does not say which command it is about.
public final class Journal {
  /// The beginning of the first line; the [dev.queuectl.ProcessIdentity] of its creator follows.
  public static final String HEADER = "queuectl-journal 1 ";

  private static final Logger log = LoggerFactory.getLogger(Journal.class);

  private final Path file;
  private final int fd;
  private final @Nullable Path older;
  private int jobs;

  private Journal(Path file, int fd, @Nullable Path older) {
    this.file = file;
    this.fd = fd;
    this.older = older;
  }

  /// @param older the one that this one continues
  public static Journal create(Path file, @Nullable Path older) throws IOException {
    PrivateFiles.makeDirectoryOf(file);
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = Files.newByteChannel(file, options, PrivateFiles.fileMode())) {
      return new Journal(file, begin(file, channel), older);
    } catch (FileAlreadyExistsException e) {
      throw e; // not ours to delete
    } catch (IOException e) {
      deleteBegun(file, e);
      throw e;
    }
  }

  private static int begin(Path file, WritableByteChannel channel) throws IOException {
    var self = Identities.self();
    var header = HEADER + "%s %d %d\n".formatted(self.hostId(), self.pid(), self.startTicks());
    channel.write(StandardCharsets.US_ASCII.encode(header));
    var fd = Native.openForAppend(file.toString());
    if (fd < 0) {
      throw new IOException(file + ": " + Native.message(-fd));
    }
    if (!Descriptors.mayKeep(fd)) {
      Native.close(fd);
      throw Descriptors.none();
    }
    Native.lock(fd, Platform.LOCK_SHARED);
    return fd;
  }

  /// A worker that kept trying for an hour would leave thousands.
  private static void deleteBegun(Path file, IOException cause) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /// Whether a process that writes to a journal is alive: its worker, or one of the worker's
  /// shells, in any pid namespace. Where such locks do not work, the answer is no.
  public static boolean isHeld(Path file) {
    var fd = Native.openForAppend(file.toString());
    if (fd < 0) {
      return fd != -Platform.ENOENT; // who cannot be seen must not be taken for dead
    }
    var free = Native.lock(fd, Platform.LOCK_EXCLUSIVE | Platform.LOCK_AT_ONCE);
    Native.close(fd);
    return !free;
  }

  public Path file() {
    return file;
  }

  public int fd() {
    return fd;
  }

  /// Counts a job that has ended.
  public void count() {
    jobs++;
  }

  /// How many jobs recorded in it have ended.
  int jobs() {
    return jobs;
  }

  /// The name of an attempt in records. It includes the file, since keys repeat in another store's
  /// journals.
  public String token(String key) {
    return token(file, key);
  }

  public static String token(Path file, String key) {
    return key + "@" + file.getFileName();
  }

  /// Records that a command is asked to end, unless its end is already recorded. So the order of
  /// the records settles for good which came first, for other workers, too.
  ///
  /// @return whether one of the two is recorded now
  public static boolean recordRequest(Path file, String token, StopReason why) {
    try {
      var key = token.substring(0, token.length() - token(file, "").length());
      if (JournalReader.read(file, key).map(JournalReader.Entry::end).isEmpty()) {
        var record = "\na %s 0 %s\n".formatted(token, why.word());
        Files.writeString(file, record, StandardCharsets.US_ASCII, StandardOpenOption.APPEND);
      }
      return true;
    } catch (IOException e) {
      log.warn("could not record request token={} reason={}", token, e.toString());
      return false;
    }
  }

  public void close() {
    Native.close(fd);
  }

  void deleteOlder() throws IOException {
    if (older != null) {
      Files.deleteIfExists(older);
    }
  }

  void delete() throws IOException {
    close();
    deleteOlder();
    Files.deleteIfExists(file);
  }
}
