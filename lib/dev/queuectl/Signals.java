package dev.queuectl;

/// The names of the signals of Linux and macOS that have the same number on both (POSIX fixes these
/// numbers in its list of `kill` operands, save for SIGBUS and the user signals, which are left
/// out).
final class Signals {
  private static final String[] NAMES = {
    "", "SIGHUP", "SIGINT", "SIGQUIT", "SIGILL", "SIGTRAP", "SIGABRT", "", "SIGFPE", "SIGKILL", "",
    "SIGSEGV", "", "SIGPIPE", "SIGALRM", "SIGTERM"
  };

  private Signals() {}

  /// For example `SIGKILL`, or `signal 40` for one without a portable name.
  public static String name(int signal) {
    var known = signal > 0 && signal < NAMES.length && !NAMES[signal].isEmpty();
    return known ? NAMES[signal] : "signal " + signal;
  }
}
