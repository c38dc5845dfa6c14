package dev.queuectl.cli.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.SharedOptions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallHintTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
  }

  private String said() {
    var err = new ByteArrayOutputStream();
    var console = cli.console(err);
    var printer = new Printer(console, new SharedOptions());
    InstallHint.give(console, printer);
    printer.flush();
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void isGivenToAPersonOnceADay() {
    cli.terminal();
    assertThat(said()).contains("queuectl install");
    cli.clock = InstantSource.fixed(Cli.NOW.plus(Duration.ofHours(23)));
    assertThat(said()).isEmpty();
    cli.clock = InstantSource.fixed(Cli.NOW.plus(Duration.ofHours(25)));
    assertThat(said()).contains("queuectl install");
  }

  @Test
  void isNotGivenToProgramsNorWhereItCannotBeNoted() throws Exception {
    assertThat(said()).isEmpty();
    cli.terminal();
    Files.writeString(directory.resolve(".cache"), "a file");
    assertThat(said()).isEmpty();
  }

  @Test
  void isForWhoeverStartsItThroughJbang() {
    assertThat(InstallHint.isFor("/home/u/.jbang/cache/urls/50a5/queuectl.jar")).isTrue();
    assertThat(InstallHint.isFor("/home/u/.jbang/cache/jars/queuectl.java.1/queuectl.jar:/x"))
        .isTrue();
    assertThat(InstallHint.isFor("/usr/lib/queuectl/queuectl.jar")).isFalse();
  }
}
