package dev.queuectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.syntax.CommandNames;
import dev.queuectl.cli.syntax.OtherNames;
import dev.queuectl.cli.syntax.TypedLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Walks the table of forms that the family of tools has for each command.
class FamilyFormsTest {
  private static final Path TABLE = Path.of("docs/forms.md");
  private static final Pattern ROW = Pattern.compile("\\| `(.+)` \\| `(.+)` \\|");

  /// What differs from one run to the next: generated ids, durations, directories, times.
  private static final Pattern CHANCE =
      Pattern.compile(
          "\\bw?0[0-9a-z]{10}\\b|\\b[\\d.]+(?:ms|s|d|h|m)\\b|/\\S*/q\\d+|\\d{4}-\\d\\d-[\\dT:.]+Z");

  /// Those that go on until Ctrl-C, or test the installation.
  private static final Set<String> STAYING = Set.of("web", "ui", "monitor", "watch", "verify-all");

  @TempDir static Path models;
  private static Cli model;

  @TempDir Path directory;
  private int queues;

  record Form(String typed, String documented) {}

  static List<Form> forms() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .map(ROW::matcher)
        .filter(row -> row.matches())
        .map(row -> new Form(row.group(1), row.group(2)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void each_form_does_what_the_documented_one_does(Form form) throws IOException {
    var one = queue();
    var other = queue();
    var typed = one.run(words(form.typed));
    var documented = other.run(words(form.documented));
    assertThat(documented.code()).as(documented.err()).isZero();
    assertThat(typed.code()).as(typed.err()).isZero();
    assertThat(stable(typed.out())).isEqualTo(stable(documented.out()));
    for (var look : List.of("list --all", "config list", "queue list", "status")) {
      assertThat(stable(one.run(words(look)).out()))
          .as(look)
          .isEqualTo(stable(other.run(words(look)).out()));
    }
  }

  @Test
  void the_table_has_all_other_names_of_commands() throws IOException {
    var table = String.join("\n", forms().stream().map(Form::typed).toList());
    assertThat(OtherNames.aliases("").stream())
        .filteredOn(name -> !CommandNames.has(name.replace('-', ' ')))
        .filteredOn(name -> !STAYING.contains(name))
        .filteredOn(name -> !Pattern.compile("(?m)^" + name + "\\b").matcher(table).find())
        .isEmpty();
  }

  private static String[] words(String line) {
    return TypedLine.of(line).command().toArray(String[]::new);
  }

  private static String stable(String text) {
    return CHANCE.matcher(text).replaceAll("~").replaceAll(" +", " ");
  }

  /// A queue that is like the others.
  private Cli queue() throws IOException {
    var cli = model.copy(directory.resolve("q" + queues++));
    cli.clock = InstantSource.system();
    return cli;
  }

  @BeforeAll
  static void makeModel() throws IOException {
    model = new Cli(Files.createDirectory(models.resolve("q0")));
    Files.writeString(
        model.directory.resolve("jobs.txt"), "{\"id\": \"f\", \"command\": \"true\"}\n");
    model.run("enqueue", "--id", "d", "--max-retries", "1", "exit 7");
    model.bury();
    model.run("enqueue", "--id", "h", "--hold", "true");
    model.run("enqueue", "--id", "a", "true");
    model.store(
        store -> {
          store.workers().workers().forEach(worker -> store.workers().leave(worker.id()));
          return 0;
        });
  }
}
