package dev.queuectl.worker;

import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.Lease;
import dev.queuectl.Outcome;
import dev.queuectl.process.ProcessEnd;
import dev.queuectl.process.RunningProcess;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An attempt that runs under this worker, and why it is to be ended, if it is. Used by the
/// engine's thread only.
final class RunningJob {
  /// Why the worker ends an attempt. The first reason stands.
  enum Reason {
    TIMEOUT,
    CANCEL,
    INTERRUPT
  }

  private final Job job;
  private final boolean adopted;
  private final @Nullable Duration timeout;
  private final Time time;
  private Time.@Nullable Deadline deadline;
  private @Nullable Reason reason;
  private @Nullable RunningProcess process;

  /// @param adopted whether another worker has started it
  /// @param timeout null means without limit
  /// @param ranBefore for how long it has run already
  RunningJob(Job job, boolean adopted, @Nullable Duration timeout, Duration ranBefore, Time time) {
    this.job = job;
    this.adopted = adopted;
    this.timeout = timeout;
    this.time = time;
    this.deadline = timeout == null ? null : time.in(timeout.minus(ranBefore));
  }

  void attach(RunningProcess process) {
    this.process = process;
  }

  Job job() {
    return job;
  }

  boolean isAdopted() {
    return adopted;
  }

  /// Whether that is the lease under which it runs.
  boolean isOf(@Nullable Lease lease) {
    return lease != null && lease.token() == Objects.requireNonNull(job.lease()).token();
  }

  /// Kills the process, whose end is nobody's here any more.
  void abandon() {
    Objects.requireNonNull(process).kill();
  }

  /// Asks the process to end, and sets the time for killing it.
  void end(Reason why, Duration grace) {
    if (reason == null) {
      reason = why;
      deadline = time.in(grace);
      Objects.requireNonNull(process).terminate();
    }
  }

  /// Ends what has run too long, kills what was asked to end and has not.
  void enforce(Duration grace) {
    if (deadline == null || !time.isPast(deadline)) {
      return;
    }
    if (reason == null) {
      end(Reason.TIMEOUT, grace);
    } else {
      deadline = null;
      Objects.requireNonNull(process).kill();
    }
  }

  /// When [#enforce] is due; null if nothing is.
  Time.@Nullable Deadline deadline() {
    return deadline;
  }

  /// A process that ended well although it was asked to end has succeeded.
  Outcome outcome(ProcessEnd end) {
    return switch (end) {
      case ProcessEnd.Exited(var code) when code == 0 && reason != Reason.TIMEOUT ->
          new Outcome.Succeeded();
      case ProcessEnd.NotStarted(var why) -> new Outcome.NotStarted(why);
      case ProcessEnd.NeverStarted() when reason == null ->
          new Outcome.Interrupted("never started", false);
      case ProcessEnd.Lost(var why) when reason == null -> new Outcome.Interrupted(why);
      case ProcessEnd.Exited(var code) when reason == null -> new Outcome.Failed(code);
      case ProcessEnd.Signalled(var signal) when reason == null -> new Outcome.Killed(signal);
      case ProcessEnd.Exited _,
          ProcessEnd.Signalled _,
          ProcessEnd.NeverStarted _,
          ProcessEnd.Lost _ ->
          ended();
    };
  }

  private Outcome ended() {
    return switch (Objects.requireNonNull(reason)) {
      case TIMEOUT -> new Outcome.TimedOut(Objects.requireNonNull(timeout));
      case CANCEL -> new Outcome.Cancelled();
      case INTERRUPT -> new Outcome.Interrupted("its worker was stopped");
    };
  }

  @Override
  public String toString() {
    return "job=%s attempt=%d".formatted(job.id(), job.lastAttempt())
        + (timeout == null ? "" : " timeout=" + Durations.text(timeout));
  }
}
