package dev.queuectl.store;

import static dev.queuectl.store.JobRows.millis;
import static dev.queuectl.store.JobRows.seconds;
import static dev.queuectl.store.JobRows.word;
import static dev.queuectl.store.Jobs.wrongState;
import static dev.queuectl.store.schema.Prepared.ASK_TO_CANCEL;
import static dev.queuectl.store.schema.Prepared.CANCEL_WAITING;
import static dev.queuectl.store.schema.Prepared.EDIT_JOB;
import static dev.queuectl.store.schema.Prepared.RETRY_JOB;
import static dev.queuectl.store.schema.Prepared.SET_HELD;

import dev.queuectl.Job;
import dev.queuectl.JobEdit;
import dev.queuectl.JobState;
import dev.queuectl.store.schema.Prepared;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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
      case PENDING, FAILED -> make(job, CANCEL_WAITING, now.toEpochMilli());
      case PROCESSING -> make(job, ASK_TO_CANCEL, now.toEpochMilli());
      case COMPLETED, DEAD, CANCELLED ->
          throw wrongState(job, "cannot be cancelled", "It has ended already.");
    };
  }

  Job retry(Job job) {
    return switch (job.state()) {
      case PENDING, PROCESSING ->
          throw wrongState(job, "cannot be retried", "Only a failed or ended job can.");
      case FAILED, COMPLETED, DEAD, CANCELLED -> make(job, RETRY_JOB, now.toEpochMilli());
    };
  }

  Job edit(Job job, JobEdit edit) {
    Jobs.refuse(
        job, JobState.PROCESSING, "cannot be edited", "Wait until it has ended, or cancel it.");
    var edited = edit.applyTo(job);
    var policy = edited.policy();
    return make(
        job,
        EDIT_JOB,
        edited.command(),
        edited.queue(),
        edited.priority(),
        edited.maxRetries(),
        seconds(policy.timeout()),
        word(policy.backoff()),
        policy.backoffBase(),
        seconds(policy.backoffMax()),
        edited.cwd(),
        EnvText.of(edited.env()),
        millis(runAt(job, edit)),
        millis(dueAt(job, edit)),
        millis(nextRetryAt(job, edit)));
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
      case PENDING, FAILED -> job.held() == held ? job : make(job, SET_HELD, held);
      case PROCESSING, COMPLETED, DEAD, CANCELLED ->
          throw wrongState(job, refusal, "Only a waiting job can.");
    };
  }

  /// @param values of the columns that change besides `updated_at`
  private Job make(Job job, Prepared change, @Nullable Object... values) {
    var all = new ArrayList<@Nullable Object>();
    all.add(now.toEpochMilli());
    all.addAll(Arrays.asList(values));
    all.add(job.seq());
    return session.first(change, JobRows::job, all.toArray()).orElseThrow();
  }
}
