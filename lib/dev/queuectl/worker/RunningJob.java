package dev.queuectl.worker;

import dev.queuectl.Attempt;
import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.Lease;
import dev.queuectl.Outcome;
import dev.queuectl.Settings;
import dev.queuectl.Transition;
import dev.queuectl.outcome.OutcomeRules;
import dev.queuectl.process.journal.Exit;
import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.process.journal.StopReason;
import dev.queuectl.process.launch.RunningProcess;
import dev.queuectl.store.FailureCause;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.WorkerStore.Noticed;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An attempt running under this worker, and why it must end, if it must. Used by the engine's
/// thread only.
final class RunningJob {
  /// How soon to look again at an adopted one, until it is known whether it is running.
  private static final Duration SOON = Duration.ofMillis(20);

  private final Job job;
  private final boolean adopted;
  private final @Nullable Duration timeout;
  private final Time time;
  private Time.@Nullable Deadline deadline;
  private @Nullable StopReason reason;
  private @Nullable RunningProcess process;

  /// @param adopted whether another worker has started it
  /// @param timeout null means no limit
  RunningJob(Job job, boolean adopted, @Nullable Duration timeout, Time time) {
    this.job = job;
    this.adopted = adopted;
    this.timeout = timeout;
    this.time = time;
    this.deadline = adopted ? time.in(SOON) : timeout == null ? null : time.in(timeout);
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

  /// Whether this is the lease under which it is running.
  boolean isOf(@Nullable Lease lease) {
    return lease != null && lease.token() == Objects.requireNonNull(job.lease()).token();
  }

  /// Kills the process; nobody here handles its end any more.
  void abandon() {
    Objects.requireNonNull(process).kill();
  }

  /// Asks the process to end, and sets the time for killing it.
  void end(StopReason why, Duration grace) {
    if (reason == null) {
      reason = why;
      deadline = time.in(grace);
      Objects.requireNonNull(process).terminate(why);
    }
  }

  /// Ends a process that has run for too long, and kills one that was asked to end and has not.
  void enforce(Duration grace) {
    if (deadline == null || !time.isPast(deadline)) {
      return;
    }
    if (reason != null) {
      deadline = null;
      Objects.requireNonNull(process).kill();
    } else {
      Objects.requireNonNull(process)
          .asked()
          .ifPresentOrElse(why -> end(why, grace), () -> enforceTimeout(grace));
    }
  }

  /// The process's own running time counts: it may have started later than it was launched, and an
  /// adopted one has already run before, or has ended long ago.
  private void enforceTimeout(Duration grace) {
    var ran = Objects.requireNonNull(process).ran();
    if (ran.isEmpty()) {
      deadline = time.in(SOON);
    } else if (timeout == null) {
      deadline = null;
    } else if (ran.get().compareTo(timeout) < 0) {
      deadline = time.in(timeout.minus(ran.get()));
    } else {
      end(StopReason.TIMEOUT, grace);
    }
  }

  /// When [#enforce] is due; null if nothing is.
  Time.@Nullable Deadline deadline() {
    return deadline;
  }

  /// What becomes of the job now that its process has ended.
  Ending ending(Exited exited, Settings settings) {
    var outcome = outcome(exited.exit());
    var retries = settings.retryPolicy(job.policy());
    var rules =
        outcome instanceof Outcome.Succeeded
            ? OutcomeRules.NONE
            : settings.outcomeRules(job.policy());
    var transition = Transition.of(job, outcome, retries, rules, exited::lastErrors, exited.at());
    var output = exited.output();
    return new Ending(
        job,
        outcome,
        transition,
        exited.at(),
        output.stdoutBytes(),
        output.stderrBytes(),
        noticed(exited, outcome, transition));
  }

  /// If its output cannot be read now, whoever asks for the cause looks again.
  private static Noticed noticed(Exited exited, Outcome outcome, Transition transition) {
    if (outcome instanceof Outcome.Succeeded) {
      return exited.order() == null ? Noticed.NOTHING : new Noticed(null, null, exited.order());
    }
    try {
      var line = exited.lastError();
      var cause =
          transition instanceof Transition.Bury(var error, _, _)
              ? FailureCause.of(error, line)
              : null;
      return new Noticed(cause, Attempt.lastStderr(line), exited.order());
    } catch (IOException e) {
      return new Noticed(null, null, exited.order());
    }
  }

  /// If we had asked it to end before it did, that is its outcome, whatever it did with the
  /// request; its own end is kept as well.
  private Outcome outcome(Exit exit) {
    var asked = exit.asked();
    return asked == null || exit.end() instanceof End.NotStarted
        ? unasked(exit.end())
        : asked(asked, exit.end());
  }

  private static Outcome unasked(End end) {
    return switch (end) {
      case End.Exited(var code) when code == 0 -> new Outcome.Succeeded();
      case End.Exited(var code) -> new Outcome.Failed(code);
      case End.Signalled(var signal) -> new Outcome.Killed(signal);
      case End.NotStarted(var why) -> new Outcome.NotStarted(why);
      case End.NeverStarted() -> new Outcome.Interrupted("never started", false);
      case End.Hindered(var why, _) -> new Outcome.Interrupted("never started, " + why, false);
      case End.Lost(var why) -> new Outcome.Interrupted(why);
    };
  }

  private Outcome asked(StopReason why, End end) {
    var own = ownEnd(end);
    return switch (why) {
      case TIMEOUT -> new Outcome.TimedOut(limit(), own);
      case CANCEL -> new Outcome.Cancelled(own);
      case INTERRUPT ->
          end instanceof End.NeverStarted || end instanceof End.Hindered
              ? unasked(end)
              : new Outcome.Interrupted("its worker was stopped", true, own);
    };
  }

  /// A dead worker may have applied a limit other than the one configured now.
  private Duration limit() {
    return timeout != null ? timeout : Objects.requireNonNull(process).ran().orElse(Duration.ZERO);
  }

  private static Outcome.@Nullable Own ownEnd(End end) {
    return switch (end) {
      case End.Exited(var code) -> new Outcome.Own(code, null);
      case End.Signalled(var signal) -> new Outcome.Own(128 + signal, signal);
      case End.NotStarted _, End.Hindered _, End.NeverStarted _, End.Lost _ -> null;
    };
  }

  @Override
  public String toString() {
    return "job=%s attempt=%d".formatted(job.id(), job.lastAttempt())
        + (timeout == null ? "" : " timeout=" + Durations.text(timeout));
  }
}
