package dev.queuectl.outcome;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// The names of the signals of Linux and macOS that have the same number on both (POSIX fixes these
/// numbers in its list of `kill` operands, save for SIGBUS and the user signals, which are left
/// out).
public final class Signals {
  private static final List<String> NAMES =
      List.of(
          "", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "", "SIGFPE",
          "SIGKILL", "", "SIGSEGV", "", "SIGPIPE", "SIGALRM", "SIGTERM");

  private Signals() {}

  /// For example `SIGKILL`, or `signal 40` for one without a portable name.
  public static String name(int signal) {
    var known = signal > 0 && signal < NAMES.size() && !NAMES.get(signal).isEmpty();
    return known ? NAMES.get(signal) : "signal " + signal;
  }

  /// The number of the signal of that name, with or without `SIG`; empty for one without a portable
  /// name.
  static OptionalInt number(String name) {
    var upper = name.toUpperCase(Locale.ROOT);
    var number = NAMES.indexOf(upper.startsWith("SIG") ? upper : "SIG" + upper);
    return number > 0 ? OptionalInt.of(number) : OptionalInt.empty();
  }
}
