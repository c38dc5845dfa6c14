package dev.queuectl.environment;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How much of its caller's environment a new job keeps: all that is not the terminal's or the
/// session's, none, or some variables.
///
/// @param names of variables, or their beginnings with a `*`; empty for all or none
public record EnvCapture(Kind kind, List<String> names) {

  /// What comes from the terminal, the shell at it, the session or the service: it would be wrong
  /// when the job runs.
  private static final Set<String> OF_SESSION =
      Set.of(
          "_",
          "BASHOPTS",
          "COLORTERM",
          "COLUMNS",
          "DESKTOP_STARTUP_ID",
          "DISPLAY",
          "GPG_TTY",
          "INVOCATION_ID",
          "JOURNAL_STREAM",
          "LINES",
          "MANAGERPID",
          "NOTIFY_SOCKET",
          "OLDPWD",
          "PROMPT_COMMAND",
          "PS1",
          "PS2",
          "PWD",
          "SESSION_MANAGER",
          "SHELLOPTS",
          "SHLVL",
          "STY",
          "SYSTEMD_EXEC_PID",
          "TERM",
          "TERMCAP",
          "WAYLAND_DISPLAY",
          "WAYLAND_SOCKET",
          "WINDOW",
          "WINDOWID",
          "WINDOWPATH",
          "XAUTHORITY",
          "XDG_ACTIVATION_TOKEN",
          "XDG_SEAT",
          "XDG_VTNR");

  private static final List<String> FAMILIES_OF_SESSION =
      List.of(
          "ALACRITTY_",
          "GNOME_TERMINAL_",
          "ITERM_",
          "KITTY_",
          "KONSOLE_",
          "LISTEN_FD",
          "LISTEN_PID",
          "QUEUECTL_",
          "SSH_",
          "TERM_",
          "TMUX",
          "VTE_",
          "WATCHDOG_",
          "WEZTERM_",
          "WT_",
          "XDG_SESSION_");

  /// Where Java is does not depend on the session, and a job may call queuectl.
  private static final String JAVA = "QUEUECTL_JAVA";

  private static final List<String> OF_USER = List.of("HOME", "LOGNAME", "USER");
  private static final String USUAL_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private static final String ALL = "all";
  private static final String NONE = "none";

  public enum Kind {
    ALL,
    NONE,
    SOME
  }

  public EnvCapture {
    names = List.copyOf(names);
  }

  /// @param text `all`, `none` or `PATH,HOME,LC_*`
  /// @return empty if it is something else
  public static Optional<EnvCapture> of(String text) {
    if (text.equalsIgnoreCase(ALL) || text.equalsIgnoreCase(NONE)) {
      var kind = text.equalsIgnoreCase(ALL) ? Kind.ALL : Kind.NONE;
      return Optional.of(new EnvCapture(kind, List.of()));
    }
    var names = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    return names.stream().allMatch(EnvCapture::isName)
        ? Optional.of(new EnvCapture(Kind.SOME, names))
        : Optional.empty();
  }

  private static boolean isName(String text) {
    return text.matches("[A-Za-z_][A-Za-z0-9_]*\\*?");
  }

  /// As it is stored.
  @Override
  public String toString() {
    return switch (kind) {
      case ALL -> ALL;
      case NONE -> NONE;
      case SOME -> String.join(",", names);
    };
  }

  /// What a job keeps of its caller's environment; empty if it is to have its worker's.
  public Optional<JobEnvironment> of(Map<String, String> caller) {
    if (kind == Kind.NONE) {
      return Optional.empty();
    }
    var kept = new HashMap<>(caller);
    kept.keySet().removeIf(name -> !keeps(name));
    return Optional.of(JobEnvironment.of(kept));
  }

  /// What cron gives its jobs: who and where, and nothing else of the caller's.
  public static JobEnvironment clean(Map<String, String> caller) {
    var clean = new HashMap<>(Map.of("PATH", USUAL_PATH, "SHELL", "/bin/sh"));
    for (var name : OF_USER) {
      if (caller.containsKey(name)) {
        clean.put(name, caller.get(name));
      }
    }
    return JobEnvironment.of(clean);
  }

  private boolean keeps(String name) {
    return kind == Kind.ALL
        ? !isOfSession(name)
        : names.stream().anyMatch(wanted -> matches(wanted, name));
  }

  private static boolean matches(String wanted, String name) {
    return wanted.endsWith("*")
        ? name.startsWith(wanted.substring(0, wanted.length() - 1))
        : name.equals(wanted);
  }

  private static boolean isOfSession(String name) {
    return OF_SESSION.contains(name)
        || !name.equals(JAVA) && FAMILIES_OF_SESSION.stream().anyMatch(name::startsWith);
  }
}
