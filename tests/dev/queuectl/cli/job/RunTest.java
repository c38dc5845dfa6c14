package dev.queuectl.cli.job;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.cli.Cli;
import dev.queuectl.cli.Main;
import dev.queuectl.cli.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// With real processes, run by a worker of its own.
class RunTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.clock = InstantSource.system();
    cli.env.put("PATH", System.getenv("PATH"));
  }

  @Test
  void passes_output_and_errors_on_unchanged() {
    var ran = cli.run("run", "printf 'out\\033x'; echo err >&2", "--retries", "1");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).isEqualTo("out\u001bx");
    assertThat(ran.err()).isEqualTo("err\n");
  }

  @Test
  void gives_a_terminal_what_is_harmless_and_nothing_of_it_to_what_comes_after() {
    cli.run("init");
    cli.terminal();
    var ran = cli.run("run", "printf '\\033[31mred\\033]0;t\\007'; exit 3", "--retries", "1");
    assertThat(ran.out()).isEqualTo("\u001b[31mred\u001b[0m");
    assertThat(ran.err()).isEqualTo("\nqueuectl: the job failed: exit code 3.\n");
    ran = cli.run("run", "printf '1%%\\r2%%\\r\\033[K'; echo done", "--no-color");
    assertThat(ran.out()).isEqualTo("1%\r2%\r\u001b[Kdone\n");
    assertThat(cli.run("run", "--raw", "printf '\\033[31mred\\033]0;t\\007'").out())
        .isEqualTo("\u001b[31mred\u001b]0;t\u0007");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo 1; echo 2 >&2; echo 3; echo 4 >&2; echo 5",
        "echo 1 >&2; echo 2; echo 3",
        "echo 1; echo 2; sh -c 'echo 3 >&2; echo 4; echo 5' >&2",
        "/bin/echo 1; sh -c 'echo 2 >&2'; sleep 0.05; echo 3; echo 4; sh -c 'echo 5 >&2'"
      })
  @EnabledOnOs(OS.LINUX)
  void keeps_the_order_of_both_streams(String command) {
    var both = new ByteArrayOutputStream();
    cli.run("run", "true"); // now there is a directory to watch
    assertThat(Main.run(cli.console(both, both), "run", command)).isZero();
    assertThat(both).hasToString("1\n2\n3\n4\n5\n".substring(0, both.size()));
    assertThat(both.size()).isGreaterThanOrEqualTo(6);
  }

  /// An attempt that ends in a colour, or within a sequence, leaves nothing to the next.
  @Test
  void begins_each_attempt_anew() {
    cli.terminal();
    var ran =
        cli.run(
            "run", "printf '\\033[32mx\\033['; exit 1", "--retries", "2", "--backoff-max", "10ms");
    assertThat(ran.out()).isEqualTo("\u001b[32mx\u001b[0m\\x1b[\u001b[32mx\u001b[0m\\x1b[");
  }

  @ParameterizedTest
  @CsvSource({"exit 7,7", "kill -9 $$,137", "no-such-command,127"})
  void exits_as_the_job_does(String command, int code) {
    var ran = cli.run("run", command, "--retries", "1");
    assertThat(ran.code()).isEqualTo(code);
    assertThat(ran.err()).contains("queuectl: the job failed: ");
  }

  @Test
  void exits_with_124_after_a_timeout() {
    cli.run("config", "set", "kill_grace", "0");
    assertThat(cli.run("run", "sleep 60", "--timeout", "100ms", "--retries", "1").code())
        .isEqualTo(124);
  }

  @Test
  void exits_with_125_when_it_cannot_be_started() {
    assertThat(cli.run("run", "true", "--cwd", "/nowhere", "--retries", "1").code()).isEqualTo(125);
  }

  @Test
  void runs_a_program_with_its_arguments() {
    assertThat(cli.run("run", "--", "printf", "%s|", "a b", "it's").out()).isEqualTo("a b|it's|");
  }

  @Test
  void leaves_other_jobs_alone() {
    cli.run("enqueue", "true", "--id", "other", "-p", "9");
    assertThat(cli.run("run", "true").code()).isZero();
    assertThat(cli.job("other").state()).isEqualTo(JobState.PENDING);
  }

  @ParameterizedTest
  @CsvSource({"INT,130", "TERM,143"})
  void cancels_the_job_when_it_is_interrupted(String signal, int code) throws Exception {
    var result = new CompletableFuture<Cli.Ran>();
    Thread.ofPlatform()
        .start(() -> result.complete(cli.run("run", "touch started; sleep 60", "--id", "a")));
    until("the job runs", () -> Files.exists(directory.resolve("started")));
    cli.interrupt.get().accept(signal);
    var ran = result.get(60, TimeUnit.SECONDS);
    assertThat(ran.code()).isEqualTo(code);
    assertThat(ran.err()).contains("queuectl: the job was cancelled.");
    assertThat(cli.job("a").state()).isEqualTo(JobState.CANCELLED);
  }

  /// Before it has begun to wait, and before the job is added.
  @ParameterizedTest
  @CsvSource({"INT,130", "TERM,143"})
  void waits_for_the_cancelled_job_however_early_it_is_interrupted(String signal, int code) {
    var err = new ByteArrayOutputStream();
    var usual = cli.console(OutputStream.nullOutputStream(), err);
    var interrupted =
        new Console(
            usual.in(),
            usual.out(),
            usual.err(),
            usual.inTerminal(),
            usual.outTerminal(),
            usual.errTerminal(),
            usual.width(),
            usual.env(),
            usual.cwd(),
            usual.platform(),
            usual.zone(),
            usual.clock(),
            action -> action.accept(signal));
    assertThat(Main.run(interrupted, "run", "sleep 60", "--id", "a")).isEqualTo(code);
    assertThat(err).hasToString("queuectl: the job was cancelled.\n");
    assertThat(cli.job("a").state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void follows_a_job_while_it_runs() throws Exception {
    var result = new CompletableFuture<Cli.Ran>();
    Thread.ofPlatform()
        .start(
            () ->
                result.complete(
                    cli.run("run", "echo first; until [ -e go ]; do sleep 0.05; done; echo last")));
    until("the output comes", () -> cli.out.toString().contains("first"));
    assertThat(cli.out.toString()).doesNotContain("last");
    Files.createFile(directory.resolve("go"));
    assertThat(result.get(60, TimeUnit.SECONDS).out()).isEqualTo("first\nlast\n");
  }

  @Test
  void misses_the_command() {
    var ran = cli.run("run");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).startsWith("queuectl: the command is missing");
  }

  /// Another job that takes its id is nobody's to wait for, and nobody's to cancel.
  @Test
  void has_nothing_to_do_with_a_job_that_has_replaced_its_own() throws Exception {
    cli.join();
    var result = new CompletableFuture<Cli.Ran>();
    var other = new Cli(directory);
    Thread.ofPlatform().start(() -> result.complete(cli.run("run", "true", "--id", "a", "--hold")));
    until("the job is waiting", () -> other.store(store -> store.jobs().find("a")).isPresent());
    assertThat(other.run("enqueue", "sleep 60", "--id", "a", "--force").code()).isZero();
    var ran = result.get(60, TimeUnit.SECONDS);
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("the job \"a\" was removed or replaced before it ended");
    cli.interrupt.get().accept("TERM");
    assertThat(other.job("a").state()).isEqualTo(JobState.PENDING);
    assertThat(other.job("a").cancelRequestedAt()).isNull();
  }
}
