package dev.queuectl.cli.upkeep;

import dev.queuectl.cli.Cli;
import dev.queuectl.store.sqlite.Damage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Values of a wrong type or range in every column there is: what can be shown is, what is wrong
/// has a sentence, and nothing is a bug.
class DamagedColumnsTest {
  private static final List<List<String>> READERS =
      List.of(
          List.of("status"),
          List.of("list", "--all"),
          List.of("show", "ended31", "--json"),
          List.of("why", "waits31"),
          List.of("dlq", "list", "--json"),
          List.of("metrics", "--json"),
          List.of("queue", "list"),
          List.of("worker", "status"),
          List.of("config", "list"),
          List.of("events"),
          List.of("export"),
          List.of("status", "--json"),
          List.of("list", "--json"),
          List.of("doctor"),
          List.of("doctor", "--repair"));

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> wrong_values_are_in_no_command_s_way() throws Exception {
    return Damage.each(directory, DamagedColumnsTest::read);
  }

  private static void read(Path place) {
    var softly = new SoftAssertions();
    var cli = new Cli(place);
    softly.assertThat(cli.run("doctor").out()).contains("problem  values: ");
    for (var words : READERS) {
      var ran = cli.run(words.toArray(String[]::new));
      softly.assertThat(ran.code()).as("%s %s", words, ran.err()).isIn(0, 1);
    }
    softly.assertThat(cli.run("list", "--json").out()).contains(Damage.SOUND);
    softly.assertThat(cli.run("list", "--all").out()).hasLineCount(Damage.JOBS + 1);
    softly
        .assertThat(
            cli.run("doctor")
                .out()
                .lines()
                .filter(line -> line.startsWith("problem"))
                .filter(line -> !line.matches("problem +(workers|leases|missing):.*")))
        .as("left by doctor --repair")
        .isEmpty();
    softly.assertAll();
  }
}
