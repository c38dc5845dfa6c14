package dev.queuectl.store.job;

import static dev.queuectl.store.job.JobRows.millis;
import static dev.queuectl.store.schema.Prepared.ASK_TO_CANCEL;
import static dev.queuectl.store.schema.Prepared.BURY_WAITING;
import static dev.queuectl.store.schema.Prepared.CANCEL_WAITING;
import static dev.queuectl.store.schema.Prepared.DELETE_JOBS;
import static dev.queuectl.store.schema.Prepared.EDIT_JOB;
import static dev.queuectl.store.schema.Prepared.RETRY_JOBS;
import static dev.queuectl.store.schema.Prepared.SET_HELD;

import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobAction.Result;
import dev.queuectl.JobEdit;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.NewJob;
import dev.queuectl.Refusal;
import dev.queuectl.store.JobRef;
import dev.queuectl.store.schema.Prepared;
import dev.queuectl.store.sql.SqlSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is done to a batch of jobs by hand, inside its transaction.
final class JobChanges {
  /// Why a job is dead that was left with no attempts; unless it has failed, and so has a reason.
  private static final String USED_UP = "no attempts left";

  private final SqlSession session;
  private final Instant now;

  /// Those that have changed, as they are now.
  private final Map<Long, Job> changed = new HashMap<>();

  JobChanges(SqlSession session, Instant now) {
    this.session = session;
    this.now = now;
  }

  /// @return what became of each, in order
  List<Result> change(JobAction action, List<? extends JobRef> refs) {
    var found = new FoundJobs(session, refs);
    var jobs =
        refs.stream()
            .flatMap(ref -> found.find(ref).stream())
            .filter(job -> refusal(action, job).isEmpty())
            .toList();
    carryOut(action, jobs);
    return refs.stream().map(ref -> result(action, ref, found.find(ref))).toList();
  }

  private Result result(JobAction action, JobRef ref, Optional<Job> found) {
    if (found.isEmpty()) {
      return new Result.Refused(
          switch (ref) {
            case JobRef.Id(var id) -> new Refusal.Missing(id);
            case JobRef.Itself(var seq) -> new Refusal.Gone(seq);
          });
    }
    var job = found.get();
    return refusal(action, job)
        .<Result>map(Result.Refused::new)
        .orElseGet(() -> new Result.Done(changed.getOrDefault(job.seq(), job)));
  }

  private static Optional<Refusal> refusal(JobAction action, Job job) {
    if (action instanceof JobAction.Verb verb && !verb.only().matches(job)) {
      return Optional.of(new Refusal.NotMeant(verb, job));
    }
    return action.suits(job.state())
        ? Optional.empty()
        : Optional.of(new Refusal.Unsuited(action, job));
  }

  private void carryOut(JobAction action, List<Job> jobs) {
    switch (action) {
      case JobAction.Edit(var edit) -> jobs.forEach(job -> edit(job, edit));
      case JobAction.Verb(var verb, _) -> carryOut(verb, jobs);
    }
  }

  private void carryOut(JobVerb verb, List<Job> jobs) {
    switch (verb) {
      case CANCEL -> cancel(jobs);
      case RETRY -> retry(jobs);
      case HOLD -> setHeld(jobs, true);
      case RELEASE -> setHeld(jobs, false);
      case REMOVE -> remove(jobs);
    }
  }

  /// Who asks twice for the end of a job that runs has asked when he did first.
  private void cancel(List<Job> jobs) {
    Predicate<Job> runs = job -> job.state() == JobState.PROCESSING;
    make(jobs.stream().filter(runs.negate()).toList(), CANCEL_WAITING, now.toEpochMilli());
    make(
        jobs.stream().filter(runs).filter(job -> job.cancelRequestedAt() == null).toList(),
        ASK_TO_CANCEL,
        now.toEpochMilli());
  }

  private void retry(List<Job> jobs) {
    jobs.stream()
        .collect(Collectors.groupingBy(job -> isAhead(job) ? job.runAt() : now))
        .forEach(
            (runAt, some) ->
                make(some, RETRY_JOBS, millis(runAt), runAt.isAfter(now) ? millis(runAt) : null));
  }

  /// Whether somebody wants the job to run later. A time at which it could run once may lie ahead,
  /// too, when the clock was set back.
  private boolean isAhead(Job job) {
    return Stream.of(job.createdAt(), job.startedAt(), job.finishedAt(), now)
        .allMatch(at -> at == null || job.runAt().isAfter(at));
  }

  private void setHeld(List<Job> jobs, boolean held) {
    make(jobs.stream().filter(job -> job.held() != held).toList(), SET_HELD, held);
  }

  private void remove(List<Job> jobs) {
    if (!jobs.isEmpty()) {
      session.run(DELETE_JOBS, FoundJobs.numbers(jobs));
    }
  }

  private void edit(Job job, JobEdit edit) {
    var after = edited(job, edit, edit.applyTo(job));
    changed.put(
        job.seq(),
        after.maxRetries() != job.maxRetries() && isUsedUp(after)
            ? make(after, BURY_WAITING, now.toEpochMilli(), USED_UP)
            : after);
  }

  /// It would be given one attempt more than it is to have.
  private static boolean isUsedUp(Job job) {
    return !job.state().isFinal() && job.attempts() > 0 && job.attempts() >= job.maxAttempts();
  }

  private Job edited(Job job, JobEdit edit, NewJob edited) {
    return make(
        job,
        EDIT_JOB,
        PolicyColumns.after(
            edited.policy(),
            edited.command(),
            edited.queue(),
            edited.priority(),
            edited.maxRetries(),
            edited.cwd(),
            EnvText.of(edited.env()),
            millis(runAt(job, edit)),
            millis(dueAt(job, edit)),
            millis(nextRetryAt(job, edit))));
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

  /// @param values of the columns that change besides `updated_at`
  private void make(List<Job> jobs, Prepared change, @Nullable Object... values) {
    if (!jobs.isEmpty()) {
      session
          .list(change, JobRows::job, arguments(FoundJobs.numbers(jobs), values))
          .forEach(job -> changed.put(job.seq(), job));
    }
  }

  private Job make(Job job, Prepared change, @Nullable Object... values) {
    return session.first(change, JobRows::job, arguments(job.seq(), values)).orElseThrow();
  }

  private @Nullable Object[] arguments(Object which, @Nullable Object... values) {
    var all = new ArrayList<@Nullable Object>();
    all.add(now.toEpochMilli());
    all.addAll(Arrays.asList(values));
    all.add(which);
    return all.toArray();
  }
}
