package dev.queuectl.cli.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Outcome;
import dev.queuectl.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    for (var id : new String[] {"a", "b", "c"}) {
      cli.run("enqueue", "true", "--id", id);
      cli.finish(new Outcome.Succeeded(), "out", "error");
    }
    cli.run("enqueue", "true", "--id", "dead");
    cli.bury();
  }

  @Test
  void removes_rows_and_output_together() {
    var stdout = cli.logs().output(cli.job("a").seq(), 1).stdout();
    assertThat(stdout).exists();
    assertThat(cli.run("prune", "--keep", "2").out())
        .isEqualTo("Removed 1 job with 8 bytes of output.\n");
    assertThat(Files.exists(stdout)).isFalse();
    assertThat(cli.count()).isEqualTo(3);
  }

  @Test
  void only_says_what_it_would_do() {
    assertThat(cli.run("prune", "--keep", "0", "--dry-run").out())
        .isEqualTo("Would remove 3 jobs with 24 bytes of output.\n");
    assertThat(cli.run("purge", "--max-output", "10", "--dry-run", "--json").out())
        .isEqualTo("{\"would_remove\": 2, \"bytes\": 16}\n");
    assertThat(cli.run("clean", "--older-than", "1d", "-n").out())
        .startsWith("Would remove 0 jobs");
    assertThat(cli.count()).isEqualTo(4);
  }

  @Test
  void follows_the_configuration_when_nothing_else_is_said() {
    cli.run("config", "set", "retention-count", "1");
    assertThat(cli.run("prune", "--older-than", "1d").out()).startsWith("Removed 0 jobs");
    assertThat(cli.run("prune", "--json").out()).isEqualTo("{\"removed\": 2, \"bytes\": 16}\n");
    assertThat(cli.run("prune", "--state", "dead", "--keep", "0").out())
        .startsWith("Removed 1 job ");
  }

  @Test
  void refuses_to_guess() {
    var ran = cli.run("prune");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualTo(
            "queuectl: no retention limit given. Give --older-than, --keep or --max-output, or "
                + "set retention_age, retention_count or retention_bytes.\n");
    assertThat(cli.run("prune", "--keep", "many").code()).isEqualTo(2);
    assertThat(cli.run("prune", "--keep", "-1").code()).isEqualTo(2);
    assertThat(cli.run("prune", "--older-than", "soon").code()).isEqualTo(2);
    assertThat(cli.run("prune", "--keep", "0", "--state", "pending").code()).isEqualTo(2);
    assertThat(cli.run("config", "set", "retention_age", "-5").code()).isEqualTo(2);
    assertThat(cli.count()).isEqualTo(4);
  }
}
