package dev.queuectl.store.sqlite;

import dev.queuectl.JobState;
import dev.queuectl.OpenDatabases;
import dev.queuectl.QueueException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Puts a copy of a queue in the place of its database, which is kept next to it under another
/// name. A write-ahead log belongs to one database, so the old database's log goes with it.
public final class Restoration {
  private static final String FAILED_TO_WRITE =
      "Check the disk, its free space, and the permissions of the copy and the queue.";

  private final Path source;
  private final Path target;
  private final Path unfinished;
  private final Doorbell doorbell;

  /// @param source the copy
  /// @param target absolute; this process must not have it open
  /// @param doorbell that of the target
  public Restoration(Path source, Path target, Doorbell doorbell) {
    this.doorbell = doorbell;
    this.source = source;
    this.target = target;
    this.unfinished = StoreFiles.beside(target, ".unfinished");
  }

  /// What is in place now.
  ///
  /// @param running how many of its jobs were running when the copy was made
  public record Restored(long jobs, long running) {}

  /// @param kept where to keep the old database, if there is one
  /// @throws QueueException.WrongState if a process has one of the two open; nothing was changed
  /// @throws QueueException.Unavailable if the file is not a queue, or damaged; nothing was changed
  public Restored make(Path kept) {
    try {
      refuse();
      discard();
      copy();
      var restored = examined();
      putInPlace(kept);
      doorbell.ring();
      return restored;
    } catch (IOException e) {
      throw notRestored(e);
    } catch (QueueException.Unavailable e) {
      throw restoring()
          .around(
              e.advice().isEmpty()
                  ? new QueueException.Unavailable(
                      e.getMessage(), QueueException.Known.NAME_A_COPY, e)
                  : e);
    } finally {
      discard();
    }
  }

  private void refuse() throws IOException {
    if (!Files.isRegularFile(source)) {
      throw new QueueException.Invalid(
          Files.exists(source) ? source + " is not a file" : "there is no file " + source,
          QueueException.Known.NAME_A_COPY);
    }
    if (Files.exists(target) && Files.isSameFile(source, target)) {
      throw new QueueException.Invalid(source + " is the queue itself", "Give the name of a copy.");
    }
    if (isOpen(source)) {
      throw new QueueException.WrongState(
          "a process is using %s; nothing was changed".formatted(source),
          new QueueException.CopyFirst(source.toString()));
    }
    refuseOpen();
  }

  private void refuseOpen() throws IOException {
    if (isOpen(target)) {
      throw new QueueException.WrongState(
          "a process has %s open; nothing was changed".formatted(target),
          "Stop the workers, dashboards and shells of the queue first (fuser shows which).");
    }
  }

  /// Whoever has a database open in this mode holds a lock on it.
  private static boolean isOpen(Path file) throws IOException {
    if (OpenDatabases.include(file)) {
      return true;
    }
    if (!Files.isWritable(file)) {
      return false;
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
        var lock = StoreFiles.tryLock(channel)) {
      return lock == null;
    }
  }

  private void copy() throws IOException {
    copy(source, unfinished);
    var log = StoreFiles.beside(source, "-wal");
    if (Files.exists(log)) {
      copy(log, StoreFiles.beside(unfinished, "-wal"));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    StoreFiles.makePrivate(to);
    try (OutputStream out = Files.newOutputStream(to)) {
      Files.copy(from, out);
    }
  }

  private Restored examined() throws IOException {
    if (Files.size(unfinished) == 0) {
      throw new QueueException.Unavailable("the file is empty", QueueException.Known.NAME_A_COPY);
    }
    var counts = Examination.ofCopy(unfinished, "it");
    return new Restored(
        counts.values().stream().mapToLong(n -> n).sum(),
        counts.getOrDefault(JobState.PROCESSING, 0L));
  }

  /// The new one takes its place in one step, so that there is a database at every moment.
  private void putInPlace(Path kept) throws IOException {
    try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    refuseOpen();
    if (Files.exists(target)) {
      link(target, kept);
      var log = StoreFiles.beside(target, "-wal");
      if (Files.exists(log)) {
        Files.move(log, StoreFiles.beside(kept, "-wal"));
      }
      Files.deleteIfExists(StoreFiles.beside(target, "-shm"));
    }
    new Life(target).forget();
    Files.move(
        unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    StoreFiles.syncDirectory(target);
  }

  private static void link(Path file, Path other) throws IOException {
    try {
      Files.createLink(other, file);
    } catch (UnsupportedOperationException e) {
      Files.copy(file, other, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  private QueueException.Unavailable notRestored(IOException e) {
    return restoring()
        .around(new QueueException.Unavailable(StoreFiles.reason(e), FAILED_TO_WRITE, e));
  }

  private QueueException.Context restoring() {
    return new QueueException.Restoring(source.toString());
  }

  private void discard() {
    for (var suffix : new String[] {"", "-wal", "-shm", "-journal"}) {
      try {
        Files.deleteIfExists(StoreFiles.beside(unfinished, suffix));
      } catch (IOException e) {
        throw notRestored(e);
      }
    }
  }
}
