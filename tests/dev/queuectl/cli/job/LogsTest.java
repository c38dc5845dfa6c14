package dev.queuectl.cli.job;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.cli.Cli;
import dev.queuectl.cli.Main;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogsTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.run("enqueue", "make", "--id", "a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"logs", "log", "output"})
  void prints_a_line_and_sections_per_attempt_under_each_of_its_names(String name) {
    cli.finish(new Outcome.Failed(3), "one\ntwo", "oops\n");
    assertThat(cli.run(name, "a").out())
        .isEqualTo(
            """
            attempt 1 exit_code=3 outcome=failed started_at=2026-06-01T08:00:00.000Z duration=0.0s worker=w1 error="exit code 3"
            === EXIT CODE ===
            3
            === STDOUT ===
            one
            two
            === STDERR ===
            oops
            """);
  }

  @Test
  void both_streams_are_printed_as_one_if_that_is_asked_for() {
    cli.finish(new Outcome.Failed(3), "one\n", "two\n");
    var ran = cli.run("logs", "a", "--interleaved", "--tail", "1");
    assertThat(ran.out()).isEqualTo("two\n");
    assertThat(ran.err()).contains("was not seen: stdout comes first");
    assertThat(cli.run("logs", "a", "--interleaved", "--stderr").code()).isEqualTo(2);
  }

  private void runTwice() {
    cli.finish(new Outcome.Failed(3), "first\n", "");
    cli.run("retry", "a");
    cli.finish(new Outcome.Succeeded(), "second\nlast\n", "err\n");
  }

  @Test
  void prints_all_attempts_or_the_one_that_is_asked_for() {
    runTwice();
    assertThat(cli.run("logs", "a").lines())
        .filteredOn(line -> line.startsWith("attempt "))
        .hasSize(2);
    assertThat(cli.run("logs", "a", "--attempt", "1").out())
        .contains("first")
        .doesNotContain("second");
    var ran = cli.run("logs", "a", "--attempt", "3");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).isEqualTo("queuectl: the job \"a\" has no attempt 3. Its newest is 2.\n");
  }

  @Test
  void prints_one_stream_of_the_newest_attempt_unchanged() {
    runTwice();
    assertThat(cli.run("logs", "a", "--stdout").out()).isEqualTo("second\nlast\n");
    assertThat(cli.run("logs", "a", "--stderr").out()).isEqualTo("err\n");
    assertThat(cli.run("logs", "a", "--stdout", "--attempt", "1").out()).isEqualTo("first\n");
    assertThat(cli.run("logs", "a", "--stdout", "--stderr").code()).isEqualTo(2);
  }

  @Test
  void prints_the_last_lines() {
    runTwice();
    assertThat(cli.run("logs", "a", "--stdout", "--tail", "1").out()).isEqualTo("last\n");
    assertThat(cli.run("logs", "a", "--tail", "-1").code()).isEqualTo(2);
  }

  @Test
  void says_that_there_is_no_output_yet() {
    var ran = cli.run("logs", "a");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .isEqualTo("queuectl: the job \"a\" has not started yet, so there is no output.\n");
    assertThat(cli.run("logs", "nope").code()).isEqualTo(1);
  }

  @Test
  void gives_a_terminal_colours_and_nothing_else_unless_raw_is_wanted() {
    var printed = "\u001b[31mr\u00e9\tx\n\u001b[2Jy";
    cli.finish(new Outcome.Succeeded(), printed, "");
    assertThat(cli.run("logs", "a", "--stdout").out()).isEqualTo(printed);
    cli.terminal();
    for (var how : List.of("--stdout", "-f")) {
      assertThat(cli.run("logs", "a", how).out()).isEqualTo("\u001b[31mr\u00e9\tx\ny\u001b[0m");
      assertThat(cli.run("logs", "a", how, "--raw").out()).isEqualTo(printed);
      assertThat(cli.run("logs", "a", how, "--no-color").out()).isEqualTo("r\u00e9\tx\ny");
    }
    assertThat(cli.run("logs", "a").out())
        .contains("\u001b[31mr\u00e9\tx\ny\u001b[0m\n\u001b[1m=== STDERR ===");
    assertThat(cli.run("logs", "a", "--raw").out()).contains(printed);
    cli.env.put("NO_COLOR", "1");
    assertThat(cli.run("logs", "a", "--stdout").out()).isEqualTo("r\u00e9\tx\ny");
  }

  @Test
  void gives_a_dumb_terminal_text_and_carriage_returns() {
    cli.finish(new Outcome.Succeeded(), "1%\r\u001b[K\u001b[32m2%\u001b[0m\n", "");
    cli.terminal().env.put("TERM", "dumb");
    assertThat(cli.run("logs", "a", "-f").out()).isEqualTo("1%\r2%\n");
  }

  @Test
  void ends_the_colours_of_a_section_without_an_empty_line() {
    cli.terminal().finish(new Outcome.Failed(1), "red\n\u001b[0m", "\u001b[31m100%\r");
    assertThat(cli.run("logs", "a").out())
        .contains("red\n\u001b[1m=== STDERR ===\u001b[0m\n\u001b[31m100%\r\u001b[0m\n");
  }

  /// The one written to last comes last, as far as the times of the files tell.
  @Test
  void prints_both_streams_in_the_order_of_their_ends() throws Exception {
    var job = cli.finish(new Outcome.Succeeded(), "out\n", "err\n");
    var files = cli.logs().output(job.seq(), 1);
    var console = new ByteArrayOutputStream();
    for (var earlier : List.of(files.stderr(), files.stdout())) {
      Files.setLastModifiedTime(files.stdout(), FileTime.fromMillis(2000));
      Files.setLastModifiedTime(files.stderr(), FileTime.fromMillis(2000));
      Files.setLastModifiedTime(earlier, FileTime.fromMillis(1000));
      console.reset();
      assertThat(Main.run(cli.console(console, console), "logs", "a", "-f")).isZero();
      assertThat(console).hasToString(earlier == files.stderr() ? "err\nout\n" : "out\nerr\n");
    }
  }

  @Test
  void names_the_files_for_other_programs() throws Exception {
    cli.finish(new Outcome.Failed(1), "first\n", "err\n");
    cli.run("retry", "a");
    cli.finish(new Outcome.Succeeded(), "second\n", "");
    var paths = cli.run("logs", "a", "--path", "--stdout").lines();
    assertThat(paths).hasSize(2);
    assertThat(Files.readString(Path.of(paths.getLast()))).isEqualTo("second\n");
    assertThat(cli.run("logs", "a", "--path").lines())
        .filteredOn(it -> it.endsWith(".err"))
        .isNotEmpty();
    assertThat(cli.run("logs", "a", "--path", "--attempt", "1", "--json").out())
        .contains("{\"attempt\": 1, \"stdout\": \"" + paths.getFirst());
  }

  @Test
  void prints_json() {
    cli.finish(new Outcome.Succeeded(), "out\n", "err\n");
    assertThat(cli.run("logs", "a", "--json").out())
        .contains("[\n{\"attempt\": 1, ", "\"stdout\": \"out\\n\", \"stderr\": \"err\\n\"}\n]\n");
  }

  @Test
  void follows_an_ended_job_to_its_end() {
    runTwice();
    var ran = cli.run("logs", "a", "-f");
    assertThat(ran.out()).isEqualTo("second\nlast\n");
    assertThat(ran.err()).isEqualTo("err\n");
    assertThat(cli.run("logs", "a", "-f", "--tail", "1").out()).isEqualTo("last\n");
    assertThat(cli.run("logs", "a", "-f", "--stdout").err()).isEmpty();
  }

  @Test
  void follows_a_job_through_its_attempts() throws Exception {
    var following = Thread.ofVirtual();
    var result = new java.util.concurrent.CompletableFuture<Cli.Ran>();
    var other = new Cli(directory);
    following.start(() -> result.complete(other.run("logs", "a", "-f")));
    cli.finish(new Outcome.Failed(1), "first\n", "");
    until("it follows", () -> other.out.toString().contains("first"));
    cli.run("retry", "a");
    cli.finish(new Outcome.Succeeded(), "second\n", "");
    assertThat(cli.job("a").state()).isEqualTo(JobState.COMPLETED);
    assertThat(result.get(20, java.util.concurrent.TimeUnit.SECONDS).out())
        .isEqualTo("first\nsecond\n");
  }
}
