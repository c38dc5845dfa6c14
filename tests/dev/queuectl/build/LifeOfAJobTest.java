package dev.queuectl.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `docs/life-of-a-job.md` against the sources it walks through.
class LifeOfAJobTest {
  private static final Path PAGE = Path.of("docs/life-of-a-job.md");
  private static final Pattern STEP =
      Pattern.compile(
          "^## (\\d+)\\. .*\\n\\n\\[`(\\w+)\\.(\\w+)`]\\((\\S+)\\)\\n\\n((?:    .*\\n)+)",
          Pattern.MULTILINE);
  private static final Pattern ALL_FILES =
      Pattern.compile(
          "^## All files on the way\\n\\n(\\d+) files .* the (\\d+) above (.*)",
          Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern FILE = Pattern.compile("(\\*\\*)?`(\\w+)`");
  private static final int MOST_TO_READ = 15;

  /// May only become fewer.
  private static final int MOST_FILES = 45;

  record Step(int number, String type, String method, Path file, List<String> lines) {
    @Override
    public String toString() {
      return number + ". " + type + "." + method;
    }
  }

  private static List<Step> steps() throws IOException {
    return STEP.matcher(Files.readString(PAGE))
        .results()
        .map(
            found ->
                new Step(
                    Integer.parseInt(found.group(1)),
                    found.group(2),
                    found.group(3),
                    PAGE.resolveSibling(found.group(4)).normalize(),
                    found.group(5).lines().map(String::strip).toList()))
        .toList();
  }

  @Test
  void it_can_be_read_in_one_sitting() throws IOException {
    var steps = steps();
    assertThat(steps)
        .extracting(Step::number)
        .isEqualTo(Stream.iterate(1, n -> n + 1).limit(steps.size()).toList());
    assertThat(Files.readString(PAGE).lines().filter(line -> line.matches("## \\d.*")))
        .hasSameSizeAs(steps);
    assertThat(steps.stream().map(Step::file))
        .doesNotHaveDuplicates()
        .hasSizeBetween(MOST_TO_READ / 2, MOST_TO_READ);
  }

  /// Each once, and those that are to be read in the order of their steps.
  @Test
  void all_files_on_the_way_are_named_and_counted() throws IOException {
    var section = ALL_FILES.matcher(Files.readString(PAGE));
    assertThat(section.find()).isTrue();
    var files = FILE.matcher(section.group(3)).results().toList();
    assertThat(files)
        .hasSize(Integer.parseInt(section.group(1)))
        .hasSizeLessThanOrEqualTo(MOST_FILES)
        .extracting(file -> file.group(2))
        .doesNotHaveDuplicates()
        .allSatisfy(LifeOfAJobTest::isOneFile);
    assertThat(files.stream().filter(file -> file.group(1) != null).map(file -> file.group(2)))
        .hasSize(Integer.parseInt(section.group(2)))
        .isEqualTo(steps().stream().map(Step::type).toList());
  }

  private static void isOneFile(String type) throws IOException {
    try (var sources = Files.walk(Path.of("lib"))) {
      assertThat(sources.filter(file -> file.endsWith(type + ".java"))).as(type).hasSize(1);
    }
  }

  /// In the body of the method that a step names, the lines that it quotes stand in their order.
  @ParameterizedTest
  @MethodSource("steps")
  void what_a_step_quotes_is_there(Step step) throws IOException {
    assertThat(step.file().getFileName()).hasToString(step.type() + ".java");
    var bodies = bodies(Files.readString(step.file()), step.method());
    assertThat(bodies).as("methods of that name").isNotEmpty();
    assertThat(bodies).anySatisfy(body -> assertThat(body).matches(quoting(step.lines())));
  }

  private static Pattern quoting(List<String> lines) {
    return Pattern.compile(
        lines.stream()
            .map(line -> line.equals("...") ? "" : Pattern.quote(flat(line)))
            .collect(Collectors.joining(".*", ".*", ".*")));
  }

  /// Indented by two, as members of the type itself are, up to the brace that closes them.
  private static List<String> bodies(String source, String method) {
    return Pattern.compile(
            "^  (?:[\\w<>?,.@\\[\\] ]+ )?" + method + "\\([^;]*?\\{\\n(.*?)^  }$",
            Pattern.MULTILINE | Pattern.DOTALL)
        .matcher(source)
        .results()
        .map(found -> flat(found.group(1)))
        .toList();
  }

  private static String flat(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }
}
