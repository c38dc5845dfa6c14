package dev.queuectl.cli.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.queuectl.Setting;
import dev.queuectl.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManPageTest {
  @TempDir Path directory;
  private String page;

  @BeforeEach
  void print() {
    var ran = new Cli(directory).run("help", "--man");
    assertThat(ran.code()).isZero();
    page = ran.out();
  }

  @Test
  void names_every_command_and_key() {
    for (var name : CommandNames.ALL) {
      assertThat(page).contains("\n.SS \"queuectl " + name.replace("-", "\\-") + "\"\n");
    }
    for (var setting : Setting.values()) {
      assertThat(page).contains("\n\\fB" + setting.key() + "\\fR\n");
    }
    assertThat(page).doesNotContain("queuectl complete\"");
  }

  @Test
  void keeps_what_people_copy_as_it_is() {
    assertThat(page).contains("queuectl enqueue \\-\\- convert \"my photo.png\" photo.jpg\n");
    assertThat(page.lines().filter(line -> line.startsWith("'"))).isEmpty();
  }

  /// 80 columns, but for the indentation that man(1) adds.
  @Test
  void no_example_is_wider_than_a_terminal() {
    var examples = page.split("\n\\.EX\n");
    assertThat(examples).hasSizeGreaterThan(20);
    assertThat(
            Stream.of(examples)
                .skip(1)
                .flatMap(example -> example.substring(0, example.indexOf("\n.EE")).lines())
                .map(ManPageTest::shown)
                .filter(line -> line.length() > 70))
        .isEmpty();
  }

  private static String shown(String line) {
    return line.replaceAll("\\\\\\(..", "x").replaceAll("\\\\(.)", "$1");
  }

  @ParameterizedTest
  @CsvSource({"mandoc,-Tlint -Wwarning", "groff,-man -Tutf8 -ww -z"})
  void is_well_formed(String program, String options) throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin", program)), program + " is not installed here");
    var file = Files.writeString(directory.resolve("queuectl.1"), page);
    var out = directory.resolve("out.txt");
    var words = new java.util.ArrayList<>(List.of(program));
    words.addAll(List.of(options.split(" ")));
    words.add(file.toString());
    var process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    // A page without a date is the same page tomorrow.
    assertThat(Files.readAllLines(out).stream().filter(line -> !line.contains("missing date")))
        .isEmpty();
  }
}
