package dev.queuectl.process.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.process.journal.Journal;
import dev.queuectl.process.journal.Journals;
import dev.queuectl.process.posix.Children;
import dev.queuectl.process.posix.Environment;
import dev.queuectl.process.posix.Moment;
import dev.queuectl.process.posix.NativeWait;
import dev.queuectl.process.posix.SpawnRequest;
import dev.queuectl.process.posix.Umask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A command does not notice which shell runs it: what it prints and how it ends is the same as
/// with `sh -c`, in a directory that is reached through a symbolic link.
@EnabledOnOs(OS.LINUX)
class ShellContractTest {
  private static final String PROBES =
      """
      echo "$PWD"; pwd; pwd -P
      cd ..; pwd
      cd dir; cd ..; echo "$PWD $OLDPWD"
      cd -; echo $?
      echo "[${OLDPWD-unset}]"
      unset PWD; pwd
      echo "[$-]"
      set -o
      set +o
      set | sort | grep -v '^_='
      export -p | sort
      env | sort | grep -v '^_='
      alias
      alias e=echo; alias
      local x=1; echo "$? $x"
      return 4; echo after
      f() { local x=1; return 3; }; f; echo $?
      type f; f() { echo hi; }; f; type f
      type __queuectl_begin; type __queuectl_end; type __queuectl
      trap
      trap 'echo bye' EXIT; trap; exit 3
      trap 'echo term' TERM; kill -TERM $$; echo $?
      trap 'echo hup' HUP; (kill -HUP $$); echo $?
      trap '' INT; grep SigIgn /proc/self/status
      grep -E 'Sig(Blk|Ign|Cgt)|ShdPnd' /proc/self/status
      grep -E 'Seccomp:|NoNewPrivs|Umask|Groups|Cap' /proc/self/status
      kill -TERM $$; echo not reached
      kill -9 $$
      kill -USR1 0; sleep 1
      kill -TERM -$$; sleep 1
      echo "$# [$*] [$@] $0 $1"
      shift; echo $?
      set -- a b; echo "$# $1"; shift; echo $1
      echo "[$!]"; true & echo $((! $!)); wait $!; echo $?
      echo "$?"
      (exit 9); echo $?
      echo $OPTIND; while getopts ab: o -a -b x; do echo $o $OPTARG; done; echo $OPTIND
      printf '[%s]' "$IFS"; x=a:b; for y in $x; do echo $y; done
      echo "[$PS1][$PS2][$PS4]"
      umask; umask -S
      ulimit -a
      ulimit -n 99; ulimit -n
      ls /proc/self/fd | wc -l
      for fd in 0 1 2 3 4 5 6 7 8 9; do [ -e /proc/self/fd/$fd ] && echo $fd; done
      exec 5>&1; echo x >&5; ls /proc/self/fd | wc -l
      readlink /proc/self/fd/0
      [ -t 0 ] || [ -t 1 ] || [ -t 2 ] || echo no terminal
      cat; read x; echo $?
      cat /proc/self/cgroup /proc/self/oom_score_adj; nice
      cut -d' ' -f5,6 /proc/self/stat | awk '{ print $1 == $2 }'
      jobs; wait; echo $?
      hash
      times | wc -l
      for i in 1 2; do echo $i; break; done; break; echo after
      continue; echo after
      eval 'x=1'; echo $x; eval 'exit 6'
      set -e; false; echo after
      set -u; echo $undefined; echo after
      set -x; true
      set -f; echo *
      set -n; echo x
      set -m; echo $?
      set -o monitor; echo $?
      set -C; echo x > x; echo y > x; echo $?
      readonly Q=1; Q=2; echo after
      : ${x?boom}; echo after
      : ${1:?one}; echo after
      . /nonexistent; echo after
      exec </nonexistent; echo after
      exec no-such-command; echo after
      no-such-command; echo $?
      exec echo replaced
      exec; echo $?
      echo $LINENO
      echo "$BASH_SUBSHELL:$FUNCNAME:$BASH_LINENO"
      if
      )
      echo 'unterminated
      true &&
      # a comment
      exit
      exit 256
      command -v printf; command -v cd
      echo a\\\\tb '\\' "\\$x"
      echo ${$} | grep -c '^[0-9]*$'
      sh -c 'trap; echo $- $# $0'
      """;

  /// What a command did.
  private record Seen(String end, String stdout, String stderr) {}

  static Stream<String> probes() {
    return Stream.concat(
        PROBES.lines(),
        Stream.of("true\necho $LINENO\n\necho $LINENO", "cat <<X\n$0 $#\nX\n", "\n\n echo x", ""));
  }

  abstract static class Contract {
    @TempDir Path directory;
    Path cwd;
    Map<String, String> env =
        Map.of(
            "QUEUECTL_JOB_ID", "it's",
            "QUEUECTL_ATTEMPT", "1",
            "QUEUECTL_WORKER", "w1",
            "QUEUECTL_SLOT", "0",
            "QUEUECTL_QUEUE", "default");
    int runs;

    @BeforeEach
    void link() throws IOException {
      Files.createDirectories(directory.resolve("real/place/dir"));
      cwd = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("real/place"));
    }

    /// The command as it is launched.
    abstract End run(Launch launch) throws Exception;

    /// The shell that is `sh` here.
    abstract String shell() throws IOException;

    @ParameterizedTest
    @MethodSource("dev.queuectl.process.launch.ShellContractTest#probes")
    void aCommandDoesTheSameAsUnderAShellOfItsOwn(String command) throws Exception {
      var launched = launch(command);
      var seen = seen(run(launched), launched);
      Files.deleteIfExists(cwd.resolve("x"));
      var plain = launch(command);

      assertThat(seen).isEqualTo(seen(plain(plain), plain));
    }

    private Launch launch(String command) {
      var key = "s1." + ++runs + ".1";
      return TestLaunch.in(directory, key, command, cwd.toString(), env);
    }

    private End plain(Launch launch) throws Exception {
      return spawned(launch, "exec 2>&3 3>&-; exec '" + shell() + "' -c \"$1\" sh", "");
    }

    /// @param script is given the command as `$1`
    final End spawned(Launch launch, String script, String token) throws Exception {
      var journal = Journal.create(directory.resolve("run/" + runs + ".journal"), null);
      try {
        var arguments = List.of("sh", "-c", script, "sh", launch.command(), token);
        var streams = new SpawnRequest.Filed(null, launch.stdout(), launch.stderr(), journal.fd());
        var environment = new Environment(launch.cwd(), null, launch.env());
        var pid = new SpawnRequest(arguments, launch.cwd(), environment, streams).start();
        var death = NativeWait.awaitChild(pid);
        var status = Children.reap(pid);
        return death == NativeWait.Death.EXITED
            ? new End.Exited(status >> 8)
            : new End.Signalled(status & 0x7f);
      } finally {
        journal.close();
      }
    }

    private static Seen seen(End end, Launch launch) throws IOException {
      return new Seen(end.toString(), text(launch.stdout()), text(launch.stderr()));
    }

    /// Who says it is not compared: only dash says that `eval` does.
    private static String text(Path file) throws IOException {
      return Files.exists(file)
          ? Files.readString(file).replaceAll("(?m)^sh: (\\d+: )?(eval: )?", "sh: ")
          : "";
    }
  }

  abstract static class OwnLauncher extends Contract {
    private Launcher launcher;

    abstract @Nullable SlotLauncher slots(Journals journals);

    @BeforeEach
    void open() {
      var journals = new Journals(directory.resolve("run/w1.journal"), Journals.JOBS_PER_FILE);
      launcher = new PosixLauncher(journals, slots(journals));
    }

    @AfterEach
    void close() {
      launcher.close();
    }

    @Override
    String shell() {
      return "/bin/sh";
    }

    @Override
    End run(Launch launch) {
      var ended = new CompletableFuture<End>();
      launcher.launch(launch, exit -> ended.complete(exit.end()));
      return ended.orTimeout(60, TimeUnit.SECONDS).join();
    }
  }

  @Nested
  class InSlots extends OwnLauncher {
    @Override
    SlotLauncher slots(Journals journals) {
      assumeThat(SlotShells.arePossible()).isTrue();
      return new SlotLauncher(new SlotShells(journals, directory), SlotLauncher.SHORT_MILLIS);
    }
  }

  @Nested
  class UnderWrappers extends OwnLauncher {
    @Override
    @Nullable SlotLauncher slots(Journals journals) {
      return null;
    }
  }

  /// The same scripts where `sh` is bash. Its variables tell who started it, and are left out.
  abstract static class OwnBash extends Contract {
    private static final Path BASH = Path.of("/bin/bash");
    private static final Pattern TELLING = Pattern.compile("(?:set \\| sort|export -p|env \\|).*");

    @Override
    String shell() throws IOException {
      assumeThat(BASH).isExecutable();
      var sh = directory.resolve("bash/sh");
      return Files.exists(sh)
          ? sh.toString()
          : Files.createSymbolicLink(Files.createDirectories(sh.getParent()).resolve("sh"), BASH)
              .toString();
    }

    /// @param script as of this program, with fd 2 for the journal and 3 for errors
    abstract String script(Launch launch) throws IOException;

    @Override
    End run(Launch launch) throws Exception {
      assumeThat(launch.command()).doesNotMatch(TELLING);
      var file = directory.resolve(launch.key() + ".sh");
      Files.writeString(file, script(launch).replace("/bin/sh", shell()));
      var end = spawned(launch, start(file), "s1@j");
      return end instanceof End.Exited(var code) ? End.ofShellCode(code) : end;
    }

    abstract String start(Path script) throws IOException;
  }

  @Nested
  class UnderWrappersOfBash extends OwnBash {
    @Override
    String script(Launch launch) {
      return Wrapper.arguments(launch, "s1@j", Moment.now()).get(2);
    }

    @Override
    String start(Path script) throws IOException {
      return "exec '%s' -c \"$(cat '%s')\" sh \"$2\" 0 \"$1\"".formatted(shell(), script);
    }
  }

  @Nested
  class InSlotsOfBash extends OwnBash {
    @Override
    String script(Launch launch) {
      assumeThat(launch.command()).doesNotContain("-$$"); // this shell leads no process group
      var elsewhere = directory.resolve("elsewhere");
      var moved =
          TestLaunch.into(
              elsewhere, elsewhere, launch.key(), launch.command(), launch.cwd(), launch.env());
      var spool =
          new Spool(
              new Spool.File(launch.stdout(), true, null),
              new Spool.File(launch.stderr(), false, null),
              null);
      return SlotScript.functions()
          + SlotScript.call(moved, "s1@j", Moment.now(), spool, Umask.own());
    }

    @Override
    String start(Path script) throws IOException {
      return "exec 3>&-; code=$('%s' -s -- s1@j <'%s'); exit ${code%%%% *}"
          .formatted(shell(), script);
    }
  }
}
