package dev.queuectl;

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

  @Override
  void close();
}
