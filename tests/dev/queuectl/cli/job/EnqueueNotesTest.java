package dev.queuectl.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said beside the data, while it can still be changed.
class EnqueueNotesTest {
  private static final String NO_SUCH = "the directory /no/such does not exist";

  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.width = 300;
  }

  @Test
  void the_first_job_says_to_a_person_where_the_queue_was_made() {
    var made = "queuectl: made a new queue: " + cli.database() + "\n";
    assertThat(cli.terminal().run("enqueue", "true", "--id", "a").err()).isEqualTo(made);
    assertThat(cli.run("enqueue", "true", "--id", "b").err()).isEmpty();
    for (var line : new String[] {"config set timeout 5", "queue pause mail", "enqueue true"}) {
      var other = new Cli(directory.resolve(line.replace(' ', '-')));
      other.cwd = directory;
      var quiet = other.run(line.split(" "));
      assertThat(quiet.err()).doesNotContain("made a new queue"); // nobody sits there
      var another = new Cli(directory.resolve(line.replace(' ', '_'))).terminal();
      another.cwd = directory;
      another.width = 300;
      assertThat(another.run(line.split(" ")).err()).as(line).contains("made a new queue: ");
    }
  }

  @Test
  void a_shell_that_is_not_here_is_said_and_the_job_accepted() {
    var said = "there is no shell nosuch here; a job that starts without it fails";
    cli.env.put("PATH", System.getenv("PATH"));
    assertThat(cli.run("enqueue", "true", "--id", "a", "--shell", "nosuch -c").err())
        .contains(said);
    assertThat(cli.run("enqueue", "{\"command\": \"true\", \"shell\": \"nosuch\"}").err())
        .contains(said);
    assertThat(cli.run("edit", "a", "--shell", "/no/such").err()).contains("no shell /no/such");
    assertThat(cli.run("edit", "a", "--shell", "sh -e").err()).isEmpty();
    assertThat(cli.run("enqueue", "true", "--shell", "/bin/sh -e").err()).isEmpty();
  }

  @Test
  void a_directory_that_is_not_there_is_said_at_once_and_the_job_accepted() throws Exception {
    assertThat(cli.run("enqueue", "true", "--id", "a", "--cwd", "/no/such").err())
        .contains(NO_SUCH);
    assertThat(cli.job("a").cwd()).isEqualTo("/no/such");
    assertThat(cli.run("enqueue", "{\"command\": \"true\", \"cwd\": \"/no/such\"}").err())
        .contains(NO_SUCH);
    var lines = "{\"command\": \"true\", \"cwd\": \"/no/such\"}\n".repeat(2);
    assertThat(cli.in(lines).run("enqueue", "-").err()).containsOnlyOnce(NO_SUCH);
    assertThat(cli.run("edit", "a", "--cwd", "/no/such/either").err())
        .contains("the directory /no/such/either does not exist");
    assertThat(cli.run("enqueue", "true", "--cwd", directory.toString()).err()).isEmpty();
    assertThat(cli.run("enqueue", "true", "--cwd", "/no/such", "--quiet").err()).isEmpty();
    Files.createDirectory(directory.resolve("here"));
    assertThat(cli.run("enqueue", "true", "--cwd", "here").err()).isEmpty();
  }

  @Test
  void a_time_that_clocks_skip_is_said_with_what_it_means() {
    cli.clock = InstantSource.fixed(Instant.parse("2026-03-28T11:00:00Z"));
    var skipped =
        "queuectl: 2026-03-29 02:30 does not exist in Europe/Berlin, where clocks go forward; it"
            + " means 2026-03-29 03:30:00.\n";
    for (var time : new String[] {"2026-03-29 02:30", "tomorrow 02:30", "2026-03-29T02:30"}) {
      assertThat(cli.run("enqueue", "true", "--run-at", time).err()).isEqualTo(skipped);
    }
    assertThat(cli.run("enqueue", "true", "--id", "a", "--run-at", "tomorrow 03:30").err())
        .isEmpty();
    assertThat(cli.job("a").runAt()).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    assertThat(cli.run("edit", "a", "--run-at", "2026-03-29 02:30").err()).isEqualTo(skipped);
    assertThat(cli.run("enqueue", "true", "--run-at", "2026-03-29T02:30:00Z").err()).isEmpty();
    assertThat(cli.run("enqueue", "true", "--run-at", "+5m").err()).isEmpty();
  }

  @Test
  void an_empty_list_says_which_queue_it_looked_at() {
    cli.run("enqueue", "true", "--id", "a");
    assertThat(cli.run("list", "--state", "dead").err())
        .isEqualTo("queuectl: no such jobs in " + cli.database() + ".\n");
    cli.run("reset", "--yes");
    assertThat(cli.run("list").err()).isEqualTo("queuectl: no jobs in " + cli.database() + ".\n");
    assertThat(cli.run("list", "--json")).isEqualTo(new Cli.Ran(0, "[]\n", ""));
  }

  @Test
  void a_command_that_looks_like_a_file_of_jobs_or_like_json_is_said() throws Exception {
    Files.writeString(directory.resolve("c.txt"), "make a\nmake b\n");
    Files.writeString(directory.resolve("my jobs"), "make a\n");
    Files.writeString(directory.resolve("run.sh"), "#!/bin/sh\n").toFile().setExecutable(true);
    Files.writeString(directory.resolve("sort"), "");
    cli.env.put("PATH", "/bin:/usr/bin");
    assertThat(cli.run("enqueue", "c.txt", "--id", "a"))
        .isEqualTo(
            new Cli.Ran(
                0,
                "a\n",
                "queuectl: the command is c.txt, a file that cannot be run; for a job of each of"
                    + " its lines: queuectl enqueue --file c.txt\n"));
    assertThat(cli.run("enqueue", "my jobs").err()).endsWith("queuectl enqueue --file 'my jobs'\n");
    assertThat(cli.run("add", "b", "./c.txt").err()).contains("the command is ./c.txt, a file ");
    for (var json : new String[] {"5", "0.5e3", "[]", "[1, 2]", "[\"make\"]", "null"}) {
      assertThat(cli.run("enqueue", "--id", "j" + json.hashCode(), "--", json).err()).isEmpty();
      assertThat(cli.run("enqueue", "--command=" + json).err()).isEmpty();
      var ran = cli.run("enqueue", json);
      assertThat(ran.code()).isZero();
      assertThat(ran.err())
          .isEqualTo(
              "queuectl: the command is %s; a job in JSON is an object: {\"command\": \"make\"}\n"
                  .formatted(json));
    }
    for (var fine :
        new String[] {"true", "./run.sh", "sort", "cat c.txt", "[ -f x ]", "7z", "nosuch.txt"}) {
      assertThat(cli.run("enqueue", fine).err()).as(fine).isEmpty();
    }
    assertThat(cli.run("enqueue", "c.txt", "--json").err()).isEmpty();
    assertThat(cli.run("enqueue", "c.txt", "--quiet").err()).isEmpty();
    cli.clock = InstantSource.system();
    assertThat(cli.run("run", "c.txt", "--retries", "1").err())
        .contains("the command is c.txt, a ");
  }

  @Test
  void a_limit_that_somebody_chose_is_no_news() {
    cli.run("enqueue", "--file", "/dev/null");
    cli.in("true\ntrue\ntrue\n").run("enqueue");
    cli.bury();
    cli.bury();
    for (var line : new String[] {"list --limit 1", "dlq list -n 1", "queue list --limit 1"}) {
      assertThat(cli.run(line.split(" ")).err()).as(line).isEmpty();
    }
  }
}
