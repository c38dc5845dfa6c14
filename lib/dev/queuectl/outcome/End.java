package dev.queuectl.outcome;

import java.util.function.Supplier;

/// How an attempt ended, as far as rules tell ends apart.
///
/// @param kind what else is said of it besides its code
/// @param code as a shell reports it: 128+signal when killed, 124 when it ran too long, 125 when it
///   never started
/// @param signal 0 if it was not killed by one
/// @param stderr the end of what it wrote to standard error, for rules that ask for it
public record End(Kind kind, int code, int signal, Supplier<String> stderr) {
  /// How it came to its code.
  public enum Kind {
    EXITED,
    KILLED,
    TIMED_OUT,
    NOT_STARTED
  }
}
