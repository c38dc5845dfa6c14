package dev.queuectl.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a [SlotShell] is told: first a function, then a call of it for each command.
///
/// The function writes the same records as [Wrapper], for the same reasons, and reports each end on
/// its stdout, too. The start record comes before the look for the attempt's own output file, and
/// an heir makes that file before it looks for the record: so whichever comes first, one of the two
/// sees that the attempt is the other's. One more record says that the look is over.
///
/// The command's subshell has no trace of the function: no arguments, no variables, no descriptors.
final class SlotScript {
  private static final String FUNCTION =
      """
      trap : HUP INT QUIT ALRM TERM USR1 USR2
      umask 077
      __queuectl() {
      printf '\\ns %%s %%s %%s\\n' "$1" $$ "$9" >&2
      if [ -e "$2" ]; then printf '\\nn %%s 0\\n' "$1" >&2; echo n; return; fi
      printf '\\nb %%s 0\\n' "$1" >&2
      (umask %s; cd -P -- "$3" || exit; unset OLDPWD
      export QUEUECTL_JOB_ID="$4" QUEUECTL_ATTEMPT="$5" QUEUECTL_WORKER="$6" QUEUECTL_SLOT="$7" QUEUECTL_QUEUE="$8"
      unset -f __queuectl; eval "shift 10;${10}") </dev/null >>%s 2>>%s
      set -- "$1" $? "$2"
      %s
      printf '\\ne %%s %%s %%s:%%s\\n' "$1" $2 "$3" "$BASH_VERSION" >&2
      echo $2 $3
      }
      """;

  /// Reading the time takes a twentieth of a short command's time, so only what has its output in
  /// its place already is given it: for the others, the time of the report or the file's will do.
  private static final String READ_TIME =
      """
      if [ -e "$3" ]; then read -r __queuectl_a __queuectl_b </proc/uptime; set -- "$1" $2 "$__queuectl_a"
      unset __queuectl_a __queuectl_b; else set -- "$1" $2; fi\
      """;

  private static final String NO_TIME = "set -- \"$1\" $2";

  private static final List<String> VARIABLES =
      List.of(
          "QUEUECTL_JOB_ID",
          "QUEUECTL_ATTEMPT",
          "QUEUECTL_WORKER",
          "QUEUECTL_SLOT",
          "QUEUECTL_QUEUE");

  /// A longer one goes to a shell as an argument or not at all, as everywhere.
  private static final int LONGEST_COMMAND = 64 * 1024;

  private SlotScript() {}

  /// Whether the command notices no difference to a shell of its own. Variables of the job's own
  /// could be some that a running shell gives a meaning, such as `IFS`.
  static boolean suits(Launch launch) {
    var cwd = Path.of(launch.cwd());
    return launch.command().length() <= LONGEST_COMMAND
        && !Wrapper.needsOwnShell(launch.command())
        && VARIABLES.containsAll(launch.env().keySet())
        && Files.isDirectory(cwd)
        && Files.isExecutable(cwd);
  }

  /// @param umask of this process, octal
  static String function(Spool spool, String umask) {
    return FUNCTION.formatted(
        umask,
        quoted(spool.stdout().toString()),
        quoted(spool.stderr().toString()),
        Moment.READABLE ? READ_TIME : NO_TIME);
  }

  /// @param token of the attempt in the shell's journal
  /// @param started now, for the start record
  static String call(Launch launch, String token, Moment started) {
    var call = new StringBuilder("__queuectl ");
    call.append(quoted(token)).append(' ');
    call.append(quoted(launch.stdout().toString())).append(' ').append(quoted(launch.cwd()));
    for (var variable : VARIABLES) {
      call.append(' ').append(quoted(launch.env().getOrDefault(variable, "")));
    }
    call.append(' ').append(started.text());
    return call.append(' ').append(quoted(launch.command())).append('\n').toString();
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
