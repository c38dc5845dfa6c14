package dev.queuectl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.syntax.CommandNames;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for all commands: help, unknown words, errors, closed pipes.
class MainTest {
  static final java.util.List<String> NAMES = CommandNames.ALL;

  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void explains_every_command_with_examples(String name) {
    for (var option : new String[] {"--help", "-h"}) {
      var ran = cli.run((name + " " + option).split(" "));
      assertThat(ran.code()).isZero();
      assertThat(ran.err()).isEmpty();
      assertThat(ran.out())
          .startsWith("Usage: queuectl " + name)
          .contains("Examples:\n  queuectl ");
      assertThat(ran.lines()).allMatch(line -> line.length() <= 100);
    }
    assertThat(cli.run(("help " + name).split(" ")).out()).contains("Examples:\n  queuectl ");
    assertThat(Files.exists(cli.database())).isFalse();
  }

  @Test
  void breaks_no_example_on_a_narrow_terminal() {
    cli.terminal().width = 60;
    assertThat(cli.run("help", "list", "--no-color").lines())
        .containsSubsequence(
            "  # also --held, --blocked, --ready",
            "  queuectl list --scheduled",
            "  queuectl list --all | awk '$2==\"dead\"{print $1}'");
    assertThat(cli.run("help", "--no-color").out())
        .endsWith(
            """
            wrong usage or input, 3 the store cannot be used, 70 a bug.
            run and wait exit with the job's own code.
            """);
    cli.width = 80;
    assertThat(cli.run("help", "list", "--no-color").lines())
        .contains("  queuectl list --scheduled  # also --held, --blocked, --ready");
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "--help", "-h"})
  void lists_all_commands(String word) {
    var ran = cli.run(word);
    assertThat(ran.code()).isZero();
    for (var name : NAMES) {
      if (!name.contains(" ")) {
        assertThat(ran.out()).containsPattern("(?m)^  " + name + " +\\S");
      }
    }
  }

  @Test
  void misses_a_command_where_there_is_no_terminal_for_the_shell() {
    var ran = cli.run();
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).isEqualTo("queuectl: no command was given. See queuectl help.\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "--version", "-V"})
  void prints_the_version_of_the_pom(String word) throws IOException {
    var pom = Files.readString(Path.of("pom.xml"));
    var version = Pattern.compile("<version>(.*?)</version>").matcher(pom);
    assertThat(version.find()).isTrue();
    assertThat(cli.run(word).out()).isEqualTo("queuectl " + version.group(1) + "\n");
    assertThat(cli.run(word, "--json").out())
        .isEqualTo("{\"version\": \"" + version.group(1) + "\"}\n");
  }

  @ParameterizedTest
  @CsvSource({
    "enqeue true,enqueue",
    "lst,list",
    "stauts,status",
    "cancle a,cancel",
    "job-list,",
    "xyzzy,",
    "help enqeue,enqueue",
    "kil a,kill"
  })
  void names_the_nearest_command(String line, String nearest) {
    var ran = cli.run(line.split(" "));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("queuectl: there is no command \"");
    assertThat(ran.err())
        .contains(nearest == null ? "\". See queuectl help." : "Did you mean " + nearest + "?");
  }

  @ParameterizedTest
  @CsvSource({
    "enqueue true --piority 5,--piority,--priority",
    "list --stat dead,--stat,--state",
    "list --jsn,--jsn,--json",
    "--jsn list,--jsn,--json",
    "enqueue true --max-retrys=3,--max-retrys,--max-retries"
  })
  void names_the_nearest_option(String line, String option, String nearest) {
    var ran = cli.run(line.split(" "));
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .startsWith(
            "queuectl: there is no option "
                + option
                + ". Did you mean "
                + nearest
                + "? See queuectl");
    assertThat(ran.err().lines()).hasSize(1);
  }

  @Test
  void refuses_arguments_too_many_and_options_without_a_value() {
    assertThat(cli.run("show", "a", "b").err())
        .isEqualTo("queuectl: \"b\" is one argument too many. See queuectl show --help.\n");
    var ran = cli.run("list", "--limit");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .startsWith("queuectl: ")
        .contains("--limit")
        .contains("See queuectl list --help.");
    assertThat(cli.run("dlq", "list", "--limit", "x").code()).isEqualTo(2);
  }

  @Test
  void prints_a_stack_trace_only_when_asked() {
    assertThat(cli.run("show", "nope").err()).doesNotContain("\tat ");
    assertThat(cli.run("show", "nope", "--stacktrace").err()).contains("\tat dev.queuectl");
    assertThat(cli.run("--stacktrace", "lst").err()).contains("\tat dev.queuectl");
  }

  @Test
  void calls_a_bug_a_bug() {
    assertThat(Failures.code(new IllegalStateException("x"))).isEqualTo(70);
    assertThat(Failures.sentence(new IllegalStateException("x")))
        .startsWith("this is a bug in QueueCTL: ");
  }

  @Test
  void is_silent_when_nobody_reads_any_more() {
    cli.run("enqueue", "true");
    cli.out = failing("Broken pipe");
    var ran = cli.run("list");
    assertThat(ran.code()).isEqualTo(141);
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void says_when_the_output_cannot_be_written() {
    cli.out = failing("No space left on device");
    var ran = cli.run("list");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo("queuectl: the output cannot be written: No space left on device.\n");
  }

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int octet) throws IOException {
        throw new IOException(reason);
      }
    };
  }

  @Test
  void writes_utf8() {
    cli.run("enqueue", "echo žluťoučký 日本", "--id", "a");
    assertThat(cli.run("list").out()).contains("echo žluťoučký 日本");
  }

  @Test
  void never_lets_a_terminal_obey_an_error() {
    var ran = cli.terminal().run("show", "\u001b[31mred");
    assertThat(ran.err()).contains("\\x1b[31mred").doesNotContain("\u001b");
  }

  @Test
  void a_group_alone_names_its_commands() {
    var ran = cli.run("worker");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .startsWith("queuectl: worker needs a subcommand: start, stop, ")
        .contains("See queuectl worker --help.");
    assertThat(cli.run("dlq").code()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "start, worker start or dashboard start",
    "stop, worker stop or dashboard stop",
    "pause, queue pause or schedule pause",
    "set, queue set or config set",
    "enq, enqueue",
    "wokrer, worker",
  })
  void a_command_of_a_group_or_a_part_of_one_is_recognized(String word, String meant) {
    var ran = cli.run(word);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("Did you mean " + meant + "?");
  }

  @Test
  void an_unknown_command_of_a_group_names_those_there_are() {
    assertThat(cli.run("worker", "sart").err()).contains("Did you mean worker start?");
    assertThat(cli.run("dlq", "everything").err()).contains("It is one of list, show, analyze");
  }

  @Test
  void options_of_the_job_s_own_command_are_told_where_they_belong() {
    var ran = cli.run("enqueue", "ls", "-la");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .contains("If -la is part of the job's command, quote the command, or write -- before it.");
    assertThat(cli.run("list", "-xyz").err()).doesNotContain("is part of");
  }
}
