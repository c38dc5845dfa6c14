package dev.queuectl.action;

import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobAction.Result;
import dev.queuectl.JobVerb;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.Refusal;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.process.output.OutputEnd;
import dev.queuectl.store.Batches;
import dev.queuectl.store.ChangedJobs.ChangedJob;
import dev.queuectl.store.FailureCause;
import dev.queuectl.store.JobQuery.Place;
import dev.queuectl.store.JobRef;
import dev.queuectl.store.JobStore;
import dev.queuectl.store.JobStore.Enqueued;
import dev.queuectl.store.JobStore.Twin;
import dev.queuectl.store.RequestStore.Addition;
import dev.queuectl.store.Retention;
import dev.queuectl.store.RetentionStore.Pruned;
import dev.queuectl.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Acts on jobs, one batch per transaction, and does what goes with it: the output of jobs that are
/// no longer stored is deleted here and nowhere else.
///
/// All methods throw [QueueException.Unavailable] when the store cannot do it.
public final class Actions {
  private final Store store;
  private final Supplier<LogStore> output;
  private final AuditLog audit;
  private final JobAdditions additions;

  /// @param output only called when there is output to delete
  /// @param audit records what is done, in the same transaction if it takes only one
  public Actions(Store store, Supplier<LogStore> output, AuditLog audit) {
    this.store = store;
    this.output = output;
    this.audit = audit;
    this.additions = new JobAdditions(store);
  }

  /// Does the same to all of these jobs.
  ///
  /// @param jobs without duplicates
  /// @return what became of each, in order; lazy: nothing happens until it is read
  public Stream<Result> change(JobAction action, Iterator<? extends JobRef> jobs) {
    return Batches.<JobRef>of(jobs).flatMap(batch -> recorded(action, batch).stream());
  }

  /// @throws QueueException.NotFound
  /// @throws QueueException.WrongState
  public Result.Done change(JobAction action, JobRef job) {
    return switch (recorded(action, List.of(job)).getFirst()) {
      case Result.Done done -> done;
      case Result.Refused(var why) -> throw Refusals.exception(why);
    };
  }

  /// Acts on all jobs that the action is meant for and is possible for.
  ///
  /// @param most how many jobs to stop after, rounded up to whole batches
  public Changed changeAll(JobAction action, long most) {
    var changed = Changed.NOTHING;
    try {
      @Nullable Place next = null;
      do {
        var batch = store.jobs().changeAll(action, next, now());
        finish(action, batch.jobs());
        changed = changed.and(action, batch.jobs()).hindered(batch.hindered());
        next = batch.next();
      } while (next != null && changed.jobs() < most);
      return changed.more(next != null);
    } finally {
      record(action, AuditText.of(action.only()), changed);
    }
  }

  /// Acts on those of these jobs for which it is possible.
  ///
  /// @param jobs without duplicates
  /// @param what which jobs they are, for the audit log
  /// @param most how many jobs to stop after, rounded up to whole batches
  public Changed changeAll(
      JobAction action, Iterator<? extends JobRef> jobs, String what, long most) {
    var changed = Changed.NOTHING;
    try {
      while (jobs.hasNext() && changed.jobs() < most) {
        var results = batch(action, Batches.next(jobs));
        changed = changed.and(action, done(results)).hindered(hindered(results));
      }
      return changed.more(jobs.hasNext());
    } finally {
      record(action, what, changed);
    }
  }

  /// Of many batches, once, with what was done before one of them failed.
  private void record(JobAction action, String what, Changed changed) {
    if (changed.jobs() > 0) {
      var made = action instanceof JobAction.Edit edit ? AuditText.of(edit.edit()) + "; " : "";
      audit.add(
          action.word(),
          null,
          "%s%s: %s".formatted(made, what, AuditText.jobs(changed.jobs(), changed.first())));
    }
  }

  private static long hindered(List<Result> results) {
    return results.stream()
        .filter(
            result -> result instanceof Result.Refused(var why) && why instanceof Refusal.KeyTaken)
        .count();
  }

  private List<Result> batch(JobAction action, List<? extends JobRef> batch) {
    var results = store.jobs().change(action, batch, now());
    finish(action, done(results));
    return results;
  }

  /// One batch, with its event in the same transaction.
  private List<Result> recorded(JobAction action, List<? extends JobRef> batch) {
    var now = now();
    var results =
        store.together(
            () -> {
              var before = before(action, batch);
              var changed = store.jobs().change(action, batch, now);
              record(action, before, jobs(changed));
              return changed;
            });
    finish(action, done(results));
    return results;
  }

  /// The jobs as they were, if that is to be recorded.
  private List<Job> before(JobAction action, List<? extends JobRef> batch) {
    return action instanceof JobAction.Edit
        ? batch.stream().flatMap(ref -> store.jobs().find(ref).stream()).toList()
        : List.of();
  }

  private void record(JobAction action, List<Job> before, List<Job> changed) {
    if (changed.size() == 1) {
      var job = changed.getFirst();
      var old = before.stream().filter(each -> each.seq() == job.seq()).findFirst();
      audit.add(
          action.word(), job.id(), old.map(found -> AuditText.changes(found, job)).orElse(null));
    } else if (!changed.isEmpty()) {
      var ids = changed.stream().map(Job::id).toList();
      var made = action instanceof JobAction.Edit edit ? AuditText.of(edit.edit()) + "; " : "";
      audit.add(action.word(), null, made + AuditText.jobs(ids.size(), ids));
    }
  }

  private static List<Job> jobs(List<Result> results) {
    return results.stream()
        .flatMap(
            result -> result instanceof Result.Done(var job, _) ? Stream.of(job) : Stream.empty())
        .toList();
  }

  private static List<ChangedJob> done(List<Result> results) {
    return jobs(results).stream().map(ChangedJob::of).toList();
  }

  private void finish(JobAction action, List<ChangedJob> done) {
    if (action instanceof JobAction.Verb(var verb, _, _) && verb == JobVerb.REMOVE) {
      deleteOutput(done);
    }
  }

  /// Removes jobs that need not be kept any longer.
  ///
  /// @param most how many at most
  public Pruned prune(Retention retention, int most) {
    var pruned = store.retention().prune(retention, now(), most);
    deleteOutput(pruned.jobs().stream().map(ChangedJob::of).toList());
    return pruned;
  }

  /// Adds jobs, all or none; they are durable when this returns.
  ///
  /// @param replace whether jobs of the same ids give way, with their output
  public Enqueued enqueue(Iterator<NewJob> jobs, boolean replace) {
    var now = now();
    Supplier<Enqueued> work =
        () -> {
          var added = store.jobs().enqueue(jobs, replace, now);
          record(added, replace);
          return added;
        };
    return finished(replace ? store.together(work) : store.addTogether(work));
  }

  /// The same for one.
  public Enqueued enqueue(NewJob job, boolean replace) {
    var jobs = List.of(job).iterator();
    return job.after().isEmpty() ? enqueue(jobs, replace) : enqueueTied(jobs, replace);
  }

  /// The same for jobs of which some wait for others.
  public Enqueued enqueueTied(Iterator<NewJob> jobs, boolean replace) {
    var now = now();
    return finished(
        store.together(
            () -> {
              var added = store.jobs().enqueueTied(jobs, replace, now);
              record(added, replace);
              return added;
            }));
  }

  /// Adds jobs together with those of other requests, see [JobAdditions]. The caller says what is
  /// recorded.
  public Enqueued enqueue(Addition addition) {
    return finished(additions.add(addition));
  }

  private Enqueued finished(Enqueued enqueued) {
    deleteOutput(enqueued.replaced());
    return enqueued;
  }

  /// Finds out what dead jobs died of, where nobody has looked yet: those of an older version,
  /// imported ones, and those that were left no attempts. Others are not kept from looking by a
  /// store that cannot be written.
  public void nameCauses() {
    var more = true;
    while (more) {
      more = nameCauses(JobStore.BATCH) > 0;
    }
  }

  /// The same for some of them.
  ///
  /// @param limit of how many jobs, at most [JobStore#BATCH]
  /// @return how many were looked at
  public int nameCauses(int limit) {
    try {
      return store.causes().name(limit, this::cause);
    } catch (QueueException.Unavailable e) {
      return 0; // what is known can still be shown, and how much is not
    }
  }

  private FailureCause cause(Job job) {
    var error = Objects.requireNonNullElse(job.error(), "");
    try {
      var files = output.get().reading(job.seq(), job.lastAttempt());
      return FailureCause.of(error, OutputEnd.lastLine(files.stderr()));
    } catch (IOException e) {
      return FailureCause.of(error, "");
    }
  }

  private void record(Enqueued added, boolean replace) {
    if (added.added() > 0 || added.twins().stream().anyMatch(Twin::isReplaced)) {
      audit.add("enqueue", added.only().map(Job::id).orElse(null), detail(added, replace));
    }
  }

  /// What the audit log says of jobs that were added.
  public static String detail(Enqueued added, boolean replace) {
    var force = replace ? "force, %,d replaced; ".formatted(added.replaced().size()) : "";
    var twins =
        added.twins().isEmpty() ? "" : "%,d of taken keys; ".formatted(added.twins().size());
    return force
        + twins
        + added
            .only()
            .map(Job::command)
            .orElseGet(() -> AuditText.jobs(added.ids().size(), added.ids()));
  }

  private Instant now() {
    return store.clock().instant();
  }

  /// Tries all of them, even if the output of one cannot be deleted.
  private void deleteOutput(List<ChangedJob> jobs) {
    @Nullable IOException failure = null;
    for (var job : jobs) {
      try {
        output.get().remove(job.seq(), job.lastAttempt());
      } catch (IOException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw new UncheckedIOException(failure);
    }
  }
}
