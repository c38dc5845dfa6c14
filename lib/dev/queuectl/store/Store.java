package dev.queuectl.store;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// An open queue.
public interface Store extends AutoCloseable {

  JobStore jobs();

  CauseStore causes();

  WorkerStore workers();

  QueueStore queues();

  MetricStore metrics();

  ArchiveStore archive();

  RetentionStore retention();

  ConfigStore config();

  EventStore events();

  AccessStore access();

  RequestStore requests();

  ScheduleStore schedules();

  Upkeep upkeep();

  /// Where output is kept, if hosts share no disk; empty if it is in files beside the store.
  default Optional<OutputStore> outputs() {
    return Optional.empty();
  }

  /// A short random word made with the store: distinguishes its files from those of an earlier
  /// store at the same place.
  String storeId();

  /// The clock that times everything in the store.
  InstantSource clock();

  /// Calls back soon after a change that may concern an idle worker: jobs were added, may run now
  /// or must end, or something else is asked of workers. The store announces changes by itself,
  /// once per transaction, when it is durable. This is only a hint: calls may be merged, or lost,
  /// so listeners must also look now and then.
  ///
  /// @param whenAnnounced called from a thread of its own, until closed
  Listening listen(Runnable whenAnnounced);

  /// Close it to stop being called.
  interface Listening extends AutoCloseable {
    @Override
    void close();
  }

  /// For whoever has read something and wants to know when to read it again. Each reader needs its
  /// own.
  Changes changes();

  /// From now on every method also notices when another store has taken the place of this one, and
  /// throws [dev.queuectl.QueueException.Replaced]. For stores that stay open; it may need a
  /// descriptor.
  void watch();

  /// From now on every method waits only briefly for other processes that are writing, even one
  /// that is already waiting: the program is about to end, or a person is watching. From any
  /// thread.
  void hurry();

  /// Runs several reads on one state of the store, so that their results fit together. Writers do
  /// not wait for it; other threads of this process do.
  ///
  /// @param reading may not write, and should not wait for anything else
  <T> T snapshot(Supplier<T> reading);

  /// Runs several verbs in one transaction, all or none; it is durable when this returns. Other
  /// writers wait for it, so it must not take long, and must not wait for anything else.
  <T> T together(Supplier<T> work);

  /// The same for verbs that only add jobs or events: where several processes may write at once,
  /// others go on.
  default <T> T addTogether(Supplier<T> work) {
    return together(work);
  }

  @Override
  void close();
}
