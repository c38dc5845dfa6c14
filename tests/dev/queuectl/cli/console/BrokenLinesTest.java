package dev.queuectl.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Outcome;
import dev.queuectl.cli.Cli;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where a terminal is too narrow, texts are broken between words.
class BrokenLinesTest {
  private static final String ID =
      "nightly-backup-of-the-database-on-host-db17.example.com-0000042";

  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.run("enqueue", "false", "--id", ID, "--retries", "1");
    cli.finish(new Outcome.Failed(1));
    cli.terminal().width = 60;
  }

  @Test
  void of_what_a_job_has_printed_the_heading_is() {
    assertThat(cli.run("logs", ID, "--no-color").lines())
        .startsWith(
            "attempt 1 exit_code=1 outcome=failed",
            "  started_at=2026-06-01T08:00:00.000Z duration=0.0s",
            "  worker=w1 error=\"exit code 1\"",
            "=== EXIT CODE ===");
  }

  @Test
  void questions_notes_and_reasons_are() {
    cli.in = new ByteArrayInputStream("n\n".getBytes(StandardCharsets.UTF_8));
    var text = "a-text-that-is-looked-for-in-vain";
    var ran = cli.run("remove", "--state", "dead", "--text", "nightly", "--since", "2026-01-01");
    assertThat(ran.err())
        .isEqualTo(
            """
            Remove 1 job with its output (all dead jobs with "nightly"
            enqueued since 2026-01-01)? [y/N] queuectl: nothing was removed.
            """);
    assertThat(cli.run("list", "--text", text).err().lines())
        .first()
        .asString()
        .startsWith("queuectl: no such jobs in");
    assertThat(cli.run("show", ID, "--no-color").lines())
        .containsSubsequence(
            "why: It has been in the dead letter queue since 2026-06-01",
            "  10:00:00 (0s ago): exit code 1. Retry it with:",
            "  queuectl dlq retry " + ID);
  }

  @Test
  void words_stay_whole_and_programs_get_one_line() {
    assertThat(TextWidth.filled("a path/that/is/too/wide b", 8))
        .containsExactly("a", "path/that/is/too/wide", "b");
    assertThat(
            TextWidth.filled("Its jobs wait. Resume it: queuectl queue resume q.a. Then wait.", 20))
        .containsExactly(
            "Its jobs wait.", "Resume it:", "queuectl queue resume q.a.", "Then wait.");
    assertThat(TextWidth.filled("  - 日本 日本 日本", 9, 4))
        .containsExactly("  - 日本", "    日本", "    日本");
    assertThat(TextWidth.filled("\u001b[1mab\u001b[0m cd", 5)).hasSize(1);
    assertThat(TextWidth.filled("", 5)).isEqualTo(List.of(""));
    var piped = new Cli(directory);
    piped.width = 60;
    assertThat(piped.run("logs", ID).lines().getFirst()).endsWith("error=\"exit code 1\"");
  }
}
