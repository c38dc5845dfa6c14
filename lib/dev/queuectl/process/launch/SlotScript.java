package dev.queuectl.process.launch;

import dev.queuectl.process.posix.Moment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a [SlotShell] is sent: first two functions, then for each command a call of both, with the
/// command between them.
///
/// They write the same records as [Wrapper], for the same reasons, and report each end on the
/// shell's stdout, too. The shell writes the start record before it looks for the attempt's own
/// output file, and an heir creates that file before it looks for the record: so whichever comes
/// first, one of the two sees that the attempt is the other's.
///
/// One more record says that the command has begun: the shell has looked for that file, and the
/// command's subshell has opened the two files of its [Spool]. From then on they can be moved. If
/// they were moved earlier, the subshell would create new ones, and nobody would know whose they
/// are.
///
/// The command's subshell shows no trace of the functions: it runs inside neither (`local`,
/// `return`), and has none of their arguments, variables or descriptors. Only `$-` shows that the
/// shell reads its commands from a pipe, and that can be hidden. A shell that cannot hide it
/// complains into the journal. The complaint is not redirected: a child with another stderr would
/// be taken for the command (see [ProcessSessions#isPreparing]).
final class SlotScript {
  private static final String FUNCTIONS =
      """
      %s
      (set +s) && set +s
      umask 077
      __queuectl_begin() {
      printf '\\ns %%s %%s %%s\\n' "$1" $$ "$3" >&2
      if [ -e "$2" ]; then printf '\\nn %%s 0\\n' "$1" >&2; echo n; return 1; fi
      }
      __queuectl_end() {
      %s
      printf '\\ne %%s %%s %%s:%%s\\n' "$1" $2 "$3" "$BASH_VERSION" >&2
      echo $2 $3
      }
      """;

  /// Reading the time takes a twentieth of a short command's time, so the shell reads it only for a
  /// command whose output is already in its place; for the others, the time of the report or of the
  /// file will do.
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
          "QUEUECTL_QUEUE",
          "QUEUECTL_DB",
          "QUEUECTL_AFTER",
          "QUEUECTL_AFTER_STATE",
          "QUEUECTL_AFTER_EXIT_CODE");

  /// Of all the ids of other jobs in one of them.
  private static final int LONGEST_LIST = 4096;

  /// A longer one can only be passed to a shell as an argument, or not at all, as everywhere.
  private static final int LONGEST_COMMAND = 64 * 1024;

  private SlotScript() {}

  /// Whether the command cannot tell this from a shell of its own. The job's variables could be
  /// ones that mean something to a running shell, such as `IFS`; and `cd` resolves `..` by name,
  /// while the system resolves it on disk.
  static boolean suits(Launch launch) {
    var cwd = Path.of(launch.cwd());
    return (isPlain(launch, cwd) || Reopening.isLikely(launch))
        && Files.isExecutable(cwd.resolve(".")); // a directory, and one may go there
  }

  /// One that is not gets a shell to itself.
  private static boolean isPlain(Launch launch, Path cwd) {
    return cwd.normalize().toString().equals(launch.cwd())
        && launch.command().length() <= LONGEST_COMMAND
        && VARIABLES.containsAll(launch.env().keySet())
        && launch.env().getOrDefault("QUEUECTL_AFTER", "").length() <= LONGEST_LIST;
  }

  /// Redirects a command that prints into a spool; its stderr is 9 until it has begun, so that
  /// whatever its shell has to say goes to the journal.
  private static String into(Spool spool) {
    return ">>"
        + quoted(spool.stdout().path().toString())
        + " 9>>"
        + quoted(spool.stderr().path().toString());
  }

  static String functions() {
    return FUNCTIONS.formatted(Wrapper.TRAPS, Moment.READABLE ? READ_TIME : NO_TIME);
  }

  /// @param token of the attempt in the shell's journal
  /// @param started now, for the start record
  /// @param umask of this process, octal
  static String call(Launch launch, String token, Moment started, Spool spool, String umask) {
    var enter = "cd -L -- " + quoted(launch.cwd()) + " || exit; unset OLDPWD";
    return call(launch, token, started, enter, into(spool), umask);
  }

  /// The same for a shell that is already in the command's directory, with its environment and two
  /// pipes.
  static String callForOne(Launch launch, String token, Moment started, String umask) {
    return call(launch, token, started, ":", Readers.REDIRECTIONS, umask);
  }

  private static String call(
      Launch launch, String token, Moment started, String enter, String output, String umask) {
    var file = quoted(launch.stdout().toString());
    var call = new StringBuilder(512); // a format string would take as long as all else here
    call.append("__queuectl_begin ").append(quoted(token)).append(' ').append(file);
    call.append(' ').append(started.text()).append(" && {\n(printf '\\nb %s 0\\n' ");
    call.append(quoted(token)).append(" >&2; exec 2>&9 9>&-; umask ").append(umask);
    call.append("; ").append(enter).append('\n');
    for (var variable : VARIABLES) {
      var value = launch.env().get(variable);
      if (value != null) {
        call.append("export ").append(variable).append('=').append(quoted(value)).append('\n');
      }
    }
    call.append("unset -f __queuectl_begin __queuectl_end; set -- ");
    call.append(quoted(launch.command())).append("; ").append(Wrapper.start(launch));
    call.append(") <").append(input(launch)).append(' ').append(output);
    call.append("\n__queuectl_end ").append(quoted(token)).append(" $? ").append(file);
    return call.append("; }\n").toString();
  }

  private static String input(Launch launch) {
    var file = launch.inputFile();
    return file == null ? "/dev/null" : quoted(file.toString());
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
