package dev.queuectl.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResetTest {
  @TempDir Path directory;

  @Test
  void empties_the_queue_once_that_is_confirmed_and_leaves_what_runs() {
    var cli = new Cli(directory);
    cli.run("config", "set", "timeout", "5");
    cli.run("enqueue", "true", "--id", "dead");
    cli.bury();
    cli.run("enqueue", "true", "--id", "running");
    cli.claim();
    cli.run("enqueue", "true", "--id", "waiting", "--hold");
    var refused = cli.run("reset");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains("Remove 2 jobs with their output (all of " + cli.database() + ")", "Add --yes.");
    assertThat(cli.terminal().in("n\n").run("reset", "--quiet").code()).isNotZero();
    assertThat(cli.count()).isEqualTo(3);
    var ran = cli.run("reset", "--yes");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out()).isEqualTo("Removed 2 jobs.\n");
    assertThat(ran.err()).contains("1 running job is left");
    assertThat(cli.count()).isEqualTo(1);
    assertThat(cli.run("config", "get", "timeout").line()).isEqualTo("5");
  }

  @Test
  void an_empty_queue_is_empty_already() {
    var cli = new Cli(directory);
    assertThat(cli.run("reset")).isEqualTo(new Cli.Ran(0, "Removed 0 jobs.\n", ""));
  }
}
