package dev.queuectl.store.worker;

/// What a store is kept on, as its workers have to know it.
public interface Medium {

  /// Tells it from a copy: a worker's row that was copied along speaks of a process that works for
  /// the original.
  long identity();

  /// A worker comes: from now on an earlier state that is put back is to be recognised.
  void workerJoins();
}
