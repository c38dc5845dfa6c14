package dev.queuectl.cli.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import dev.queuectl.report.JsonValues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.clock = InstantSource.system();
  }

  @Test
  void shows_a_dozen_jobs_and_touches_no_queue() {
    var ran = cli.run("demo");
    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .contains("$ queuectl enqueue --id urgent 'echo first' --priority 10\nurgent\n")
        .contains("flaky failed (exit code 1), will retry in 1s")
        .contains("flaky completed successfully")
        .contains("missing failed (exit code 127, command not found)", "missing moved to DLQ")
        .contains("endless failed (timed out after 1s)", "endless moved to DLQ")
        .contains("broken failed (exit code 3)", "broken moved to DLQ")
        .contains("no luck")
        .contains("later completed successfully")
        .contains("9 completed, 3 in the dead letter queue.\nNothing of it is left.");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void keeps_its_queue_if_asked_to() throws Exception {
    var ran = cli.run("demo", "--keep", "--json");
    assertThat(ran.code()).isZero();
    var summary = JsonValues.object(ran.out());
    assertThat(summary).containsEntry("jobs", 12L).containsEntry("dead", 3L);
    var database = Path.of(String.valueOf(summary.get("database")));
    assertThat(cli.run("--db", database.toString(), "show", "chatty").out()).contains("completed");
    assertThat(directory.resolve("queue.db")).doesNotExist();
    try (var files = Files.walk(database.getParent())) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
