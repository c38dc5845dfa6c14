package dev.queuectl.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lists of other tools.
class ImportTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
  }

  @Test
  void an_id_that_is_taken_is_left_out_only_when_asked() {
    cli.run("enqueue", "true", "--id", "a");
    var exported = cli.run("export").out();
    var ran = cli.in(exported).run("import", "-");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo(
            "queuectl: a job with the id \"a\" exists already; nothing was imported. "
                + "--skip-existing skips such jobs.\n");
    assertThat(cli.in(exported).run("import", "--skip-existing", "-").out())
        .isEqualTo("Imported 0 jobs.\n");
  }

  @Test
  void an_id_that_stands_in_two_lines_is_refused_with_the_line() {
    cli.run("enqueue", "true", "--id", "twice");
    var line = cli.run("export").out();
    cli.run("remove", "twice");
    for (var options : List.of("", "--skip-existing")) {
      var ran = cli.in(line + line).run(("import - " + options).strip().split(" "));
      assertThat(ran.code()).isEqualTo(2);
      assertThat(ran.err())
          .isEqualTo("queuectl: line 2: the id \"twice\" is given twice; nothing was imported.\n");
      assertThat(cli.count()).isZero();
    }
  }

  @Test
  void more_than_one_transaction_takes_is_imported_whole_or_not_at_all_when_an_id_is_taken()
      throws Exception {
    var lines =
        IntStream.range(0, 1200)
            .mapToObj(i -> "{\"id\": \"n%d\", \"command\": \"x\"}".formatted(i))
            .toList();
    cli.in(String.join("\n", lines));
    cli.run("enqueue", "-");
    cli.run("export", "all.jsonl");
    cli.run("remove", "--state", "pending", "--yes");
    cli.run("enqueue", "other", "--id", "n1100");
    var ran = cli.run("import", "all.jsonl");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("\"n1100\" exists already; nothing was imported");
    assertThat(cli.count()).isEqualTo(1);
    assertThat(cli.run("import", "--skip-existing", "all.jsonl").out())
        .isEqualTo("Imported 1,199 jobs.\n");
    assertThat(cli.count()).isEqualTo(1200);
  }

  private static final String GOOD =
      """
      {"id": "%s", "command": "true", "state": "pending", "attempts": 0, "max_retries": 3, "priority": 0, "queue": "default", "created_at": "2026-06-01T07:00:00.000Z", "updated_at": "2026-06-01T07:00:00.000Z", "run_at": "2026-06-01T07:00:00.000Z", "cwd": "/", "history": []}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"true\" | \"a\\u0000b\" | the field command contains a NUL byte, which no command line"
            + " can hold, at character 2",
        "\"true\" | \"\\ud800\" | the field command contains half a character",
        "\"true\" | 5 | the field command must be a string",
        "0, \"max | 1000001, \"max | attempts must be between 0 and 1000000, was 1000001",
        "0, \"max | 2147483648, \"max | attempts must be between",
        "0, \"max | 0.5, \"max | attempts must be a whole number",
        "[] | [{\"attempt\": 1}] | the field worker is missing",
        "[] | {} | the field history must be a list",
        "\"cwd\" | \"env\": {\"A\": null}, \"cwd\" | the field env.A must be a string",
        "\"cwd\" | \"env\": {\"A=\": \"\"}, \"cwd\" | the environment variable name \"A=\" cannot"
            + " be used",
        "\"cwd\" | \"backoff_base\": 1e400, \"cwd\" | backoff_base must be a number between 1 and"
            + " 1000000000",
        "\"cwd\" | \"timeout\": 0.0004, \"cwd\" | timeout must be a whole number of "
            + "milliseconds, was 0.0004",
        "\"cwd\" | \"timeout\": 1e300, \"cwd\" | timeout must be at most 100 years",
        "\"cwd\" | \"next_retry_at\": \"2026-06-01T07:00:00Z\", \"cwd\" | next_retry_at must be set"
            + " if, and only if, the job is failed",
        "\"cwd\" | \"finished_at\": \"+200000000-06-01T07:00:00Z\", \"cwd\" | the field finished_at"
            + " must be a time",
        "\"cwd\" | \"comand\": \"x\", \"cwd\" | there is no field \"comand\"",
        "\"cwd\" | \"queue\": \"other\", \"cwd\" | the field queue is given twice",
        "\"/\" | \"here\" | cwd \"here\" is not an absolute path",
        "pending | waiting | unknown state \"waiting\"",
      })
  void a_bad_line_is_refused_by_its_number_and_nothing_is_imported(
      String good, String bad, String sentence) {
    var lines = GOOD.formatted("a") + "\n" + GOOD.formatted("b").replace(good, bad);
    var ran = cli.in(lines).run("import", "-");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .startsWith("queuectl: line 3: " + sentence)
        .contains("nothing was imported");
    assertThat(cli.count()).isZero();
  }

  private static final String DEAD =
      """
      {"id": "%s", "command": "false", "state": "dead", "attempts": 1, "max_retries": 1, "priority": 0, "queue": "default", "created_at": "2026-06-01T07:00:00.000Z", "updated_at": "2026-06-01T07:01:00.000Z", "run_at": "2026-06-01T07:00:00.000Z", "next_retry_at": null, "started_at": "2026-06-01T07:00:30.000Z", "finished_at": "2026-06-01T07:00:31.000Z", "cwd": "/", "env": {}, "held": false, "interruptions": 0, "exit_code": 7, "error": "exit code 7", "worker": null, "slot": null, "cancel_requested_at": null, "history": [{"attempt": 1, "worker": "w1", "slot": 0, "started_at": "2026-06-01T07:00:30.000Z", "ended_at": "2026-06-01T07:00:31.000Z", "duration": 1, "outcome": "failed", "exit_code": 7, "signal": null, "error": "exit code 7", "stdout_bytes": 5, "stderr_bytes": 0}]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"ended_at\": \"2026-06-01T07:00:31.000Z\", \"duration\": 1 | \"ended_at\":"
            + " \"2026-06-01T07:00:29.000Z\", \"duration\": 0 | attempt 1: ended_at is before"
            + " started_at",
        "\"duration\": 1 | \"duration\": -1 | duration must not be negative",
        "\"duration\": 1 | \"duration\": 2 | attempt 1: duration is not the time from started_at to"
            + " ended_at",
        "\"duration\": 1 | \"duration\": null | attempt 1: duration is not the time",
        "\"stdout_bytes\": 5 | \"stdout_bytes\": -5 | stdout_bytes must be at least 0, was -5",
        "\"stderr_bytes\": 0 | \"stderr_bytes\": 0.5 | stderr_bytes must be a whole number of at"
            + " least 0",
        "\"stderr_bytes\": 0 | \"stderr_bytes\": null | the field stderr_bytes must not be null",
        "\"worker\": \"w1\" | \"worker\": \"\" | the field worker must have 1 to 128 characters",
        "\"worker\": \"w1\" | \"worker\": \"a b\" | the field worker must have 1 to 128 characters",
        "\"slot\": 0 | \"slot\": 1000 | slot must be between 0 and 999, was 1000",
        "\"held\": false | \"held\": null | the field held must not be null",
        "\"env\": {} | \"env\": null | the field env must not be null",
        "\"interruptions\": 0 | \"interruptions\": null | the field interruptions must not be null",
        "\"interruptions\": 0 | \"interruptions\": 1 | interruptions is 1, but the history has only"
            + " 0",
        "\"worker\": null, \"slot\": null | \"worker\": \"w1\", \"slot\": null | only a "
            + "processing job has worker, slot, cancel_requested_at or an attempt without an end, "
            + "but this one is dead",
        "\"slot\": null, \"cancel | \"slot\": 0, \"cancel | only a processing job has worker, slot,"
            + " cancel_requested_at",
        "\"cancel_requested_at\": null | \"cancel_requested_at\": \"2026-06-01T07:00:00Z\" | only a"
            + " processing job has worker, slot, cancel_requested_at",
        "\"interruptions\": 0, \"exit_code\": 7 | \"interruptions\": 0, \"exit_code\": null | "
            + "exit_code does not match the history",
        "\"interruptions\": 0, \"exit_code\": 7 | \"interruptions\": 0, \"exit_code\": 8 | "
            + "exit_code does not match the history",
        "\"interruptions\": 0, \"exit_code\": 7 | \"interruptions\": 0, \"exit_code\": 256 |"
            + " exit_code must be between 0 and 255",
        "\"outcome\": \"failed\", \"exit_code\": 7 | \"outcome\": \"failed\", \"exit_code\": 0 |"
            + " attempt 1 failed: exit_code and signal do not match the outcome",
        "\"signal\": null | \"signal\": 9 | attempt 1 failed: exit_code and signal",
        "\"outcome\": \"failed\" | \"outcome\": \"killed\" | attempt 1 killed: exit_code and"
            + " signal",
        "\"outcome\": \"failed\" | \"outcome\": \"timed_out\" | attempt 1 timed_out: exit_code",
        "\"outcome\": \"failed\", \"exit_code\": 7, \"signal\": null, \"error\": \"exit code 7\" |"
            + " \"outcome\": \"succeeded\", \"exit_code\": 0, \"signal\": null, \"error\": null |"
            + " exit_code does not match the history",
        "\"error\": \"exit code 7\", \"worker\" | \"error\": null, \"worker\" | error must be "
            + "set if the job is dead",
        "\"error\": \"exit code 7\", \"stdout | \"error\": null, \"stdout | attempt 1: error must"
            + " be set if, and only if, it did not succeed",
        "\"attempts\": 1 | \"attempts\": 2 | attempts is 2, but only 1 in the history count",
        "\"started_at\": \"2026-06-01T07:00:30.000Z\", \"finished | \"started_at\": null, "
            + "\"finished | started_at must be set if the job was started",
        "\"state\": \"dead\" | \"state\": \"completed\" | error must not be set if the job is "
            + "completed",
        "\"state\": \"dead\" | \"state\": \"failed\" | finished_at must be set if, and only if, the"
            + " job has ended",
        "\"error\": \"exit code 7\", \"worker\": null, \"slot\": null, \"cancel_requested_at\":"
            + " null, \"history\": [ | \"error\": \"exit code 7\", \"worker\": null, \"slot\":"
            + " null, \"cancel_requested_at\": null, \"history\": null, \"x\": [ | there is no"
            + " field \"x\"",
        "07:00:30.000Z\", \"finished | 07:00:30.0005Z\", \"finished | the field started_at must be"
            + " a time",
        "\"env\": {} | \"delay\": 5 | there is no field \"delay\"",
        "\"env\": {} | \"why\": [] | there is no field \"why\"",
      })
  void what_no_store_says_of_a_job_and_its_history_is_refused_by_its_line(
      String good, String bad, String sentence) {
    assertThat(DEAD).contains(good);
    var lines = DEAD.formatted("a") + DEAD.formatted("b").replace(good, bad);
    var ran = cli.in(lines).run("import", "-");
    assertThat(ran.err()).startsWith("queuectl: line 2: " + sentence);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(cli.count()).isZero();
  }

  @Test
  void a_history_that_is_null_and_an_error_without_end_are_refused_by_their_line() {
    for (var change :
        List.of(
            DEAD.replaceFirst("\\[.*]", "null"),
            DEAD.replace("exit code 7", "x".repeat(1 << 20)))) {
      var ran = cli.in(change.formatted("a")).run("import", "-");
      assertThat(ran.code()).isEqualTo(2);
      assertThat(ran.err()).startsWith("queuectl: line 1: the field ").hasSizeLessThan(200);
    }
    assertThat(cli.in(DEAD.formatted("a")).run("import", "-").out()).isEqualTo("Imported 1 job.\n");
  }
}
