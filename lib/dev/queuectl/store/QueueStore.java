package dev.queuectl.store;

import dev.queuectl.Queue;
import dev.queuectl.QueueException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What people set for whole queues; [JobStore#list] has their jobs. Every method is one
/// transaction, durable when it returns.
///
/// All methods throw [QueueException.Unavailable] if the store cannot do it; then nothing was
/// changed.
public interface QueueStore {
  int MOST_CONCURRENCY = 1_000_000;

  /// The queues that have jobs or settings, by name.
  List<Queue> list();

  /// The queue of that name; without jobs and settings if it does not exist.
  Queue find(String name);

  /// How it goes in each of these queues.
  ///
  /// @param since from when on completed jobs are counted
  Map<String, Pace> paces(Collection<String> names, Instant since);

  /// How it goes in a queue.
  ///
  /// @param oldestReadyAt since when the job has been ready that has been so longest, of the
  ///   [#NEXT] that are claimed next; empty if none is ready
  /// @param completed how many of its jobs completed and are still stored, the last [#LAST] at most
  /// @param since what they are counted from: when the first of so many completed, or else the time
  ///   that was given
  record Pace(Optional<Instant> oldestReadyAt, int completed, Instant since) {
    public static final int NEXT = 100;
    public static final int LAST = 200;

    /// How many complete in an hour.
    public double perHour(Instant now) {
      var seconds = Math.max(1, Duration.between(since, now).toMillis() / 1000.0);
      return completed * 3600 / seconds;
    }
  }

  /// Changes what is set for a queue.
  ///
  /// @return the queue afterwards
  /// @throws QueueException.Invalid if the name is not valid for a queue, or the limit is below 1
  /// @throws QueueException.NotFound if a queue to be resumed has neither jobs nor settings
  Queue change(String name, QueueChange change);
}
