package dev.queuectl.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Outcome;
import dev.queuectl.cli.Cli;
import dev.queuectl.cli.InTerminal;
import dev.queuectl.cli.ProgramProcess;
import dev.queuectl.cli.Tmux;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person sees of a job's output at a real terminal.
@InTerminal
class OutputAtTerminalTest {
  private static final String HOSTILE =
      "\\033]0;title\\007\\033]52;c;cm0=\\007\\033[2J\\033[5A\\033[?1049h\\033[6n\\033(0";

  @TempDir Path directory;
  private Cli cli;
  private Tmux tmux;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.clock = InstantSource.system();
    cli.env.put("PATH", System.getenv("PATH"));
    cli.run("init");
    tmux = new Tmux(directory, 80, 24).env("QUEUECTL_DB", cli.database().toString());
  }

  @AfterEach
  void close() {
    tmux.close();
  }

  private Path script(String... lines) throws Exception {
    var script = Files.writeString(directory.resolve("job.sh"), String.join("\n", lines) + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  @Test
  void is_coloured_and_overwrites_its_line_and_does_no_more() throws Exception {
    var script =
        script(
            "printf 'first\\n\\033[1;31mred\\033[0m plain \\033[38;5;208morange\\n'",
            "printf '" + HOSTILE + "\\033[0msafe\\n'",
            "printf '1%%\\r50%%\\r\\033[Kready\\n'",
            "printf 'in two \\033[3'; sleep 0.3; printf '2mgreen'",
            "exit 3");
    tmux.start(ProgramProcess.words("run", script.toString(), "--retries", "1"));
    assertThat(tmux.exitCode()).isEqualTo(3);
    assertThat(tmux.screen())
        .startsWith(
            """
            first
            red plain orange
            safe
            ready
            in two green
            queuectl: the job failed: exit code 3.
            """);
    assertThat(tmux.colours().lines().skip(1))
        .startsWith(
            "\u001b[1m\u001b[31mred\u001b[0m\u001b[39m\u001b[49m plain \u001b[38;5;208morange",
            "\u001b[39msafe",
            "ready",
            "in two \u001b[32mgreen",
            "\u001b[39mqueuectl: the job failed: exit code 3.");
    assertThat(tmux.modes()).isEqualTo("alternate=0 cursor=1 wrap=1");
  }

  @Test
  void is_the_same_in_the_shell_and_with_logs() throws Exception {
    var script = script("printf '\\033[31mred" + HOSTILE + " end'");
    tmux.start(ProgramProcess.words("shell")).until("queuectl>");
    tmux.line("run --id a " + script).until("red end");
    tmux.line("logs a --no-color").until("=== STDERR ===");
    tmux.line("logs a -f").until("two of each", it -> it.split("red end", -1).length == 4);
    assertThat(tmux.colours())
        .containsPattern("\u001b\\[31mred end")
        .contains("\nred end\n=== STDERR ===")
        .doesNotContain("\\x1b");
    assertThat(tmux.modes()).isEqualTo("alternate=0 cursor=1 wrap=1");
  }

  @Test
  void is_plain_text_in_top() throws Exception {
    cli.run("enqueue", "make", "--id", "a");
    var printed = "\u001b[31mred\u001b[0m\u001b]0;t\u0007\n1%\r2%\r\u001b[Kready\r\n";
    cli.finish(new Outcome.Failed(1), printed, "");
    tmux.start(ProgramProcess.words("top")).until("Waiting 1");
    tmux.keys("Tab").until("> a").keys("l").until("=== STDOUT ===").until("ready");
    assertThat(tmux.screen()).contains("\nred\nready\n").doesNotContain("x1b", "1%");
    tmux.keys("q", "q");
  }
}
