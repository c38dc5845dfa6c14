package dev.queuectl.store.worker;

import static dev.queuectl.store.schema.Prepared.ASK_TO_STOP;
import static dev.queuectl.store.schema.Prepared.JOIN;

import dev.queuectl.ProcessIdentity;
import dev.queuectl.Worker;
import dev.queuectl.store.WorkerStore.Orders;
import dev.queuectl.store.job.JobRows;
import dev.queuectl.store.schedule.ScheduleTimes;
import dev.queuectl.store.schema.WorkersColumn;
import dev.queuectl.store.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Rows of `workers` as values, and back.
final class WorkerRows {
  /// No process has that pid, or that start.
  private static final long NO_PROCESS = -1;

  private WorkerRows() {}

  /// @param file the inode of the database that it has open
  static int insert(SqlSession session, Worker worker, long file) {
    return session.run(
        JOIN,
        worker.id(),
        worker.host(),
        worker.process().hostId(),
        worker.process().pid(),
        worker.process().startTicks(),
        worker.slots(),
        String.join(",", worker.queues()),
        worker.startedAt().toEpochMilli(),
        worker.heartbeatAt().toEpochMilli(),
        worker.leaseUntil().toEpochMilli(),
        file);
  }

  /// Asks for a stop, unless one at least as strong was already asked for.
  static int stop(SqlSession session, String workerId, Worker.Stop stop) {
    var values = new ArrayList<String>();
    for (var other : Worker.Stop.values()) {
      values.add(word(other.compareTo(stop) > 0 ? other : stop));
    }
    values.add(word(stop));
    values.add(workerId);
    return session.run(ASK_TO_STOP, values.toArray());
  }

  /// A worker that has another file open does not belong to this store, though its process may be
  /// alive: the database was copied, or put in the place of the one that the worker uses.
  ///
  /// @param file the inode of this database
  static Worker worker(ResultSet row, long file) throws SQLException {
    var opened = row.getLong(WorkersColumn.FILE);
    var ours = opened == 0 || file == 0 || opened == file;
    var queues = JobRows.text(row, WorkersColumn.QUEUES);
    return new Worker(
        JobRows.text(row, WorkersColumn.ID),
        JobRows.text(row, WorkersColumn.HOST),
        new ProcessIdentity(
            JobRows.text(row, WorkersColumn.HOST_ID),
            ours ? row.getLong(WorkersColumn.PID) : NO_PROCESS,
            ours ? row.getLong(WorkersColumn.START_TICKS) : NO_PROCESS),
        row.getInt(WorkersColumn.SLOTS),
        whole(row, WorkersColumn.WANTED_SLOTS),
        queues.isEmpty() ? Set.of() : Set.of(queues.split(",")),
        JobRows.anyTime(row, WorkersColumn.STARTED_AT),
        JobRows.anyTime(row, WorkersColumn.HEARTBEAT_AT),
        JobRows.anyTime(row, WorkersColumn.LEASE_UNTIL),
        stop(row.getString(WorkersColumn.STOP)),
        row.getLong(WorkersColumn.JOBS_DONE),
        row.getLong(WorkersColumn.RUN_MILLIS),
        row.getString(WorkersColumn.TROUBLE));
  }

  /// What [WorkerStatements#wanted] has found.
  static Orders orders(ResultSet row, Set<Long> cancelled) throws SQLException {
    return new Orders(
        stop(row.getString(1)),
        whole(row, 2),
        cancelled,
        ScheduleTimes.next(row, 3),
        JobRows.anyTimeOrNone(row, 5));
  }

  private static @Nullable Integer whole(ResultSet row, int column) throws SQLException {
    var value = row.getInt(column);
    return row.wasNull() ? null : Integer.valueOf(value);
  }

  private static Worker.@Nullable Stop stop(@Nullable String word) {
    return word == null
        ? null
        : Arrays.stream(Worker.Stop.values())
            .filter(stop -> word(stop).equals(word))
            .findFirst()
            .orElse(null); // nobody could have asked for it
  }

  static String word(Worker.Stop stop) {
    return stop.name().toLowerCase(Locale.ROOT);
  }
}
