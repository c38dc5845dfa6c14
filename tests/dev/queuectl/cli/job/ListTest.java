package dev.queuectl.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Outcome;
import dev.queuectl.cli.Cli;
import dev.queuectl.cli.console.TextWidth;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
  }

  private void enqueue(int count) {
    var lines = new StringBuilder();
    for (var i = 1; i <= count; i++) {
      lines
          .append("{\"id\": \"j")
          .append(i)
          .append("\", \"command\": \"echo ")
          .append(i)
          .append("\"}\n");
    }
    cli.in(lines.toString()).run("enqueue");
  }

  @Test
  void a_queue_that_there_is_not_is_said() {
    cli.run("enqueue", "true", "--queue", "mail");
    for (var command : List.of("list --queue mial", "list --queue mial --state dead")) {
      assertThat(cli.run(command.split(" ")).err())
          .isEqualTo(
              "queuectl: no such jobs in %s. There is no queue \"mial\". Did you mean mail?\n"
                  .formatted(cli.database()));
    }
    assertThat(cli.run("list", "--queue", "mail", "--state", "dead").err())
        .isEqualTo("queuectl: no such jobs in %s.\n".formatted(cli.database()));
    for (var command : List.of("export --queue mial", "report --markdown - --queue mial")) {
      assertThat(cli.run(command.split(" ")).err())
          .isEqualTo("queuectl: There is no queue \"mial\". Did you mean mail?\n");
    }
  }

  @Test
  void prints_a_header_and_the_newest_first() {
    enqueue(2);
    assertThat(cli.run("list").out())
        .isEqualTo(
            """
            ID  STATE    ATTEMPTS  PRIORITY  CREATED                   DUE  COMMAND
            j2  pending  0/3       0         2026-06-01T08:00:00.000Z  -    echo 2
            j1  pending  0/3       0         2026-06-01T08:00:00.000Z  -    echo 1
            """);
  }

  @Test
  void prints_the_header_of_an_empty_list() {
    assertThat(cli.run("list").out())
        .isEqualTo("ID  STATE  ATTEMPTS  PRIORITY  CREATED  DUE  COMMAND\n");
  }

  @Test
  void prints_one_json_array_with_an_object_a_line() {
    enqueue(2);
    var ran = cli.run("list", "--json");
    assertThat(ran.lines()).hasSize(4);
    assertThat(ran.lines().get(0)).isEqualTo("[");
    assertThat(ran.lines().get(1))
        .startsWith("{\"id\": \"j2\", \"command\": \"echo 2\", \"state\": \"pending\"")
        .endsWith("},");
    assertThat(ran.lines().get(2)).endsWith("}");
    assertThat(ran.lines().get(3)).isEqualTo("]");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void prints_an_empty_array_as_brackets() {
    assertThat(cli.run("list", "--state", "dead", "--json").out()).isEqualTo("[]\n");
  }

  @Test
  void prints_an_object_a_line_as_jsonl() {
    enqueue(2);
    assertThat(cli.run("list", "--jsonl").lines())
        .hasSize(2)
        .allMatch(line -> line.matches("\\{.*}"));
  }

  @ParameterizedTest
  @CsvSource({"-s,dead", "--state,DEAD", "--status,Dead", "--state,'dead,failed'"})
  void chooses_by_state_in_any_case(String option, String state) {
    enqueue(2);
    cli.bury();
    assertThat(cli.run("list", option, state).lines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("j1  dead");
  }

  @Test
  void names_the_nearest_state() {
    var ran = cli.run("list", "--state", "ded");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).isEqualTo("queuectl: unknown state \"ded\". Did you mean dead?\n");
  }

  @Test
  void chooses_by_queue() {
    cli.run("enqueue", "true", "--id", "a", "--queue", "slow");
    cli.run("enqueue", "true", "--id", "b");
    assertThat(cli.run("list", "--queue", "slow").lines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("a ");
  }

  @Test
  void shows_fifty_and_says_that_there_are_more() {
    enqueue(51);
    var ran = cli.run("list");
    assertThat(ran.lines()).hasSize(51);
    assertThat(ran.err()).isEqualTo("queuectl: 50 of 51 shown; --all prints all of them.\n");
    assertThat(cli.run("list", "--limit", "51").err()).isEmpty();
    assertThat(cli.run("list", "--limit", "99999999999").lines()).hasSize(52);
  }

  @Test
  void a_program_gets_everything_that_it_does_not_limit_itself() {
    enqueue(1200);
    for (var format : List.of("--json", "--jsonl")) {
      var ran = cli.run("list", format);
      assertThat(ran.err()).isEmpty();
      assertThat(ran.lines().stream().filter(line -> line.startsWith("{"))).hasSize(1200);
      assertThat(objects("list", format, "--all")).isEqualTo(1200);
      assertThat(objects("list", format, "--limit", "1100")).isEqualTo(1100);
      assertThat(objects("list", format, "--limit", "3", "--state", "pending")).isEqualTo(3);
    }
    var printed = cli.run("list", "--json").lines();
    assertThat(printed).startsWith("[").endsWith("]").hasSize(1202);
  }

  private long objects(String... words) {
    return cli.run(words).lines().stream().filter(line -> line.startsWith("{")).count();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"list", "dlq list", "dlq analyze", "events", "queue list", "worker status"})
  void every_list_can_be_limited_or_not(String command) {
    enqueue(1);
    var words = command.split(" ");
    assertThat(cli.run(with(words, "--all")).code()).isZero();
    assertThat(cli.run(with(words, "--limit", "1")).code()).isZero();
    for (var limit : List.of("0", "-1", "1_0", "all")) {
      assertThat(cli.run(with(words, "--limit", limit)).err()).contains("--limit must be");
    }
    var both = cli.run(with(words, "--limit", "1", "--all"));
    assertThat(both.code()).isEqualTo(2);
    assertThat(both.err())
        .isEqualTo("queuectl: --limit and --all cannot be combined. Use one of them.\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"config list", "export", "show j1", "report --markdown"})
  void whatever_else_lists_something_knows_all_as_well(String command) {
    enqueue(1);
    assertThat(cli.run(with(command.split(" "), "--all")).code()).isZero();
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void shows_all_across_pages() {
    enqueue(2100);
    assertThat(cli.run("list", "--all").lines())
        .hasSize(2101)
        .filteredOn(line -> line.startsWith("ID"))
        .hasSize(1);
    assertThat(cli.run("list", "--all", "--jsonl").lines()).hasSize(2100).doesNotHaveDuplicates();
    assertThat(cli.run("list", "--all", "--sort", "oldest").lines().get(1)).startsWith("j1 ");
  }

  @Test
  void sorts_by_priority() {
    enqueue(2);
    cli.run("enqueue", "true", "--id", "high", "-p", "9");
    cli.run("enqueue", "true", "--id", "low", "-p", "-9");
    var lines = cli.run("list", "--sort", "priority").lines();
    assertThat(lines.get(1)).startsWith("high");
    assertThat(lines.get(4)).startsWith("low");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0", "-1", "x", "1.5", "99999999999999999999", ""})
  void refuses_a_limit_that_is_none(String limit) {
    var ran = cli.run("list", "--limit", limit);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("limit must be");
  }

  @Test
  void shows_attempts_of_those_there_are() {
    enqueue(1);
    cli.finish(new Outcome.Failed(1));
    assertThat(cli.run("list").lines().get(1)).startsWith("j1  failed  1/3 ");
  }

  @Test
  void keeps_each_job_on_one_line_when_programs_read() {
    cli.run("enqueue", "echo a\necho \t\u001b[31mred", "--id", "a");
    assertThat(cli.run("list").lines())
        .hasSize(2)
        .last()
        .asString()
        .endsWith("echo a\\necho \\t\\x1b[31mred");
  }

  @Test
  void a_job_takes_one_line_of_a_terminal_however_long_its_id_and_its_command_are() {
    var id = "a-rather-long-id-that-is-never-cut-where-a-program-reads-it";
    cli.run("enqueue", "echo " + "word ".repeat(30) + "END", "--id", id);
    cli.run("enqueue", "true", "--id", "b");
    cli.bury();
    assertThat(cli.run("list").out()).contains(id + " ", "word END\n");
    cli.terminal();
    for (var width : new int[] {40, 60, 80, 100, 120, 160}) {
      cli.width = width;
      assertThat(cli.run("list", "--no-color").lines()).hasSize(3);
      assertThat(cli.run("dlq", "list", "--no-color").lines()).hasSize(2);
      for (var command : new String[] {"list", "dlq list"}) {
        var lines = cli.run((command + " --no-color").split(" ")).lines();
        assertThat(lines).as(command).allMatch(line -> TextWidth.of(line) <= width);
        assertThat(lines).anyMatch(line -> line.startsWith("a-ra"));
        assertThat(lines.getLast()).endsWith("..");
      }
    }
    cli.env.put("LC_ALL", "C.UTF-8");
    cli.width = 80;
    assertThat(cli.run("list", "--no-color").lines().getLast())
        .isEqualTo(
            "a-rather-long-id-that-…m-reads-it  dead     1/3       10:00:00  echo word word…");
    cli.run("enqueue", "echo one of tomorrow", "--delay", "1d", "--id", "of-tomorrow");
    assertThat(cli.run("list", "--scheduled", "--no-color").lines())
        .hasSize(2)
        .last()
        .asString()
        .contains("10:00:00  1d   echo one of");
    assertThat(cli.run("list", "--no-color").out()).contains("DUE  COMMAND", "  -    echo word");
    assertThat(cli.run("show", "a-rather-lon…ads-it", "--no-color").out()).contains("id: " + id);
    cli.width = 300;
    assertThat(cli.run("list", "--no-color").out()).contains(id + " ", "word END\n");
    assertThat(cli.run("remove", "a-rather-lon…ads-1").code()).isEqualTo(1);
    assertThat(cli.run("remove", "a-rather-lon…ads-it").code()).isZero();
    assertThat(cli.run("list", "--no-color").out()).doesNotContain(id);
  }

  @Test
  void verbose_shortens_nothing_on_a_terminal() {
    var id = "a-rather-long-id-of-64-letters-that-somebody-has-made-0123456789";
    var error = "cannot start: " + "/a/long/path ".repeat(12) + "END";
    cli.run("enqueue", "echo " + "word ".repeat(30) + "END", "--id", id, "--retries", "1");
    cli.finish(new Outcome.NotStarted(error));
    cli.run("enqueue", "true", "--id", "held", "--hold", "--queue", "q");
    cli.terminal().width = 60;
    var lines = cli.run("list", "--verbose", "--no-color").lines();
    assertThat(lines)
        .startsWith(
            "held",
            "  pending, attempts 0/3, priority 0, queue q, created",
            "  10:00:00, updated 10:00:00, held",
            "  true",
            id,
            "  dead, attempts 1/1, priority 0, queue default, created",
            "  10:00:00, updated 10:00:00")
        .allMatch(line -> line.equals(id) || line.length() <= 60);
    assertThat(String.join(" ", lines).replaceAll(" +", " "))
        .contains("error: not started: " + error, "echo word", "word END");
  }

  @Test
  void colours_a_terminal_unless_told_not_to() {
    enqueue(1);
    cli.terminal();
    assertThat(cli.run("list").out()).contains("\u001b[33mpending\u001b[0m");
    assertThat(cli.run("list", "--no-color").out()).doesNotContain("\u001b");
    cli.env.put("NO_COLOR", "1");
    assertThat(cli.run("list").out()).doesNotContain("\u001b");
  }

  @Test
  void never_lets_a_terminal_obey_a_command() {
    cli.run("enqueue", "printf '\u001b]0;owned\u0007\u009b2J\u202e'", "--id", "a");
    cli.terminal().width = 120;
    assertThat(cli.run("list", "--no-color").out())
        .contains("\\x1b]0;owned\\x07\\x9b2J\\u202e")
        .doesNotContain("\u001b", "\u009b", "\u202e");
    assertThat(cli.run("list", "--json").out())
        .contains("\\u001B]0;owned\\u0007\\u009b2J\\u202e")
        .doesNotContain("\u001b", "\u009b", "\u202e");
    assertThat(cli.run("show", "a", "--no-color").out())
        .doesNotContain("\u001b", "\u009b", "\u202e");
  }

  @Test
  void hides_the_environment_unless_asked() {
    cli.run("enqueue", "true", "--id", "a", "--env", "TOKEN=secret");
    assertThat(cli.run("list", "--json").out()).doesNotContain("secret");
    assertThat(cli.run("list", "--json", "--show-env").out())
        .contains("\"env\": {\"TOKEN\": \"secret\"}");
    assertThat(cli.run("show", "a").out()).contains("env: TOKEN=***").doesNotContain("secret");
    assertThat(cli.run("show", "a", "--show-env").out()).contains("env: TOKEN=secret");
  }
}
