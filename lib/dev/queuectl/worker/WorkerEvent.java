package dev.queuectl.worker;

import dev.queuectl.Job;
import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import dev.queuectl.Worker;
import java.time.Duration;

/// What a worker reports to its observers.
public sealed interface WorkerEvent {

  /// The worker is known to the others, and starts working.
  record Joined(Worker worker) implements WorkerEvent {}

  /// An attempt begins.
  record Started(Job job) implements WorkerEvent {}

  /// A job reported as begun could not be started; it is back in its old place.
  record Unstarted(Job job) implements WorkerEvent {}

  /// There was already output in an attempt's place, from before the store was restored or copied.
  /// It is kept under another name.
  record SetAside(Job job) implements WorkerEvent {}

  /// An attempt that another worker had started continues under this one.
  record Adopted(Job job, String from) implements WorkerEvent {}

  /// An attempt has ended, and its ending is stored.
  record Ended(Job job, Outcome outcome, Transition transition, Duration ran)
      implements WorkerEvent {}

  /// A job's row contradicts itself: the job is dead now, and does not block others.
  ///
  /// @param reason what is wrong
  record Quarantined(Job job, String reason) implements WorkerEvent {}

  /// The worker's number of slots has changed.
  ///
  /// @param running how many jobs are running now, perhaps more than the slots
  record Scaled(int before, int slots, int running) implements WorkerEvent {}

  /// Only jobs are left that are held, scheduled for later or in a paused queue. Reported when the
  /// worker starts with nothing to do, and each time it has done something.
  record Emptied() implements WorkerEvent {}

  /// No new jobs from now on; running ones may finish.
  record Draining(int running) implements WorkerEvent {}

  /// No new jobs from now on; running ones are being ended, and will run again.
  record Interrupting(int running) implements WorkerEvent {}

  /// The worker cannot do its work, for example because the store cannot be reached. It keeps
  /// trying, and the jobs keep running.
  record Troubled(String what) implements WorkerEvent {}

  /// The trouble last reported by [Troubled] is over.
  record Recovered() implements WorkerEvent {}

  /// No new jobs, because something keeps this worker from starting any: too little free disk
  /// space, a directory that is not writable, no descriptor or process left. Running jobs continue.
  record Paused(String why) implements WorkerEvent {}

  /// New jobs can be started again.
  record Resumed() implements WorkerEvent {}

  /// The limits of this process or machine are too low for its slots.
  record Cramped(String why) implements WorkerEvent {}
}
