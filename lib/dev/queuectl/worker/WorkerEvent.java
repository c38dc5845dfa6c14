package dev.queuectl.worker;

import dev.queuectl.Job;
import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import java.time.Duration;

/// What a worker tells those who watch it.
public sealed interface WorkerEvent {

  /// An attempt begins.
  record Started(Job job) implements WorkerEvent {}

  /// An attempt that another worker had started goes on under this one.
  record Adopted(Job job, String from) implements WorkerEvent {}

  /// An attempt has ended, and its ending is stored.
  record Ended(Job job, Outcome outcome, Transition transition, Duration ran)
      implements WorkerEvent {}

  /// No new jobs from now on; those that run may end.
  record Draining(int running) implements WorkerEvent {}

  /// The store cannot be reached; the worker goes on trying, and the jobs go on running.
  record Troubled(String what) implements WorkerEvent {}

  /// The store can be reached again.
  record Recovered() implements WorkerEvent {}
}
