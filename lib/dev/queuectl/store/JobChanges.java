package dev.queuectl.store;

import static dev.queuectl.store.JobRows.millis;
import static dev.queuectl.store.JobRows.seconds;
import static dev.queuectl.store.JobRows.word;
import static dev.queuectl.store.Jobs.wrongState;
import static dev.queuectl.store.schema.Prepared.ASK_TO_CANCEL;
import static dev.queuectl.store.schema.Prepared.BURY_WAITING;
import static dev.queuectl.store.schema.Prepared.CANCEL_WAITING;
import static dev.queuectl.store.schema.Prepared.DELETE_JOB;
import static dev.queuectl.store.schema.Prepared.EDIT_JOB;
import static dev.queuectl.store.schema.Prepared.RETRY_JOB;
import static dev.queuectl.store.schema.Prepared.SET_HELD;

import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobEdit;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.store.schema.Prepared;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is done to one job by hand, inside the verb's transaction.
final class JobChanges {
  /// Why a job is dead that was left with no attempts; unless it has failed, and so has a reason.
  private static final String USED_UP = "no attempts left";

  private final Session session;
  private final Instant now;

  JobChanges(Session session, Instant now) {
    this.session = session;
    this.now = now;
  }

  /// @throws QueueException.WrongState
  Job apply(JobAction action, Job job) {
    return switch (action) {
      case JobAction.Edit(var edit) -> edit(job, edit);
      case JobAction.Verb(var verb, var in) -> {
        if (!in.contains(job.state())) {
          throw elsewhere(job, in);
        }
        yield apply(verb, job);
      }
    };
  }

  private static QueueException.WrongState elsewhere(Job job, Set<JobState> in) {
    return in.equals(Set.of(JobState.DEAD))
        ? new QueueException.WrongState(
            "the job \"%s\" is %s, not in the dead letter queue"
                .formatted(job.id(), job.state().word()),
            "See queuectl dlq list.",
            "")
        : wrongState(job, "in none of the states asked for", "Nothing was changed.");
  }

  Job apply(JobVerb verb, Job job) {
    return switch (verb) {
      case CANCEL -> cancel(job);
      case RETRY -> retry(job);
      case HOLD -> hold(job);
      case RELEASE -> release(job);
      case REMOVE -> remove(job);
    };
  }

  Job cancel(Job job) {
    return switch (job.state()) {
      case PENDING, FAILED -> make(job, CANCEL_WAITING, now.toEpochMilli());
      case PROCESSING ->
          job.cancelRequestedAt() != null ? job : make(job, ASK_TO_CANCEL, now.toEpochMilli());
      case COMPLETED, DEAD, CANCELLED ->
          throw wrongState(job, "cannot be cancelled", "It has ended already.");
    };
  }

  Job retry(Job job) {
    return switch (job.state()) {
      case PENDING, PROCESSING ->
          throw wrongState(job, "cannot be retried", "Only a failed or ended job can.");
      case FAILED, COMPLETED, DEAD, CANCELLED -> {
        var runAt = isAhead(job) ? job.runAt() : now;
        yield make(job, RETRY_JOB, millis(runAt), runAt.isAfter(now) ? millis(runAt) : null);
      }
    };
  }

  /// Whether somebody wants the job to run later. A time at which it could run once may lie ahead,
  /// too, when the clock was set back.
  private boolean isAhead(Job job) {
    return Stream.of(job.createdAt(), job.startedAt(), job.finishedAt(), now)
        .allMatch(at -> at == null || job.runAt().isAfter(at));
  }

  Job edit(Job job, JobEdit edit) {
    Jobs.refuse(
        job, JobState.PROCESSING, "cannot be edited", "Wait until it has ended, or cancel it.");
    var edited = edit.applyTo(job);
    var policy = edited.policy();
    var changed = edited(job, edit, edited, policy);
    return changed.maxRetries() != job.maxRetries() && isUsedUp(changed)
        ? make(changed, BURY_WAITING, now.toEpochMilli(), USED_UP)
        : changed;
  }

  /// It would be given one attempt more than it is to have.
  private static boolean isUsedUp(Job job) {
    return !job.state().isFinal() && job.attempts() > 0 && job.attempts() >= job.maxAttempts();
  }

  private Job edited(Job job, JobEdit edit, NewJob edited, JobPolicy policy) {
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

  Job remove(Job job) {
    Jobs.refuse(job, JobState.PROCESSING, "cannot be removed", "Cancel it first.");
    session.run(DELETE_JOB, job.seq());
    return job;
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
