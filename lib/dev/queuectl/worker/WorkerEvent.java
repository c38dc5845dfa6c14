package dev.queuectl.worker;

import dev.queuectl.Job;
import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import dev.queuectl.Worker;
import java.time.Duration;

/// What a worker tells those who watch it.
public sealed interface WorkerEvent {

  /// The worker is known to the others, and begins.
  record Joined(Worker worker) implements WorkerEvent {}

  /// An attempt begins.
  record Started(Job job) implements WorkerEvent {}

  /// What was told as begun could not be started, and waits in its old place.
  record Unstarted(Job job) implements WorkerEvent {}

  /// In the place of an attempt's output was some already, from before the store was restored or
  /// copied. It is kept under another name.
  record SetAside(Job job) implements WorkerEvent {}

  /// An attempt that another worker had started goes on under this one.
  record Adopted(Job job, String from) implements WorkerEvent {}

  /// An attempt has ended, and its ending is stored.
  record Ended(Job job, Outcome outcome, Transition transition, Duration ran)
      implements WorkerEvent {}

  /// What the store says of a job contradicts itself: it is dead, and not in the way of others.
  ///
  /// @param reason what is wrong
  record Quarantined(Job job, String reason) implements WorkerEvent {}

  /// The worker has another number of slots.
  ///
  /// @param running how many jobs run now, perhaps more than that
  record Scaled(int before, int slots, int running) implements WorkerEvent {}

  /// Nothing is left to do but what is held, scheduled for later or in a paused queue. Told when
  /// the worker begins with nothing to do, and each time when it has done something.
  record Emptied() implements WorkerEvent {}

  /// No new jobs from now on; those that run may end.
  record Draining(int running) implements WorkerEvent {}

  /// No new jobs from now on; those that run are being ended, and will run again.
  record Interrupting(int running) implements WorkerEvent {}

  /// The worker cannot do its work, for example because the store cannot be reached. It goes on
  /// trying, and the jobs go on running.
  record Troubled(String what) implements WorkerEvent {}

  /// What the last [Troubled] told of is over.
  record Recovered() implements WorkerEvent {}

  /// No new jobs, because something keeps this worker from starting any: the disk has less room
  /// than it is to keep, a directory cannot be written to, no descriptor or process is left. What
  /// runs goes on.
  record Paused(String why) implements WorkerEvent {}

  /// New jobs can be started again.
  record Resumed() implements WorkerEvent {}

  /// The limits of this process or machine are too low for its slots.
  record Cramped(String why) implements WorkerEvent {}
}
