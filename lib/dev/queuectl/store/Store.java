package dev.queuectl.store;

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

  /// A short random word made with the store: tells its files from those of an earlier store at the
  /// same place.
  String storeId();

  /// Grows whenever another process has changed the store; cheap enough to be asked ten times a
  /// second.
  long changes();

  /// Runs what only reads, on one state of the store: whatever it asks for several times fits
  /// together. Nobody who writes waits for it; other threads of this process do.
  ///
  /// @param reading may not write, and should not wait for anything else
  <T> T snapshot(Supplier<T> reading);

  @Override
  void close();
}
