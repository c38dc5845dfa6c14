package dev.queuectl.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Queues that other tools of the family have left in the directory.
class FamilyImportTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() throws Exception {
    cli = new Cli(Files.createDirectory(directory.resolve("home")));
    cli.cwd = Files.createDirectory(directory.resolve("work"));
    cli.width = 300;
  }

  private void make(String name, String script) throws Exception {
    var file = cli.cwd.resolve(name);
    Files.createDirectories(file.getParent());
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      for (var line : script.split(";\n")) {
        statement.execute(line);
      }
    }
  }

  private static final String JOBS =
      """
      CREATE TABLE jobs (id TEXT PRIMARY KEY, command TEXT NOT NULL, state TEXT, attempts INTEGER,
        max_retries INTEGER, priority INTEGER, timeout INTEGER, run_at TEXT);
      INSERT INTO jobs VALUES ('a', 'echo a', 'pending', 0, 5, 7, 30, '2026-07-01 09:00:00');
      INSERT INTO jobs VALUES ('b', 'echo b', 'completed', 1, 3, 0, NULL, NULL);
      INSERT INTO jobs VALUES ('c', 'echo c', 'processing', 0, 3, 0, 0, '1782000000');
      INSERT INTO jobs VALUES ('d', 'echo d', 'dead', 3, 3, 0, NULL, 'soon');
      CREATE TABLE dlq (id TEXT, command TEXT, error TEXT);
      INSERT INTO dlq VALUES ('e', 'echo e', 'exit 1')""";

  @Test
  void what_is_unfinished_is_taken_over_and_what_is_lost_is_said() throws Exception {
    make("jobs.db", JOBS);
    var ran = cli.run("import", "--from", "queuectl", "jobs.db");
    assertThat(ran.err())
        .contains("job c: it is running there now.", "job d: it is dead there; here it is held")
        .contains("job d: its time \"soon\" is not kept.", "job e: it is dead there");
    assertThat(ran.out()).isEqualTo("Imported 4 jobs.\n");
    var a = cli.job("a");
    assertThat(a.command()).isEqualTo("echo a");
    assertThat(a.maxRetries()).isEqualTo(5);
    assertThat(a.priority()).isEqualTo(7);
    assertThat(a.runAt()).isEqualTo(Instant.parse("2026-07-01T09:00:00Z"));
    assertThat(cli.run("show", "a").out()).contains("timeout: 30s");
    assertThat(cli.job("c").runAt()).isEqualTo(Instant.ofEpochSecond(1782000000L));
    assertThat(cli.job("d").held()).isTrue();
    assertThat(cli.job("e").state()).isEqualTo(JobState.PENDING);
    var again = cli.run("import", "--from", "queuectl", "jobs.db", "--all");
    assertThat(again.code()).isEqualTo(1);
    assertThat(cli.count()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {".queuectl.db", "queue.db", "jobs.db", "data/queuectl.db"})
  void a_person_is_told_of_one_that_is_here(String name) throws Exception {
    make(name, JOBS);
    var hint = name + " is the queue of another QueueCTL. Take its jobs over with: queuectl import";
    assertThat(cli.run("list").err()).doesNotContain(hint);
    assertThat(cli.terminal().run("list").err()).contains(hint);
    assertThat(cli.run("enqueue", "true").err()).doesNotContain(hint);
    assertThat(cli.run("list").err()).doesNotContain(hint);
    cli.env.remove("QUEUECTL_DB");
    assertThat(cli.run("init").err()).contains(hint);
  }

  @Test
  void what_is_none_is_refused_and_not_told_of() throws Exception {
    make("jobs.db", "CREATE TABLE jobs (name TEXT)");
    Files.writeString(cli.cwd.resolve("queue.db"), "no database");
    assertThat(cli.terminal().run("list").err()).doesNotContain("another QueueCTL");
    for (var name : new String[] {"jobs.db", "queue.db", "none.db", cli.database().toString()}) {
      var ran = cli.run("import", "--from", "queuectl", name);
      assertThat(ran.code()).as(name).isEqualTo(2);
      assertThat(ran.err()).as(name).contains("is not the queue of another QueueCTL");
    }
    assertThat(cli.in("x").run("import", "--from", "queuectl", "-").code()).isEqualTo(2);
  }
}
