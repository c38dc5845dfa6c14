package dev.queuectl.store.sqlite;

import dev.queuectl.QueueException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Begins a new [Life] when SQLite has restarted the write-ahead log. What the log held before is
/// then in the database only, and an earlier copy of the database lacks it: put back under the new
/// log, it would become a mixture of two states. Put back under the very log that was next to it
/// when it was copied, it is harmless: the log turns it into what the database was at the end.
final class LogWatch {
  private static final Logger log = LoggerFactory.getLogger(LogWatch.class);

  /// A command with fewer commits than this ends before anybody copies what it works on.
  private static final int FEW_COMMITS = 8;

  /// Two random numbers in the header of a log (sqlite.org/fileformat2.html#walformat).
  private static final int SALTS_AT = 16;

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable FileChannel channel;
  private int commits;
  private long salts;
  private long life;

  /// When this life began, the database held all of the log: the next log is accounted for.
  private boolean foreseen;

  /// A transaction was committed. Throws nothing, since it stays committed.
  ///
  /// @param toStay whether this process will keep the database open for long
  void committed(Database database, boolean toStay) {
    if (lock.isHeldByCurrentThread() || !lock.tryLock()) {
      return;
    }
    try {
      if (toStay || ++commits > FEW_COMMITS) {
        look(database);
      }
    } catch (IOException | QueueException e) {
      log.info("could not check the log database={} reason={}", database.file(), e.toString());
    } finally {
      lock.unlock();
    }
  }

  private void look(Database database) throws IOException {
    var now = readSalts(database);
    if (now == salts) {
      return;
    }
    var isFirst = salts == 0;
    salts = now;
    if (foreseen) {
      foreseen = false;
      return;
    }
    var known = life;
    life = database.read(Schema::life);
    if (isFirst || life == known) { // else another process was faster
      begin(database);
    }
  }

  /// Always begins a life.
  void begin(Database database) {
    lock.lock();
    try {
      foreseen = Lives.begin(database);
      life = database.read(Schema::life);
      salts = readSalts(database);
    } catch (IOException e) {
      log.info("could not check the log database={} reason={}", database.file(), e.toString());
    } finally {
      lock.unlock();
    }
  }

  private long readSalts(Database database) throws IOException {
    var file = channel;
    if (file == null) {
      file = FileChannel.open(StoreFiles.beside(database.file(), "-wal"));
      channel = file;
    }
    var bytes = ByteBuffer.allocate(Long.BYTES);
    return file.read(bytes, SALTS_AT) == Long.BYTES ? bytes.getLong(0) : 0;
  }

  void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
