package dev.queuectl.store.worker;

/// What a store is kept on, as far as workers need to know.
public interface Medium {

  /// Distinguishes it from a copy: if a worker's row was copied along, its process works for the
  /// original.
  long identity();

  /// A worker joins: from now on, it must be noticed if an earlier state is put back.
  void workerJoins();
}
