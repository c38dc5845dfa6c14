package dev.queuectl.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobField;
import dev.queuectl.cli.Cli;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnqueueJsonTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
  }

  @Test
  void takes_every_field() {
    var ran =
        cli.run(
            "enqueue",
            """
            {"id": "a", "command": "echo \\"hi\\"", "queue": "slow", "priority": 5, "timeout": "1m30s",
             "max_retries": 4, "backoff": "fixed", "backoff_base": 3, "backoff_max": 60, "run_at": "+5m",
             "env": {"A": "1"}, "cwd": "/tmp", "held": true}
            """);
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).isEqualTo("a\n");
    var job = cli.job("a");
    assertThat(job.command()).isEqualTo("echo \"hi\"");
    assertThat(job.queue()).isEqualTo("slow");
    assertThat(job.priority()).isEqualTo(5);
    assertThat(job.policy().get(JobField.TIMEOUT)).isEqualTo(Duration.ofSeconds(90));
    assertThat(job.policy().get(JobField.BACKOFF_MAX)).isEqualTo(Duration.ofMinutes(1));
    assertThat(job.maxRetries()).isEqualTo(4);
    assertThat(job.runAt()).isEqualTo(Cli.NOW.plusSeconds(300));
    assertThat(job.env()).isEqualTo(Map.of("A", "1"));
    assertThat(job.cwd()).isEqualTo("/tmp");
    assertThat(job.held()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"max_retries", "max-retries", "retries", "max_attempts", "max-attempts"})
  void knows_the_retries_by_every_name(String field) {
    cli.run("enqueue", "{\"id\":\"a\",\"command\":\"true\",\"" + field + "\":6}");
    assertThat(cli.job("a").maxRetries()).isEqualTo(6);
  }

  @Test
  void takes_numbers_as_strings_and_null_as_not_said() {
    cli.run(
        "enqueue",
        "{\"id\":7,\"command\":\"true\",\"priority\":\"2\",\"timeout\":null,\"run_at\":\"now\"}");
    assertThat(cli.job("7").priority()).isEqualTo(2);
  }

  @Test
  void lets_options_say_what_the_json_does_not() {
    cli.run(
        "enqueue",
        "{\"id\":\"a\",\"command\":\"true\",\"priority\":1}",
        "--queue",
        "slow",
        "-p",
        "9");
    assertThat(cli.job("a").queue()).isEqualTo("slow");
    assertThat(cli.job("a").priority()).isEqualTo(1);
  }

  @Test
  void takes_json_without_the_command_enqueue() {
    assertThat(cli.run("{\"id\":\"a\",\"command\":\"true\"}").out()).isEqualTo("a\n");
  }

  @Test
  void takes_an_array() {
    var ran =
        cli.run(
            "enqueue",
            "[{\"id\":\"a\",\"command\":\"true\"}, {\"id\":\"b\",\"command\":\"true\"}]");
    assertThat(ran.out()).isEqualTo("a\nb\n");
  }

  @Test
  void enqueues_a_printed_job_again_and_notes_what_it_ignores() {
    cli.run("enqueue", "sleep 1", "--id", "a", "--timeout", "5", "--backoff", "linear", "-p", "3");
    cli.bury();
    var printed = cli.run("list", "--state", "dead", "--jsonl").line();
    cli.run("remove", "a");
    var ran = cli.run("enqueue", printed);
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.err())
        .startsWith(
            "queuectl: ignored attempts, cancel_requested_at, cancelled_by, cause, created_at, ")
        .contains("state");
    assertThat(cli.job("a").attempts()).isZero();
    assertThat(cli.job("a").priority()).isEqualTo(3);
    assertThat(cli.job("a").policy().get(JobField.TIMEOUT)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void enqueues_a_shown_job_again() {
    cli.run("enqueue", "sleep 1", "--id", "a", "--env", "K=v");
    cli.bury();
    var printed = cli.run("show", "a", "--json", "--show-env").line();
    cli.run("remove", "a");
    var ran = cli.run("enqueue", printed, "--quiet");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(cli.job("a").env()).isEqualTo(Map.of("K", "v"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\": \"a\"                          | the JSON is malformed at line 1, column 11",
        "{\"id\": \"a\", command: x}             | the JSON is malformed at line 1, column 13",
        "{id:a,comand:sleep 1}                   | use options: queuectl enqueue --id job1",
        "{id:a,command:b,command:c}              | use options: queuectl enqueue --id job1",
        "'{\"command\": \"true\"               | begins with '{ and does not end with }'",
        "{ echo a; echo b; }                     | use --command",
        "{\"id\": \"a\"}                         | the command is missing",
        "{}                                      | the command is missing",
        "{\"command\": \"\"}                     | the command is empty",
        "{\"command\": \" \"}                    | the command is empty",
        "{\"command\": 5}                        | command must be a string",
        "{\"command\": [\"a\"]}                  | command must be a string",
        "{\"comand\": \"true\"}                  | there is no field \"comand\". Did you mean command?",
        "{\"command\": \"true\", \"nice\": 5}    | there is no field \"nice\". The fields are id, command, queue, ",
        "{\"command\": \"true\", \"prio\": 5}    | there is no field \"prio\". Did you mean priority?",
        "{\"command\": \"true\", \"timeout\": -1} | timeout must not be negative, was -1",
        "{\"command\": \"true\", \"timeout\": true} | timeout must be a number or a string",
        "{\"command\": \"true\", \"priority\": 1000001} | priority must be between -1000000 and 1000000, was 1000001",
        "{\"command\": \"true\", \"priority\": 99999999999999999999} | priority must be between",
        "{\"command\": \"true\", \"priority\": 1.5} | priority must be a whole number",
        "{\"command\": \"true\", \"max_retries\": -1} | max_retries must be between 0 and",
        "{\"command\": \"true\", \"run_at\": \"soon\"} | run_at \"soon\" is not a time",
        "{\"command\": \"true\", \"run_at\": 5}  | run_at must be a string",
        "{\"command\": \"true\", \"run_at\": \"now\", \"delay\": 5} | run_at and delay cannot "
            + "be combined",
        "{\"command\": \"true\", \"command\": \"a\"} | command is given twice",
        "{\"command\": \"true\", \"retries\": 1, \"max_retries\": 1} | max_retries is given twice",
        "{\"command\": \"a\\u0000b\"}            | the command contains a NUL byte",
        "{\"command\": \"true\", \"env\": {\"A B\": \"1\"}} | the environment variable name \"A B\" cannot be used",
        "{\"command\": \"true\", \"env\": 5}     | env must be an object",
        "{\"command\": \"true\", \"env\": {\"A\": []}} | the environment variable A must be a string",
        "{\"command\": \"true\", \"backoff\": \"exponental\"} | Did you mean exponential?",
        "{\"command\": \"true\", \"backoff_base\": 0.5} | backoff_base must be a number between 1 and 1000000000, was 0.5",
        "{\"command\": \"true\", \"held\": \"yes\"} | held must be true or false",
        "{\"id\": \"a b\", \"command\": \"true\"} | the id \"a b\" cannot be used",
        "{\"command\": \"true\"} x               | malformed",
        "{\"command\": \"true\"} {}              | unexpected text after the JSON object, at "
            + "column 21"
      })
  void refuses_bad_jobs_in_a_sentence(String json, String sentence) {
    var ran = cli.run("enqueue", json.strip());
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .startsWith("queuectl: ")
        .contains(sentence.strip())
        .doesNotContain("\tat ");
    assertThat(ran.err().lines()).hasSize(1);
    assertThat(cli.count()).isZero();
  }

  /// What PowerShell (before 7.3) and cmd.exe make of JSON in quotes, in one word or in several.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{id:x,command:sleep 2,priority:5,max_retries:1}   | sleep 2",
        "{id:x,command:sleep@2,priority:5,max_retries:1}   | sleep 2",
        "{id:@x,@command:@sleep@2,@priority:@5}            | sleep 2",
        "{id:x,priority:5,command:python@process.py@--file@a.csv@--priority@7} | python process.py --file a.csv --priority 7",
        "{command:git@commit@--@x,id:x,priority:5}         | git commit -- x",
        "{command:echo@a,b,c:d,e,id:x,priority:5}          | echo a,b,c:d,e",
        "{id:x,run_at:2026-07-01T09:00:00Z,command:true,priority:5} | true",
        "{id:x,command:awk {print}@f,priority:5}           | awk {print} f",
        "{id:x,command:C:\\\\a.exe@/x,priority:5}      | C:\\\\a.exe /x",
        "{id:x,command:true,env:{A:b c,D:e},priority:5,held:false} | true",
        "{id:x,command:echo@\"a  b\",priority:5}          | echo \"a  b\"",
        "'{id:x,command:sleep@2,priority:5}'               | sleep 2",
        "[{id:x,command:sleep@2,priority:5},@{id:y,command:true}]  | sleep 2",
        "'[{id:x,command:sleep@2,priority:5}]'             | sleep 2",
        "{\"id\":\"x\",@\"command\":\"sleep@2\",\"priority\":5} | sleep 2",
        "'{\"id\":\"x\",\"command\":\"sleep 2\",\"priority\":5}' | sleep 2"
      })
  void json_without_its_quotes_is_rebuilt_and_said(String typed, String command) {
    var words = new ArrayList<>(List.of("enqueue"));
    words.addAll(List.of(typed.split("@")));
    var ran = cli.run(words.toArray(String[]::new));
    assertThat(ran.err())
        .satisfiesAnyOf(
            err ->
                assertThat(err)
                    .matches("(?s)queuectl: the shell removed the quotes; read as \\[?\\{\".*"),
            _ -> assertThat(typed).containsPattern("^'?\\{\""));
    assertThat(ran.out()).startsWith("x\n");
    assertThat(cli.job("x").command()).isEqualTo(command);
    assertThat(cli.job("x").priority()).isEqualTo(5);
    if (typed.contains("env")) {
      assertThat(cli.job("x").env()).containsEntry("A", "b c").containsEntry("D", "e");
    }
    if (typed.contains("run_at")) {
      assertThat(cli.job("x").runAt()).isEqualTo(Instant.parse("2026-07-01T09:00:00Z"));
    }
  }

  @Test
  void what_cannot_be_rebuilt_is_no_command() {
    for (var typed :
        List.of(
            "'{id:x",
            "'{",
            "'{a}",
            "{nothing:known}",
            "{id:x,command:a,command:b}",
            "[{id:x,command:a},{id:y}]",
            "'[{\"id\": \"x\", \"command\": \"true\"}",
            "'[ {id:x")) {
      assertThat(cli.run("enqueue", typed).code()).as(typed).isEqualTo(2);
      assertThat(cli.run("run", typed).code()).as(typed).isEqualTo(2);
      assertThat(cli.in(typed + "\n").run("enqueue", "-").code()).as(typed).isEqualTo(2);
    }
    assertThat(cli.count()).isZero();
    assertThat(cli.in("'{\"id\": \"x\", \"command\": \"true\"}'\n").run("enqueue").out())
        .isEqualTo("x\n");
    assertThat(cli.run("enqueue", "{\"id\":}").err()).doesNotContain("PowerShell");
  }
}
