package dev.queuectl.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditFirstTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.run("enqueue", "true", "--id", "a", "--priority", "3");
    cli.run("enqueue", "true", "--id", "b");
    cli.run("enqueue", "true", "--id", "c", "--queue", "other", "--priority", "9");
  }

  @Test
  void a_job_goes_before_all_others_of_its_queue() {
    assertThat(cli.run("edit", "b", "--first").out()).isEqualTo("Changed b.\n");
    assertThat(cli.job("b").priority()).isEqualTo(4);
    assertThat(cli.job("c").priority()).isEqualTo(9);
    assertThat(cli.run("edit", "b", "--first").code()).isZero();
    assertThat(cli.job("b").priority()).isEqualTo(4);
    cli.run("edit", "b", "--queue", "other", "--first");
    assertThat(cli.job("b").priority()).isEqualTo(10);
  }

  @Test
  void it_is_for_one_job_and_there_is_a_highest_priority() {
    assertThat(cli.run("edit", "a", "b", "--first").err()).contains("--first is for one job");
    assertThat(cli.run("edit", "a", "--first", "--priority", "1").code()).isEqualTo(2);
    cli.run("edit", "a", "--priority", "1000000");
    var ran = cli.run("edit", "b", "--first");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("a already has the highest priority there is");
  }
}
