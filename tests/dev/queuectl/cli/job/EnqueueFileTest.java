package dev.queuectl.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnqueueFileTest {
  private static final String MIXED =
      """
      # a comment

      {"id": "a", "command": "echo a", "priority": 7}
        echo b
      [ -f x ] && echo c
      {"id": "d", "command": "{ echo d; }"}
      """;

  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
  }

  private void write(String text) throws IOException {
    Files.writeString(directory.resolve("jobs.txt"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-f", "--file"})
  void takes_lines_of_json_and_of_plain_commands(String option) throws Exception {
    write(MIXED);
    var ran = cli.run("enqueue", option, "jobs.txt", "--priority", "2");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.lines()).hasSize(4).startsWith("a").endsWith("d");
    assertThat(cli.job(ran.lines().get(1)).command()).isEqualTo("echo b");
    assertThat(cli.job(ran.lines().get(2)).command()).isEqualTo("[ -f x ] && echo c");
    assertThat(cli.job("a").priority()).isEqualTo(7);
    assertThat(cli.job("d").priority()).isEqualTo(2);
  }

  @Test
  void reads_a_pipe() {
    assertThat(cli.in(MIXED).run("enqueue").lines()).hasSize(4);
  }

  @Test
  void reads_standard_input_when_told_so() {
    assertThat(cli.in(MIXED).run("enqueue", "-").lines()).hasSize(4);
    assertThat(cli.in("true\n").run("enqueue", "--file", "-").lines()).hasSize(1);
  }

  @Test
  void reads_an_array_over_many_lines() {
    var ran =
        cli.in("[\n {\"id\": \"a\",\n  \"command\": \"true\"},\n {\"command\": \"true\"}\n]\n")
            .run("enqueue");
    assertThat(ran.lines()).hasSize(2).startsWith("a");
  }

  @Test
  void reads_windows_line_ends_a_byte_order_mark_and_no_last_newline() {
    var ran = cli.in("\ufeff{\"id\": \"a\", \"command\": \"true\"}\r\necho b").run("enqueue");
    assertThat(cli.job(ran.lines().get(1)).command()).isEqualTo("echo b");
    assertThat(ran.lines()).hasSize(2);
  }

  @Test
  void keeps_the_order_of_the_lines() {
    cli.in("one\ntwo\nthree\n").run("enqueue");
    assertThat(cli.claim().command()).isEqualTo("one");
  }

  @Test
  void prints_an_array_of_ids_as_json() {
    assertThat(cli.in("{\"id\":\"a\",\"command\":\"true\"}\n").run("enqueue", "--json").out())
        .isEqualTo("[\n{\"id\": \"a\"}\n]\n");
  }

  @Test
  void enqueues_nothing_if_line_70000_of_100000_is_broken_and_names_it() {
    var text = new StringBuilder();
    for (var i = 1; i <= 100_000; i++) {
      text.append(i == 70_000 ? "{\"command\": \"true\n" : "{\"command\": \"true\"}\n");
    }
    var ran = cli.in(text.toString()).run("enqueue");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .startsWith("queuectl: line 70000: the JSON is malformed at column ")
        .contains("nothing was enqueued");
    assertThat(cli.count()).isZero();
  }

  @Test
  void goes_on_past_broken_lines_if_told_so() {
    cli.run("enqueue", "true", "--id", "taken");
    var text =
        "{\"id\":\"a\",\"command\":\"true\"}\n{\"x\":1}\n{\"id\":\"taken\",\"command\":\"x\"}\n{\"id\":\"a\",\"command\":\"true\"}\necho b\n";
    var ran = cli.in(text).run("enqueue", "--keep-going");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.lines()).hasSize(2).startsWith("a");
    assertThat(ran.err())
        .contains(
            "line 2: there is no field \"x\"",
            "the id \"taken\" is taken",
            "line 4: the id \"a\" is given twice");
    assertThat(ran.err().lines()).hasSize(3);
  }

  @Test
  void goes_on_past_broken_elements_of_an_array() {
    var ran =
        cli.in(
                "[{\"command\":\"true\"},\n{\"x\":{\"y\":[1]}, \"z\": 1},\n{\"command\":\"\"},[1],{\"command\":\"false\"}]")
            .run("enqueue", "--keep-going");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.lines()).hasSize(2);
    assertThat(ran.err())
        .contains(
            "job 2, line 2: there is no field \"x\"",
            "job 3, line 3: the command is empty",
            "job 4, line 3: a job must be a JSON object");
  }

  @Test
  void enqueues_nothing_if_an_id_is_taken() {
    cli.run("enqueue", "true", "--id", "b");
    var ran =
        cli.in("{\"id\":\"a\",\"command\":\"true\"}\n{\"id\":\"b\",\"command\":\"true\"}\n")
            .run("enqueue");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("\"b\" exists already; nothing was enqueued");
    assertThat(cli.count()).isEqualTo(1);
  }

  @Test
  void names_the_line_that_is_not_utf8() throws Exception {
    var bytes = new ByteArrayOutputStream();
    bytes.write("echo ä \ufffd\necho ".getBytes(StandardCharsets.UTF_8));
    bytes.write(new byte[] {(byte) 0xe4, '\n'});
    var ran = cli.in(bytes.toByteArray()).run("enqueue");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).startsWith("queuectl: line 2: it is not valid UTF-8, at byte 6");
    assertThat(cli.count()).isZero();
  }

  @Test
  void says_where_an_array_is_not_utf8() throws Exception {
    var bytes = new ByteArrayOutputStream();
    bytes.write("[{\"command\": \"".getBytes(StandardCharsets.UTF_8));
    bytes.write(new byte[] {(byte) 0xe4, '"', '}', ']'});
    var ran = cli.in(bytes.toByteArray()).run("enqueue");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .startsWith("queuectl: line 1: it is not valid UTF-8, at byte 16; nothing was enqueued");
  }

  @Test
  void refuses_a_nul_byte() {
    var ran = cli.in("echo a\0b\n").run("enqueue");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).startsWith("queuectl: line 1: the command contains a NUL byte");
  }

  @Test
  void accepts_commands_up_to_the_limit_and_refuses_a_megabyte() {
    assertThat(
            cli.in("#" + "x".repeat(2_000_000) + "\necho " + "x".repeat(130_000))
                .run("enqueue")
                .code())
        .isZero();
    var ran = cli.in("echo " + "x".repeat(1_000_000)).run("enqueue");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("line 1: the command has 1,000,005 bytes; the limit is 130,816");
  }

  @Test
  void refuses_a_line_without_an_end() {
    var ran = cli.in("x".repeat(5 << 20)).run("enqueue");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("line 1: it is longer than 4,194,304 bytes");
  }

  @Test
  void names_a_file_that_is_not_there() {
    var ran = cli.run("enqueue", "--file", "nope.txt");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("nope.txt cannot be read: it does not exist");
  }

  @Test
  void refuses_a_directory_as_a_file() {
    assertThat(cli.run("enqueue", "--file", ".").code()).isEqualTo(2);
  }

  @Test
  void misses_the_command_when_nothing_is_given() {
    var ran = cli.run("enqueue");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .startsWith("queuectl: the command is missing, and standard input is empty");
    assertThat(cli.terminal().run("enqueue").err()).startsWith("queuectl: the command is missing");
  }

  @Test
  void has_nothing_against_an_empty_file() throws Exception {
    write("# nothing\n");
    var ran = cli.run("enqueue", "--file", "jobs.txt");
    assertThat(ran.code()).isZero();
    assertThat(ran.err()).isEqualTo("queuectl: there were no jobs to enqueue.\n");
  }

  @Test
  void refuses_one_id_for_many_jobs_and_a_command_beside_a_file() throws Exception {
    write("true\n");
    assertThat(cli.run("enqueue", "--file", "jobs.txt", "--id", "a").code()).isEqualTo(2);
    assertThat(cli.run("enqueue", "true", "--file", "jobs.txt").code()).isEqualTo(2);
    assertThat(cli.count()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--force"})
  void one_id_twice_in_a_file_is_said_with_its_line_and_not_taken_for_a_job_that_is_there(
      String option) {
    var jobs = "{\"id\": \"a\", \"command\": \"true\"}\n# again\n";
    for (var text :
        List.of(jobs + jobs, "[" + jobs.replace("# again", ",") + jobs.replace("\n# again", "]"))) {
      var ran = cli.in(text).run(("enqueue - " + option).strip().split(" "));
      assertThat(ran.code()).isEqualTo(2);
      assertThat(ran.err())
          .contains("line 3: the id \"a\" is given twice; nothing was enqueued")
          .doesNotContain("--force");
      assertThat(cli.count()).isZero();
    }
  }
}
