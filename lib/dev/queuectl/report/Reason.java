package dev.queuectl.report;

import dev.queuectl.store.JobTies.Parent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One reason why a job is not running now, or what it is doing instead. In words: [ReasonText].
public sealed interface Reason {
  /// Whoever waits for longer is told why.
  Duration LONG = Duration.ofMinutes(1);

  /// Whether it does not go away by itself, or not for long.
  default boolean lasts(Instant now) {
    return switch (this) {
      case Held _, QueuePaused _, HostObstructed _, ParentHoldsPlace _, WaitsFor _ -> true;
      case NoWorker _, QueueUnserved _, WorkersStopping _, WorkersUnable _ -> true;
      case Scheduled(var at) -> isFar(at, now);
      case Snoozed(_, _, var at) -> isFar(at, now);
      case RetryDue(_, _, _, var at) -> isFar(at, now);
      case SlotsBusy _, QueueFull _, SlotFree _ -> false;
      case Runs _, WorkerDied _, CancelRequested _, WorkerSilent _ -> false;
      case Completed _, Cancelled _, Expired _, Dead _, NotRun _, BeingCancelled _ -> false;
      case Expires _ -> false;
    };
  }

  private static boolean isFar(Instant due, Instant now) {
    return due.isAfter(now.plus(LONG));
  }

  /// One that goes away when somebody starts a worker.
  sealed interface WantsWorker extends Reason {}

  /// @param startedAt null if its row does not say
  record Runs(@Nullable Instant startedAt, int slot, String worker) implements Reason {}

  /// It runs on or has ended; the next worker takes it over.
  record WorkerDied(String worker) implements WantsWorker {}

  record CancelRequested(Instant at) implements Reason {}

  /// The lease of its worker is over.
  record WorkerSilent() implements Reason {}

  record Completed(@Nullable Instant at) implements Reason {}

  record Cancelled(@Nullable Instant at) implements Reason {}

  /// It had not begun in time.
  ///
  /// @param after how long it could have begun; null if it does not say so any more
  record Expired(String job, @Nullable Instant at, @Nullable Duration after) implements Reason {}

  /// It is cancelled then, if it has not begun.
  record Expires(Instant at) implements Reason {}

  record Dead(String job, @Nullable Instant at, @Nullable String error) implements Reason {}

  /// What it waits for can no longer come.
  ///
  /// @param other what it waits for, as it is now
  record NotRun(String job, @Nullable Instant at, @Nullable Parent other) implements Reason {}

  /// The same, before that was stored.
  record BeingCancelled(Parent other) implements Reason {}

  /// @param others whose ends have not come; empty if that was not asked
  record WaitsFor(List<Parent> others) implements Reason {
    public WaitsFor {
      others = List.copyOf(others);
    }
  }

  record Held(String job) implements Reason {}

  record RetryDue(int attempts, int maxAttempts, @Nullable String error, Instant at)
      implements Reason {}

  record Scheduled(Instant at) implements Reason {}

  /// A rule of it has taken the end of its last attempt for no failure.
  ///
  /// @param end how that ended, and which rule
  /// @param snoozes how often that has happened
  record Snoozed(@Nullable String end, int snoozes, Instant at) implements Reason {}

  /// @param why as somebody said who paused it; null if nobody did
  record QueuePaused(String queue, @Nullable Instant since, @Nullable String why)
      implements Reason {}

  /// @param limit how many may run at a time
  record QueueFull(String queue, int limit, long running) implements Reason {}

  /// @param obstacle what keeps workers of this host from starting jobs, a clause
  record HostObstructed(String obstacle) implements Reason {}

  record NoWorker() implements WantsWorker {}

  record QueueUnserved(String queue) implements WantsWorker {}

  record WorkersStopping() implements Reason {}

  /// @param troubles what keeps each worker that serves its queue from starting jobs, clauses
  record WorkersUnable(List<String> troubles) implements Reason {
    public WorkersUnable {
      troubles = List.copyOf(troubles);
    }
  }

  record SlotsBusy(int slots, String queue) implements Reason {}

  /// The job in which it was enqueued, or in which somebody waits for it.
  ///
  /// @param places how many jobs can run at a time, this one among them
  /// @param isLimit whether the limit of the queue is what decides that, and not the slots
  record ParentHoldsPlace(String parent, long places, String queue, boolean isLimit)
      implements Reason {
    /// Whether it can never start.
    public boolean isForEver() {
      return places == 1;
    }
  }

  /// @param within a worker looks again, at the latest
  record SlotFree(Duration within) implements Reason {}
}
