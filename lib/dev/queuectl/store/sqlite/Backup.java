package dev.queuectl.store.sqlite;

import static dev.queuectl.store.schema.Prepared.VACUUM_INTO;

import dev.queuectl.QueueException;
import dev.queuectl.store.Upkeep;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Copies the store with `VACUUM INTO`: a snapshot of one moment, however much is written
/// meanwhile. SQLite's backup API would start over at every write by another process, and so might
/// never end while workers are busy.
final class Backup {
  private final Database database;
  private final Path file;
  private final Path unfinished;

  /// @param file absolute
  Backup(Database database, Path file) {
    this.database = database;
    this.file = file;
    this.unfinished = StoreFiles.beside(file, ".unfinished");
  }

  Upkeep.Copy make(boolean replace) {
    refuse(replace);
    try {
      Files.deleteIfExists(unfinished);
      StoreFiles.makePrivate(unfinished);
      database.outside(session -> session.run(VACUUM_INTO, unfinished.toString()));
      var jobs = examined();
      var size = Files.size(unfinished);
      putInPlace();
      return new Upkeep.Copy(file, size, jobs);
    } catch (IOException e) {
      throw noCopy(StoreFiles.reason(e), e);
    } catch (QueueException.Unavailable e) {
      throw noCopy(e.getMessage(), e);
    } finally {
      discard();
    }
  }

  private void refuse(boolean replace) {
    if (Files.isDirectory(file)) {
      throw new QueueException.Invalid(
          file + " is a directory", "Give the name of a file for the copy.");
    }
    if (file.equals(database.file()) || inUse()) {
      throw new QueueException.WrongState(
          file + " is a database in use; nothing was written", "Choose another name.");
    }
    if (!replace && Files.exists(file)) {
      throw new QueueException.WrongState(
          file + " exists already; nothing was written",
          QueueException.Known.OTHER_FILE_OR_REPLACE);
    }
  }

  /// A write-ahead log next to it would be taken for the copy's own.
  private boolean inUse() {
    return Files.exists(StoreFiles.beside(file, "-wal"));
  }

  /// @return how many jobs the copy holds
  private long examined() {
    return Examination.ofCopy(unfinished, "the copy").values().stream().mapToLong(n -> n).sum();
  }

  private void putInPlace() throws IOException {
    try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    StoreFiles.syncDirectory(file);
  }

  private QueueException.Unavailable noCopy(String why, Exception e) {
    return new QueueException.Copying(file.toString())
        .around(new QueueException.Unavailable(why, QueueException.Known.EXAMINE_STORE, e));
  }

  private void discard() {
    try {
      for (var suffix : new String[] {"", "-wal", "-shm", "-journal"}) {
        Files.deleteIfExists(StoreFiles.beside(unfinished, suffix));
      }
    } catch (IOException e) {
      throw noCopy(StoreFiles.reason(e), e);
    }
  }
}
