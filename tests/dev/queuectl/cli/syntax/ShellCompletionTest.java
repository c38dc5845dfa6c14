package dev.queuectl.cli.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.queuectl.cli.Cli;
import dev.queuectl.cli.ProgramProcess;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The completion scripts in the shells they are for, with a `queuectl` on the path.
class ShellCompletionTest {
  @TempDir Path directory;
  private Cli cli;
  private ProgramProcess program;

  @BeforeEach
  void open() throws IOException {
    cli = new Cli(directory);
    program = new ProgramProcess(cli);
    cli.run("enqueue", "true", "--id", "nightly:report");
    Files.writeString(directory.resolve("a file.jsonl"), "");
    ProgramProcess.putOnPath(Files.createDirectory(directory.resolve("bin")));
    for (var shell : List.of("bash", "zsh", "fish")) {
      Files.writeString(directory.resolve("q." + shell), cli.run("completion", shell).out());
    }
  }

  @AfterEach
  void close() throws Exception {
    program.close();
  }

  private String run(String shell, String script, String... arguments) throws Exception {
    var file = Files.writeString(directory.resolve("script." + shell), script);
    var words = List.of("env", "PATH=" + directory.resolve("bin") + ":" + System.getenv("PATH"));
    var all =
        Stream.of(
                words.stream(),
                Stream.of("HOME=" + directory, shell, file.toString()),
                Stream.of(arguments))
            .flatMap(it -> it)
            .toList();
    var out = directory.resolve("out.txt");
    var running = program.start(all, Redirect.to(out.toFile()), out);
    assertThat(running.exitCode()).as(running.printed()).isZero();
    return running.printed();
  }

  private static void assumeInstalled(String shell) {
    var found =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, shell)));
    assumeTrue(found, shell + " is not installed: its completion is not tried");
  }

  /// As readline calls the function: with the words, broken at `=` and `:`.
  @Test
  void bash() throws Exception {
    assumeInstalled("bash");
    var script =
        """
        . ./q.bash
        try() {
          COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
          _queuectl queuectl "${COMP_WORDS[COMP_CWORD]}" x
          printf '<%s>' "${COMPREPLY[@]}"; echo
        }
        complete -p queuectl
        try queuectl enq
        try queuectl list --state = de
        try queuectl show nightly : r
        try queuectl export 'a'
        try queuectl --db none.db show ''
        """;
    assertThat(run("bash", script).lines())
        .containsExactly(
            "complete -F _queuectl queuectl",
            "<enqueue>",
            "<dead>",
            "<report>",
            "<a file.jsonl>",
            "<>");
    assertThat(directory.resolve("none.db")).doesNotExist();
  }

  @Test
  void fish() throws Exception {
    assumeInstalled("fish");
    var script =
        """
        source q.fish
        complete -C 'queuectl enq'
        complete -C 'queuectl list --state=de'
        complete -C 'queuectl show n'
        complete -C 'queuectl export a'
        """;
    assertThat(run("fish", script).lines())
        .containsExactly(
            "enqueue\tAdd one or more jobs to the queue",
            "--state=dead",
            "nightly:report\tpending: true",
            "a file.jsonl");
  }

  /// In a terminal of its own (zshmodules(1), zsh/zpty), as zsh completes nowhere else.
  @Test
  void zsh() throws Exception {
    assumeInstalled("zsh");
    var script =
        """
        zmodload zsh/zpty || exit 3
        zpty -b shell "zsh -f -i"
        out=
        await() {
          local looks=0 chunk
          while [[ $out != *$1* ]]; do
            (( looks++ < 250 )) || { print -r -- "no $1 in: ${(V)out}"; exit 1; }
            if zpty -r -t shell chunk; then out+=$chunk; else sleep 0.1; fi
          done
          out=
        }
        zpty -w -n shell $'PS1=; autoload -U compinit; compinit -u -D; source ./q.zsh; print RE""ADY\\n'
        await $'READY\\r'
        while (( $# )); do
          zpty -w -n shell "$1"$'\\t'
          await "$2"
          zpty -w -n shell $'\\x15'
          shift 2
        done
        zpty -d shell
        """;
    run(
        "zsh",
        script,
        "queuectl enq",
        "enqueue",
        "queuectl show ni",
        "nightly:report",
        "queuectl list --state=de",
        "--state=dead",
        "queuectl edit --unset",
        "unset-env",
        "queuectl export a",
        "file.jsonl",
        "queuectl list --",
        "Only jobs in this state");
  }
}
