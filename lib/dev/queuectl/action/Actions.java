package dev.queuectl.action;

import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobAction.Result;
import dev.queuectl.JobVerb;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.process.output.OutputEnd;
import dev.queuectl.store.Batches;
import dev.queuectl.store.ChangedJobs.ChangedJob;
import dev.queuectl.store.FailureCause;
import dev.queuectl.store.JobQuery.Place;
import dev.queuectl.store.JobRef;
import dev.queuectl.store.JobStore;
import dev.queuectl.store.JobStore.Enqueued;
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
  private final JobAdditions additions;

  /// @param output only called when there is output to delete
  public Actions(Store store, Supplier<LogStore> output) {
    this.store = store;
    this.output = output;
    this.additions = new JobAdditions(store);
  }

  /// Does the same to all of these jobs.
  ///
  /// @param jobs without duplicates
  /// @return what became of each, in order; lazy: nothing happens until it is read
  public Stream<Result> change(JobAction action, Iterator<? extends JobRef> jobs) {
    return Batches.<JobRef>of(jobs).flatMap(batch -> batch(action, batch).stream());
  }

  /// @throws QueueException.NotFound
  /// @throws QueueException.WrongState
  public Job change(JobAction action, JobRef job) {
    return switch (batch(action, List.of(job)).getFirst()) {
      case Result.Done(var changed) -> changed;
      case Result.Refused(var why) -> throw Refusals.exception(why);
    };
  }

  /// Acts on all jobs that the action is meant for and is possible for.
  ///
  /// @param most how many jobs to stop after, rounded up to whole batches
  public Changed changeAll(JobAction action, long most) {
    var changed = Changed.NOTHING;
    @Nullable Place next = null;
    do {
      var batch = store.jobs().changeAll(action, next, now());
      finish(action, batch.jobs());
      changed = changed.and(action, batch.jobs());
      next = batch.next();
    } while (next != null && changed.jobs() < most);
    return changed.more(next != null);
  }

  /// Acts on those of these jobs for which it is possible.
  ///
  /// @param jobs without duplicates
  /// @param most how many jobs to stop after, rounded up to whole batches
  public Changed changeAll(JobAction action, Iterator<? extends JobRef> jobs, long most) {
    var changed = Changed.NOTHING;
    while (jobs.hasNext() && changed.jobs() < most) {
      changed = changed.and(action, done(batch(action, Batches.next(jobs))));
    }
    return changed.more(jobs.hasNext());
  }

  private List<Result> batch(JobAction action, List<? extends JobRef> batch) {
    var results = store.jobs().change(action, batch, now());
    finish(action, done(results));
    return results;
  }

  private static List<ChangedJob> done(List<Result> results) {
    return results.stream()
        .flatMap(result -> result instanceof Result.Done(var job) ? Stream.of(job) : Stream.empty())
        .map(ChangedJob::of)
        .toList();
  }

  private void finish(JobAction action, List<ChangedJob> done) {
    if (action instanceof JobAction.Verb(var verb, _) && verb == JobVerb.REMOVE) {
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
    return finished(store.jobs().enqueue(jobs, replace, now()));
  }

  /// Adds jobs together with those of other requests, see [JobAdditions].
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
  ///
  /// @param most how many jobs to look at, rounded up to whole batches
  public void nameCauses(long most) {
    try {
      var named = 0L;
      var more = true;
      while (more && named < most) {
        var now = store.causes().name(JobStore.BATCH, this::cause);
        named += now;
        more = now > 0;
      }
    } catch (QueueException.Unavailable e) {
      // what is known can still be shown, and how much is not
    }
  }

  private FailureCause cause(Job job) {
    var error = Objects.requireNonNullElse(job.error(), "");
    try {
      var files = output.get().output(job.seq(), job.lastAttempt());
      return FailureCause.of(error, OutputEnd.lastLine(files.stderr()));
    } catch (IOException e) {
      return FailureCause.of(error, "");
    }
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
