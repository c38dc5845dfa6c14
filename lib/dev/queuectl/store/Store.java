package dev.queuectl.store;

import java.time.InstantSource;
import java.util.function.Supplier;

/// An open queue.
public interface Store extends AutoCloseable {

  JobStore jobs();

  WorkerStore workers();

  QueueStore queues();

  MetricStore metrics();

  ArchiveStore archive();

  RetentionStore retention();

  ConfigStore config();

  EventStore events();

  Upkeep upkeep();

  /// A short random word made with the store: distinguishes its files from those of an earlier
  /// store at the same place.
  String storeId();

  /// By which everything in the store is timed.
  InstantSource clock();

  /// Calls back soon after a change that an idle worker could want to know of: work has come, may
  /// run now or is to end, something else is asked of workers. Whatever changes the store announces
  /// it by itself, once a transaction, when that is durable. Only a hint: calls may be merged, or
  /// lost, so whoever listens looks now and then as well.
  ///
  /// @param whenAnnounced called from a thread of its own, until closed
  Listening listen(Runnable whenAnnounced);

  /// Close it to be called no more.
  interface Listening extends AutoCloseable {
    @Override
    void close();
  }

  /// For whoever has read something and wants to know when to read it again. Each has one of its
  /// own.
  Changes changes();

  /// From now on every method also notices when another store has taken the place of this one, and
  /// throws [dev.queuectl.QueueException.Replaced]. For what stays; it may keep something open.
  void watch();

  /// From now on every method waits only briefly for other processes that are writing, also one
  /// that waits already: the program is about to end, or a person is looking on. From any thread.
  void hurry();

  /// Runs what only reads, on one state of the store: whatever it asks for several times fits
  /// together. Nobody who writes waits for it; other threads of this process do.
  ///
  /// @param reading may not write, and should not wait for anything else
  <T> T snapshot(Supplier<T> reading);

  @Override
  void close();
}
