package dev.queuectl;

import dev.queuectl.outcome.End;
import dev.queuectl.outcome.Signals;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How an attempt ended.
public sealed interface Outcome {

  /// Exit code 0.
  record Succeeded() implements Outcome {}

  /// Another exit code, 1 to 255.
  record Failed(int code) implements Outcome {}

  /// Killed by a signal that QueueCTL did not send.
  record Killed(int signal) implements Outcome {}

  /// Ran longer than its timeout and was ended by QueueCTL.
  ///
  /// @param own how the command itself took that; null if that is not known
  record TimedOut(Duration limit, @Nullable Own own) implements Outcome {
    public TimedOut(Duration limit) {
      this(limit, null);
    }
  }

  /// The process could not be started: no such working directory, no memory, disk full.
  record NotStarted(String reason) implements Outcome {}

  /// Ended by QueueCTL because somebody cancelled the job.
  ///
  /// @param own as in [TimedOut]
  record Cancelled(@Nullable Own own) implements Outcome {
    public Cancelled() {
      this(null);
    }
  }

  /// Ended by no fault of its own: its worker died or had to leave.
  ///
  /// @param ran false if the command was never started: then it cannot have been what ended the
  ///   worker
  /// @param own as in [TimedOut]
  record Interrupted(String reason, boolean ran, @Nullable Own own) implements Outcome {
    public Interrupted(String reason, boolean ran) {
      this(reason, ran, null);
    }

    public Interrupted(String reason) {
      this(reason, true);
    }
  }

  /// All that [#word] can be.
  List<String> WORDS =
      List.of(
          "succeeded", "failed", "killed", "timed_out", "not_started", "cancelled", "interrupted");

  /// How a command ended that was asked to end: kept beside its outcome, and never taken for it.
  ///
  /// @param exitCode 128+signal when killed
  /// @param signal null if it exited
  record Own(int exitCode, @Nullable Integer signal) {}

  /// The value of the column `outcome`.
  default String word() {
    return switch (this) {
      case Succeeded() -> "succeeded";
      case Failed(var code) -> "failed";
      case Killed(var signal) -> "killed";
      case TimedOut _ -> "timed_out";
      case NotStarted(var reason) -> "not_started";
      case Cancelled _ -> "cancelled";
      case Interrupted _ -> "interrupted";
    };
  }

  /// The exit code as a shell and `timeout(1)` report it: 128+signal when killed, 124 when timed
  /// out, 125 when it never started; empty when it was cancelled or interrupted.
  default OptionalInt exitCode() {
    return switch (this) {
      case Succeeded() -> OptionalInt.of(0);
      case Failed(var code) -> OptionalInt.of(code);
      case Killed(var signal) -> OptionalInt.of(128 + signal);
      case TimedOut _ -> OptionalInt.of(124);
      case NotStarted(var reason) -> OptionalInt.of(125);
      case Cancelled _, Interrupted _ -> OptionalInt.empty();
    };
  }

  /// How the command itself ended, where we had asked it to; null everywhere else.
  default @Nullable Own own() {
    return switch (this) {
      case TimedOut(_, var own) -> own;
      case Cancelled(var own) -> own;
      case Interrupted(_, _, var own) -> own;
      case Succeeded _, Failed _, Killed _, NotStarted _ -> null;
    };
  }

  /// As rules see it; null where none has a say: it succeeded, or did not end by its own doing.
  ///
  /// @param stderr the end of what it wrote to standard error
  default @Nullable End end(Supplier<String> stderr) {
    return switch (this) {
      case Failed(var code) -> new End(End.Kind.EXITED, code, 0, stderr);
      case Killed(var signal) -> new End(End.Kind.KILLED, 128 + signal, signal, stderr);
      case TimedOut _ -> new End(End.Kind.TIMED_OUT, 124, 0, stderr);
      case NotStarted _ -> new End(End.Kind.NOT_STARTED, 125, 0, stderr);
      case Succeeded _, Cancelled _, Interrupted _ -> null;
    };
  }

  /// For people, to stand after "attempt 2: " or in a list's column.
  default String describe() {
    return switch (this) {
      case Succeeded() -> "succeeded";
      case Failed(var code) when code == 127 -> "exit code 127, command not found";
      case Failed(var code) when code == 126 -> "exit code 126, command not executable";
      case Failed(var code) -> "exit code " + code;
      case Killed(var signal) -> "killed by " + Signals.name(signal);
      case TimedOut(var limit, var own) -> "timed out after " + Durations.text(limit) + beside(own);
      case NotStarted(var reason) -> "not started: " + reason;
      case Cancelled(var own) -> "cancelled" + beside(own);
      case Interrupted(var reason, _, var own) -> "interrupted: " + reason + beside(own);
    };
  }

  /// That a command dies of the signal it is sent goes without saying.
  private static String beside(@Nullable Own own) {
    return own == null || own.signal() != null ? "" : ", exit code " + own.exitCode();
  }
}
