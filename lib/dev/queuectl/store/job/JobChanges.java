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
import dev.queuectl.JobField;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.Refusal;
import dev.queuectl.UniqueKey;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.store.ChangedJobs.ChangedJob;
import dev.queuectl.store.JobRef;
import dev.queuectl.store.schema.Prepared;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.tie.NewDependencies;
import dev.queuectl.store.tie.Settlement;
import dev.queuectl.store.tie.Tied;
import dev.queuectl.tie.Ties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is done to a batch of jobs by hand, inside its transaction.
final class JobChanges {
  /// The error of a job that became dead because it was left with no attempts, unless it has failed
  /// and so has an error.
  private static final String USED_UP = "no attempts left";

  private final SqlSession session;
  private final Instant now;
  private final Map<Long, Job> hindered = new HashMap<>();

  JobChanges(SqlSession session, Instant now) {
    this.session = session;
    this.now = now;
  }

  /// @return what became of each, in order
  List<Result> change(JobAction action, List<? extends JobRef> refs) {
    var before = new FoundJobs(session, refs);
    var jobs =
        refs.stream()
            .flatMap(ref -> before.find(ref).stream())
            .filter(job -> refusal(action, job).isEmpty())
            .toList();
    var tied = carryOut(action, jobs);
    var after = new FoundJobs(session, jobs.stream().map(JobRef.Itself::new).toList());
    return refs.stream().map(ref -> result(action, ref, before.find(ref), after, tied)).toList();
  }

  /// @param after the jobs that were changed, except removed ones
  private Result result(
      JobAction action, JobRef ref, Optional<Job> before, FoundJobs after, Optional<Tied> tied) {
    if (before.isEmpty()) {
      return new Result.Refused(
          switch (ref) {
            case JobRef.Id(var id) -> new Refusal.Missing(id);
            case JobRef.Itself(var seq) -> new Refusal.Gone(seq);
          });
    }
    var job = before.get();
    return refusal(action, job)
        .or(() -> keyTaken(job))
        .or(() -> tied.flatMap(it -> it.refusal(job)))
        .<Result>map(Result.Refused::new)
        .orElseGet(
            () ->
                new Result.Done(
                    after.find(new JobRef.Itself(job)).orElse(job),
                    tied.map(it -> it.others(job)).orElse(List.of())));
  }

  private Optional<Refusal> keyTaken(Job job) {
    return Optional.ofNullable(hindered.get(job.seq()))
        .map(holder -> new Refusal.KeyTaken(job, holder));
  }

  /// Those that were left as they are, each with the job that holds its key.
  Map<Long, Job> hindered() {
    return hindered;
  }

  /// @return the jobs that were changed, as they were before
  List<ChangedJob> changeAll(JobAction action, List<Long> seqs) {
    var jobs =
        FoundJobs.list(session, seqs).stream()
            .filter(job -> refusal(action, job).isEmpty())
            .toList();
    var tied = carryOut(action, jobs);
    return jobs.stream()
        .filter(job -> !hindered.containsKey(job.seq()))
        .filter(job -> tied.flatMap(it -> it.refusal(job)).isEmpty())
        .map(job -> changed(action, job))
        .toList();
  }

  private static ChangedJob changed(JobAction action, Job before) {
    return ChangedJob.of(
        before, action instanceof JobAction.Edit edit && edit.edit().usesUp(before));
  }

  private static Optional<Refusal> refusal(JobAction action, Job job) {
    if (!action.only().matches(job)) {
      return Optional.of(new Refusal.NotMeant(action, job));
    }
    return action.suits(job.state())
        ? Optional.empty()
        : Optional.of(new Refusal.Unsuited(action, job));
  }

  /// @return what became of those that have to do with other jobs, if there are any
  private Optional<Tied> carryOut(JobAction action, List<Job> jobs) {
    return switch (action) {
      case JobAction.Edit(var edit, _) -> {
        jobs.forEach(job -> editIfFree(job, edit));
        Settlement.step(session, now);
        yield Optional.empty();
      }
      case JobAction.Verb(var verb, _, var way) -> carryOut(verb, way, jobs);
    };
  }

  private void editIfFree(Job job, JobEdit edit) {
    var key = job.state().isFinal() ? null : UniqueKey.of(edit.applyTo(job).policy());
    UniqueKeys.other(session, job, key)
        .ifPresentOrElse(other -> hindered.put(job.seq(), other), () -> edit(job, edit));
  }

  private Optional<Tied> carryOut(JobVerb verb, JobAction.Way way, List<Job> jobs) {
    if (jobs.stream().allMatch(job -> job.ties().equals(Ties.NONE))) {
      carryOut(verb, jobs.stream().map(Job::seq).toList());
      return Optional.empty();
    }
    var tied = new Tied(session, verb, way, now);
    var admitted = tied.admitted(jobs);
    tied.before(admitted);
    carryOut(verb, admitted.stream().map(Job::seq).toList());
    tied.after(admitted.stream().filter(job -> !hindered.containsKey(job.seq())).toList());
    Settlement.step(session, now);
    return Optional.of(tied);
  }

  /// @param jobs those for which it is possible, by number; some may be left as they are, see
  ///   [#hindered]
  void carryOut(JobVerb verb, List<Long> jobs) {
    if (verb == JobVerb.RETRY) {
      hindered.putAll(UniqueKeys.hindered(session, FoundJobs.array(jobs.stream())));
    }
    carryOut(verb, FoundJobs.array(jobs.stream().filter(seq -> !hindered.containsKey(seq))));
  }

  private void carryOut(JobVerb verb, String seqs) {
    var time = now.toEpochMilli();
    switch (verb) {
      case CANCEL -> {
        session.run(CANCEL_WAITING, time, time, seqs);
        session.run(ASK_TO_CANCEL, time, time, seqs);
      }
      case RETRY -> session.run(RETRY_JOBS, time, time, time, time, seqs);
      case HOLD -> session.run(SET_HELD, time, true, seqs, true);
      case RELEASE -> session.run(SET_HELD, time, false, seqs, false);
      case REMOVE -> session.run(DELETE_JOBS, seqs);
    }
  }

  private void edit(Job job, JobEdit edit) {
    var edited = edit.applyTo(job);
    make(
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
            edited.policy().is(JobField.CLEAN_ENV) ? null : job.surroundings().environment(),
            stdin(job, edit),
            millis(runAt(job, edit)),
            millis(dueAt(job, edit)),
            millis(nextRetryAt(job, edit))));
    if (!edit.after().isEmpty()) {
      new NewDependencies(session).edit(job, edit.after());
    }
    if (edit.usesUp(job)) {
      make(job, BURY_WAITING, now.toEpochMilli(), USED_UP);
    }
  }

  private @Nullable Long stdin(Job job, JobEdit edit) {
    return edit.stdin() == null
        ? job.surroundings().stdin()
        : new KeptSurroundings(session).keep(Surroundings.NONE.reading(edit.stdin())).stdin();
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
  private void make(Job job, Prepared change, @Nullable Object... values) {
    var all = new ArrayList<@Nullable Object>();
    all.add(now.toEpochMilli());
    all.addAll(Arrays.asList(values));
    all.add(job.seq());
    session.run(change, all.toArray());
  }
}
