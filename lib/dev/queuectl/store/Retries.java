package dev.queuectl.store;

import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.schema.Tables.WORKERS;

import dev.queuectl.JobState;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/// The waits of failed jobs, when the clock is set back.
///
/// A scheduled job waits for what the clock shows, a failed one for a while: what the clock has
/// lost must not be added to it.
final class Retries {
  private Retries() {}

  /// Whether the worker's last heartbeat lies in the future.
  static boolean isSetBack(Session session, String workerId, Instant now) {
    return session
        .sql()
        .fetchExists(WORKERS, WORKERS.ID.eq(workerId), WORKERS.HEARTBEAT_AT.gt(now.toEpochMilli()));
  }

  /// Whether the last heartbeat of any worker, or the newest job, lies in the future.
  static boolean isSetBack(Session session, Instant now) {
    var millis = now.toEpochMilli();
    var newest =
        session.sql().select(JOBS.CREATED_AT).from(JOBS).orderBy(JOBS.SEQ.desc()).limit(1).fetch();
    return newest.stream().anyMatch(job -> job.value1() > millis)
        || session.sql().fetchExists(WORKERS, WORKERS.HEARTBEAT_AT.gt(millis));
  }

  /// Lets the waits begin anew that began in the future. Looks at all failed jobs, so only for when
  /// the clock was set back.
  static void beginAnew(Session session, Instant now) {
    var millis = now.toEpochMilli();
    var dueAt = JOBS.NEXT_RETRY_AT.minus(JOBS.UPDATED_AT).plus(millis);
    for (var line : Lines.of(session.sql(), EnumSet.of(JobState.FAILED), Set.of())) {
      session
          .sql()
          .update(JOBS)
          .set(JOBS.NEXT_RETRY_AT, dueAt)
          .set(JOBS.DUE_AT, dueAt)
          .set(JOBS.UPDATED_AT, millis)
          .where(line.jobs(), JOBS.UPDATED_AT.gt(millis))
          .execute();
    }
  }
}
