package dev.queuectl.store;

import static dev.queuectl.store.JobRows.millis;
import static dev.queuectl.store.JobRows.seconds;
import static dev.queuectl.store.JobRows.word;
import static dev.queuectl.store.Jobs.wrongState;
import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.Job;
import dev.queuectl.JobEdit;
import dev.queuectl.JobState;
import java.time.Instant;
import org.jooq.UpdateSetMoreStep;
import org.jspecify.annotations.Nullable;

/// What is done to one job by hand, inside the verb's transaction.
final class JobChanges {
  private final Session session;
  private final Instant now;

  JobChanges(Session session, Instant now) {
    this.session = session;
    this.now = now;
  }

  Job cancel(Job job) {
    return switch (job.state()) {
      case PENDING, FAILED ->
          make(
              job,
              update()
                  .set(JOBS.STATE, JobState.CANCELLED.word())
                  .set(JOBS.FINISHED_AT, now.toEpochMilli())
                  .setNull(JOBS.NEXT_RETRY_AT)
                  .setNull(JOBS.DUE_AT));
      case PROCESSING -> make(job, update().set(JOBS.CANCEL_REQUESTED_AT, now.toEpochMilli()));
      case COMPLETED, DEAD, CANCELLED ->
          throw wrongState(job, "cannot be cancelled", "It has ended already.");
    };
  }

  Job retry(Job job) {
    return switch (job.state()) {
      case PENDING, PROCESSING ->
          throw wrongState(job, "cannot be retried", "Only a failed or ended job can.");
      case FAILED, COMPLETED, DEAD, CANCELLED ->
          make(
              job,
              update()
                  .set(JOBS.STATE, JobState.PENDING.word())
                  .set(JOBS.ATTEMPTS, 0)
                  .set(JOBS.INTERRUPTIONS, 0)
                  .set(JOBS.HELD, false)
                  .set(JOBS.RUN_AT, now.toEpochMilli())
                  .setNull(JOBS.DUE_AT)
                  .setNull(JOBS.NEXT_RETRY_AT)
                  .setNull(JOBS.FINISHED_AT)
                  .setNull(JOBS.EXIT_CODE)
                  .setNull(JOBS.ERROR));
    };
  }

  Job edit(Job job, JobEdit edit) {
    Jobs.refuse(
        job, JobState.PROCESSING, "cannot be edited", "Wait until it has ended, or cancel it.");
    var edited = edit.applyTo(job);
    var policy = edited.policy();
    return make(
        job,
        update()
            .set(JOBS.COMMAND, edited.command())
            .set(JOBS.QUEUE, edited.queue())
            .set(JOBS.PRIORITY, edited.priority())
            .set(JOBS.MAX_RETRIES, edited.maxRetries())
            .set(JOBS.TIMEOUT, seconds(policy.timeout()))
            .set(JOBS.BACKOFF, word(policy.backoff()))
            .set(JOBS.BACKOFF_BASE, policy.backoffBase())
            .set(JOBS.BACKOFF_MAX, seconds(policy.backoffMax()))
            .set(JOBS.RUN_AT, millis(runAt(job, edit)))
            .set(JOBS.DUE_AT, millis(dueAt(job, edit)))
            .set(JOBS.NEXT_RETRY_AT, millis(nextRetryAt(job, edit))));
  }

  /// As when it is enqueued, a time in the past means at once.
  private Instant runAt(Job job, JobEdit edit) {
    if (edit.runAt() == null) {
      return job.runAt();
    }
    return edit.runAt().isAfter(now) ? edit.runAt() : now;
  }

  /// A new `run_at` moves the retry of a failed job, too.
  private static @Nullable Instant nextRetryAt(Job job, JobEdit edit) {
    return job.state() == JobState.FAILED && edit.runAt() != null
        ? edit.runAt()
        : job.nextRetryAt();
  }

  private @Nullable Instant dueAt(Job job, JobEdit edit) {
    return switch (job.state()) {
      case FAILED -> nextRetryAt(job, edit);
      case PENDING -> {
        var runAt = runAt(job, edit);
        yield runAt.isAfter(now) ? runAt : null;
      }
      case PROCESSING, COMPLETED, DEAD, CANCELLED -> null;
    };
  }

  Job hold(Job job) {
    return setHeld(job, true, "cannot be held");
  }

  Job release(Job job) {
    return setHeld(job, false, "cannot be released");
  }

  private Job setHeld(Job job, boolean held, String refusal) {
    return switch (job.state()) {
      case PENDING, FAILED -> job.held() == held ? job : make(job, update().set(JOBS.HELD, held));
      case PROCESSING, COMPLETED, DEAD, CANCELLED ->
          throw wrongState(job, refusal, "Only a waiting job can.");
    };
  }

  private UpdateSetMoreStep<?> update() {
    return session.sql().update(JOBS).set(JOBS.UPDATED_AT, now.toEpochMilli());
  }

  private Job make(Job job, UpdateSetMoreStep<?> change) {
    return session.list(change.where(JOBS.SEQ.eq(job.seq())).returning(), JobRows::job).getFirst();
  }
}
