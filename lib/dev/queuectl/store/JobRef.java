package dev.queuectl.store;

import dev.queuectl.Job;

/// Which job is meant.
public sealed interface JobRef {
  /// Whichever job has that id now.
  record Id(String id) implements JobRef {}

  /// This very job, and not another one that has taken its id since.
  record Itself(long seq) implements JobRef {
    public Itself(Job job) {
      this(job.seq());
    }
  }
}
