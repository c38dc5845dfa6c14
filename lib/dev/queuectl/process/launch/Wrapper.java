package dev.queuectl.process.launch;

import dev.queuectl.process.journal.JournalReader;
import dev.queuectl.process.posix.Moment;
import java.util.List;

/// The few lines of POSIX shell around each command. They append a start record and an exit record
/// to the journal, which is how a successor learns the end of a command whose worker died.
///
/// The wrapper's own stderr (2) is the journal; the command's stderr comes in as 3. So a shell's
/// notice about a signal ("Killed") lands in the journal, between the two records, and
/// distinguishes a signal from `exit 137`. Each record is one write and starts on a new line, even
/// after a write that was cut short.
///
/// The traps keep the wrapper alive when its whole session is signalled; a subshell starts with
/// traps reset, so the command does not see them (ignored signals it would inherit). Since no shell
/// gives notice of SIGINT, the trap does, so that `exit 130` is told apart at least from Ctrl-C and
/// `kill -INT -$$`; nobody tells of a SIGINT to the command alone. The command runs in a subshell
/// so that its own `exit`, `exec` and `trap` cannot skip the exit record.
final class Wrapper {
  private static final String SCRIPT =
      """
      printf '\\ns %%s %%s %%s\\n' "$1" $$ "$2" >&2
      %s
      (%s) 2>&3 3>&-
      set -- "$1" $?
      %s
      printf '\\ne %%s %%s %%s:%%s\\n' "$1" $2 "$queuectl_time" "$BASH_VERSION" >&2
      exit $2
      """;

  static final String TRAPS =
      """
      trap : HUP QUIT ALRM TERM USR1 USR2
      trap 'printf "\\n%s\\n" >&2' INT\
      """
          .formatted(JournalReader.INTERRUPT);

  /// Needs no fork, and runs after the command, which cannot notice it.
  private static final String READ_TIME =
      Moment.READABLE ? "read -r queuectl_time queuectl_rest </proc/uptime" : "queuectl_time=";

  /// How a subshell runs the command in `$1` so that it seems to have a shell of its own.
  ///
  /// bash shows the difference: `BASH_SUBSHELL`, `LINENO`, `trap`, `set -x`, the status after
  /// `${x?}`.
  private static final String EVAL = "eval \"shift;$1\"";

  private static final String EXEC = "exec /bin/sh -c \"$1\" sh";
  private static final String EVAL_OR_EXEC = "[ -z \"$BASH_VERSION\" ] || " + EXEC + "; " + EVAL;

  private Wrapper() {}

  /// The arguments of `/bin/sh` that run a command.
  ///
  /// @param started now, for the start record
  static List<String> arguments(Launch launch, String token, Moment started) {
    var script = SCRIPT.formatted(TRAPS, "shift 2; " + start(launch), READ_TIME);
    return List.of("sh", "-c", script, "sh", token, started.text(), launch.command());
  }

  /// Shell text that runs the command in `$1`, in a subshell.
  ///
  /// There `$$` is the wrapper's pid: `kill $$` would miss the command. A shell of its own costs
  /// one more exec (a third of the launch rate), so only commands that say `$$` get one, and those
  /// that turn job control on, which a subshell does not; but `-$$` means the process group, which
  /// the wrapper leads. A job's own shell takes its place in the same way.
  static String start(Launch launch) {
    var command = launch.command();
    if (launch.shell() != null) {
      return "exec '" + String.join("' '", launch.shellWords()) + "' \"$1\"";
    }
    if (command.contains("-$$")) {
      return EVAL;
    }
    return needsOwnShell(command) ? EXEC : EVAL_OR_EXEC;
  }

  private static boolean needsOwnShell(String command) {
    return command.contains("$$")
        || command.contains("${$")
        || command.contains("set -m")
        || command.contains("-o monitor");
  }
}
