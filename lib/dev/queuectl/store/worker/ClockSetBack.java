package dev.queuectl.store.worker;

import static dev.queuectl.store.schema.Prepared.LAST_HEARTBEAT;
import static dev.queuectl.store.schema.Prepared.LATEST_HEARTBEAT;
import static dev.queuectl.store.schema.Prepared.NEWEST_CREATED_AT;
import static dev.queuectl.store.schema.Prepared.WAIT_ANEW;
import static dev.queuectl.store.schema.Prepared.WAIT_TOO_LONG;

import dev.queuectl.JobState;
import dev.queuectl.store.job.JobRows;
import dev.queuectl.store.job.QueueStates;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.sql.Transactions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The waits of failed jobs, when the clock is set back.
///
/// A scheduled job waits for what the clock shows, a failed one for a while: what the clock has
/// lost must not be added to it.
final class ClockSetBack {
  private ClockSetBack() {}

  /// Whether the worker's last heartbeat lies in the future.
  static boolean isSetBack(SqlSession session, String workerId, Instant now) {
    return session
        .first(LAST_HEARTBEAT, row -> JobRows.anyTimeOrNone(row, 1), workerId)
        .filter(heartbeat -> heartbeat.isAfter(now))
        .isPresent();
  }

  /// Whether the last heartbeat of any worker, or the newest job, lies in the future.
  static boolean isSetBack(SqlSession session, Instant now) {
    var newest = session.first(NEWEST_CREATED_AT, row -> JobRows.anyTimeOrNone(row, 1));
    var latest = session.first(LATEST_HEARTBEAT, row -> JobRows.anyTimeOrNone(row, 1));
    return Stream.of(newest, latest).flatMap(Optional::stream).anyMatch(at -> at.isAfter(now));
  }

  /// Restarts the waits that began in the future, a batch of jobs per transaction. Looks at all
  /// failed jobs, so only for when the clock was set back.
  static void beginAnew(Transactions transactions, Instant now) {
    var lines =
        transactions.read(
            session -> QueueStates.of(session, EnumSet.of(JobState.FAILED), Set.of()));
    lines.forEach(line -> beginAnew(transactions, line.queue(), now));
  }

  private static void beginAnew(Transactions transactions, String queue, Instant now) {
    var next = batch(transactions, queue, 0, now);
    while (!next.isEmpty()) {
      var seqs = next;
      transactions.write(session -> beginAnew(session, seqs, now));
      next = batch(transactions, queue, seqs.getLast(), now);
    }
  }

  private static List<Long> batch(
      Transactions transactions, String queue, long after, Instant now) {
    return transactions.read(
        session ->
            session.list(WAIT_TOO_LONG, row -> row.getLong(1), queue, after, now.toEpochMilli()));
  }

  private static boolean beginAnew(SqlSession session, List<Long> seqs, Instant now) {
    var at = now.toEpochMilli();
    seqs.forEach(seq -> session.run(WAIT_ANEW, at, at, at, seq, at));
    return true;
  }
}
