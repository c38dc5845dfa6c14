package dev.queuectl;

import java.time.Duration;
import java.util.OptionalInt;

/// How an attempt ended.
public sealed interface Outcome {

  /// Exit code 0.
  record Succeeded() implements Outcome {}

  /// Another exit code, 1 to 255.
  record Failed(int code) implements Outcome {}

  /// Killed by a signal that QueueCTL did not send.
  record Killed(int signal) implements Outcome {}

  /// Ran longer than its timeout and was ended by QueueCTL.
  record TimedOut(Duration limit) implements Outcome {}

  /// The process could not be started: no such working directory, no memory, disk full.
  record NotStarted(String reason) implements Outcome {}

  /// Ended by QueueCTL because somebody cancelled the job.
  record Cancelled() implements Outcome {}

  /// Ended by no fault of its own: its worker died or had to leave.
  ///
  /// @param ran false if the command was never started: then it cannot have been what ended the
  ///   worker
  record Interrupted(String reason, boolean ran) implements Outcome {
    public Interrupted(String reason) {
      this(reason, true);
    }
  }

  /// The value of the column `outcome`.
  default String word() {
    return switch (this) {
      case Succeeded() -> "succeeded";
      case Failed(var code) -> "failed";
      case Killed(var signal) -> "killed";
      case TimedOut(var limit) -> "timed_out";
      case NotStarted(var reason) -> "not_started";
      case Cancelled() -> "cancelled";
      case Interrupted(_, _) -> "interrupted";
    };
  }

  /// The exit code as a shell and `timeout(1)` report it: 128+signal when killed, 124 when timed
  /// out, 125 when it never started; empty when it was cancelled or interrupted.
  default OptionalInt exitCode() {
    return switch (this) {
      case Succeeded() -> OptionalInt.of(0);
      case Failed(var code) -> OptionalInt.of(code);
      case Killed(var signal) -> OptionalInt.of(128 + signal);
      case TimedOut(var limit) -> OptionalInt.of(124);
      case NotStarted(var reason) -> OptionalInt.of(125);
      case Cancelled(), Interrupted(_, _) -> OptionalInt.empty();
    };
  }

  /// For people, to stand after "attempt 2: " or in a list's column.
  default String describe() {
    return switch (this) {
      case Succeeded() -> "succeeded";
      case Failed(var code) when code == 127 -> "exit code 127 (command not found)";
      case Failed(var code) when code == 126 -> "exit code 126 (command not executable)";
      case Failed(var code) -> "exit code " + code;
      case Killed(var signal) -> "killed by " + Signals.name(signal);
      case TimedOut(var limit) -> "timed out after " + Durations.text(limit);
      case NotStarted(var reason) -> "not started: " + reason;
      case Cancelled() -> "cancelled";
      case Interrupted(var reason, _) -> "interrupted: " + reason;
    };
  }
}
