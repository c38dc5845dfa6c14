package dev.queuectl.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Jobs run in the environment of whoever enqueued them. With real processes.
class CallersEnvironmentTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.clock = InstantSource.system();
    cli.env.put("PATH", System.getenv("PATH"));
    cli.env.put("MODE", "callers");
  }

  private String printed(String id) {
    return cli.run("logs", id, "--stdout").line();
  }

  private void work() {
    cli.env.put("MODE", "workers");
    assertThat(cli.run("worker", "start", "--drain").code()).isZero();
  }

  @Test
  void run_prints_the_same_with_and_without_a_worker() {
    cli.run("enqueue", "-i", "a", "echo $MODE");
    assertThat(cli.run("run", "echo $MODE").line()).isEqualTo("callers");
    work();
    assertThat(printed("a")).isEqualTo("callers");
  }

  @Test
  void jobs_of_a_pipe_have_their_callers_too() {
    cli.in("echo $MODE\n{\"id\": \"a\", \"command\": \"echo $MODE\"}\n").run("enqueue");
    work();
    assertThat(printed("a")).isEqualTo("callers");
  }

  @Test
  void what_is_the_terminals_does_not_come_along() {
    cli.env.put("TERM", "xterm");
    cli.env.put("SSH_TTY", "/dev/pts/1");
    assertThat(cli.run("run", "echo ${TERM-none} ${SSH_TTY-none}").line()).isEqualTo("none none");
  }

  @Test
  void the_jobs_own_variables_stand_above() {
    assertThat(cli.run("run", "-e", "MODE=own", "echo $MODE").line()).isEqualTo("own");
  }

  @Test
  void bytes_that_are_no_text_come_along() {
    cli.env.put("NAME", "caf\udce9");
    assertThat(cli.run("run", "printf %s \"$NAME\" | od -An -tx1").line()).isEqualTo("63 61 66 e9");
  }

  @Test
  void it_is_configured_how_much_comes_along() {
    cli.env.put("OTHER", "x");
    cli.run("config", "set", "env_capture", "PATH,MODE");
    assertThat(cli.run("run", "echo $MODE ${OTHER-none}").line()).isEqualTo("callers none");
    cli.run("config", "set", "env-capture", "none");
    assertThat(cli.run("run", "echo ${MODE-none}").line()).isEqualTo("none"); // of this process
    assertThat(cli.run("config", "get", "env_capture").line()).isEqualTo("none");
  }

  @Test
  void one_that_is_too_large_is_refused_with_a_way_out() {
    cli.env.put("LARGE", "x".repeat(200_000));
    var ran = cli.run("enqueue", "true");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("131,072 is the limit").contains("config set env_capture");
    cli.run("config", "set", "env_capture", "PATH");
    assertThat(cli.run("enqueue", "true").code()).isZero();
  }

  @Test
  void a_job_knows_the_queue_it_is_in() {
    assertThat(cli.run("run", "echo $QUEUECTL_DB").line()).isEqualTo(cli.database().toString());
    assertThat(cli.run("run", "-e", "QUEUECTL_DB=other", "echo $QUEUECTL_DB").line())
        .isEqualTo("other");
  }

  @Test
  void a_clean_one_has_nothing_but_who_it_runs_as() {
    var print =
        "env | grep -v -e ^_= -e ^QUEUECTL_ | cut -d= -f1 | sort | tr '\\n' ' '; echo $PATH";
    var ran = cli.run("run", "--clean-env", "-e", "A=1", print);
    assertThat(ran.line())
        .matches("A HOME (LOGNAME )?PATH PWD SHELL (USER )?/usr/local/sbin:.*:/sbin:/bin");
    cli.in("echo ${MODE-none}\n").run("enqueue", "--clean-env", "--id", "x");
    cli.in("{\"id\": \"a\", \"command\": \"echo ${MODE-none}\"}\n").run("enqueue", "--clean-env");
    cli.in("{\"id\": \"b\", \"command\": \"echo ${MODE-none}\", \"clean_env\": true}\n")
        .run("enqueue");
    assertThat(cli.job("b").surroundings().environment()).isNull();
    work();
    assertThat(printed("a")).isEqualTo("none");
    assertThat(printed("b")).isEqualTo("none");
  }

  @Test
  void one_variable_is_copied_by_its_name() {
    cli.env.put("SSH_AUTH_SOCK", "/tmp/agent");
    assertThat(cli.run("run", "-e", "SSH_AUTH_SOCK", "echo $SSH_AUTH_SOCK").line())
        .isEqualTo("/tmp/agent");
    cli.run("enqueue", "-i", "a", "echo $MODE", "--hold");
    cli.env.put("MODE", "edited");
    cli.run("edit", "a", "--env", "MODE");
    assertThat(cli.job("a").env()).containsEntry("MODE", "edited");
    assertThat(cli.run("edit", "a", "--env", "NONE").err()).contains("there is no such variable");
  }

  @Test
  void whoever_asks_sees_it() {
    cli.run("enqueue", "-i", "a", "true");
    assertThat(cli.run("show", "a").out()).contains("environment: 3 variables of its enqueuer");
    assertThat(cli.run("show", "a", "--show-env").out()).contains("environment: MODE=callers\n");
    for (var command : new String[][] {{"show", "a", "--json"}, {"list", "--json"}, {"export"}}) {
      var asked = java.util.Arrays.copyOf(command, command.length + 1);
      asked[command.length] = command[0].equals("export") ? "--with-env" : "--show-env";
      assertThat(cli.run(asked).out()).contains("\"MODE\": \"callers\"");
    }
  }

  @Test
  void it_is_carried_over_only_with_a_flag(@TempDir Path elsewhere) {
    cli.run("enqueue", "-i", "a", "echo ${MODE-none}");
    cli.run("enqueue", "-i", "b", "echo ${MODE-none}");
    var with = cli.run("export", "--with-env").out();
    var without = cli.run("export").out();
    var other = new Cli(elsewhere);
    other.clock = InstantSource.system();
    assertThat(other.in(with).run("import", "-").code()).isZero();
    other.run("worker", "start", "--drain");
    assertThat(other.run("logs", "a", "--stdout").line()).isEqualTo("callers");
    assertThat(other.job("a").surroundings()).isEqualTo(other.job("b").surroundings());
    other.run("remove", "--yes", "a", "b");
    assertThat(other.in(without).run("import", "-").code()).isZero();
    assertThat(other.job("a").surroundings().environment()).isNull();
  }

  /// What is printed can be enqueued again, by somebody else in another environment.
  @Test
  void a_printed_job_that_is_enqueued_again_has_its_new_callers() {
    cli.run("enqueue", "-i", "a", "echo $MODE");
    var printed = cli.run("show", "a", "--json", "--show-env").out().replace("\"a\"", "\"b\"");
    cli.env.put("MODE", "another");
    assertThat(cli.in(printed).run("enqueue", "-").err()).contains("environment");
    cli.run("worker", "start", "--drain");
    assertThat(printed("b")).isEqualTo("another");
  }

  @Test
  void nothing_that_prints_jobs_shows_it() {
    cli.env.put("TOKEN", "s3cret");
    cli.run("enqueue", "-i", "a", "false", "--retries", "1");
    work();
    for (var command :
        new String[][] {
          {"show", "a"},
          {"show", "a", "--json"},
          {"list", "--json"},
          {"dlq", "list", "--json"},
          {"export"},
          {"why", "a"},
          {"status", "--json"}
        }) {
      assertThat(cli.run(command).out()).doesNotContain("s3cret").doesNotContain("TOKEN");
    }
  }
}
