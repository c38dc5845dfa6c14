package dev.queuectl.cli.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Event;
import dev.queuectl.cli.Cli;
import dev.queuectl.store.sqlite.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the command line does is recorded, by the user who does it.
class AuditTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
  }

  /// Newest first.
  private List<Event> events() {
    try (var store = SqliteStore.open(cli.database())) {
      return store.events().list(Long.MAX_VALUE, 1000);
    }
  }

  /// Runs it; what it has recorded, as `action subject: detail`.
  private List<String> recorded(String... words) {
    var before = Files.exists(cli.database()) ? events().size() : 0;
    var ran = cli.run(words);
    assertThat(ran.code()).as(ran.err()).isZero();
    var all = events();
    return all.subList(0, all.size() - before).reversed().stream()
        .map(
            event ->
                event.action()
                    + (event.subject() == null ? "" : " " + event.subject())
                    + (event.detail() == null ? "" : ": " + event.detail()))
        .toList();
  }

  @Test
  void whoItWasAndFromWhere() {
    cli.run("enqueue", "true", "--id", "a");
    cli.env.put("QUEUECTL_JOB_ID", "a");
    cli.run("hold", "a");
    cli.env.put("QUEUECTL_DB", directory.resolve("another.db").toString());
    cli.run("--db", cli.database().toString(), "release", "a");
    assertThat(events()).extracting(Event::actor).containsOnly(System.getProperty("user.name"));
    assertThat(events())
        .extracting(Event::origin)
        .as("the last by a job of another queue")
        .containsExactly("command line", "job a", "command line");
  }

  @Test
  void eachVerbNamesItsJobs() {
    assertThat(recorded("enqueue", "make x", "--id", "a")).containsExactly("enqueue a: make x");
    assertThat(recorded("enqueue", "make y", "--id", "a", "--force"))
        .containsExactly("enqueue a: force, 1 replaced; make y");
    cli.run("enqueue", "true", "--id", "b");
    assertThat(recorded("hold", "a")).containsExactly("hold a");
    assertThat(recorded("release", "a", "b")).containsExactly("release: 2 jobs: a, b");
    assertThat(recorded("cancel", "a", "b")).containsExactly("cancel: 2 jobs: a, b");
    assertThat(recorded("retry", "a")).containsExactly("retry a");
    assertThat(recorded("remove", "--state", "cancelled", "--yes"))
        .containsExactly("remove: state=cancelled: 1 job: b");
    assertThat(recorded("cancel", "--state", "failed", "--yes")).isEmpty();
  }

  @Test
  void manyAreNamedUpToABound() {
    var lines = new StringBuilder();
    for (var i = 1; i <= 700; i++) {
      lines.append("{\"id\": \"job-%d\", \"command\": \"true\"}\n".formatted(i));
    }
    cli.in(lines.toString());
    var added = recorded("enqueue", "-");
    assertThat(added).hasSize(1);
    assertThat(added.getFirst())
        .startsWith("enqueue: 700 jobs: job-1, job-2, ")
        .endsWith("job-50 and 650 more");
    var removed = recorded("cancel", "--state", "pending", "--yes");
    assertThat(removed).as("of two transactions").hasSize(1);
    assertThat(removed.getFirst()).contains(": 700 jobs: job-1, ").endsWith(" and 650 more");
  }

  @Test
  void anEditNamesOldAndNewValuesButNoValuesOfVariables() {
    cli.run("enqueue", "make x", "--id", "a", "--env", "KEY=s3cret", "--env", "SAME=1");
    assertThat(
            recorded(
                "edit",
                "a",
                "--priority",
                "5",
                "--queue",
                "mail",
                "--env",
                "KEY=0ther",
                "--env",
                "NEW=more",
                "--command",
                "make y"))
        .containsExactly(
            "edit a: queue default -> mail, priority 0 -> 5, variables KEY NEW,"
                + " command make x -> make y");
    assertThat(recorded("edit", "--queue", "bulk", "--from-queue", "mail", "--yes"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("edit: queue=bulk; state=pending,failed queue=mail: 1 job: a");
    assertThat(events().toString()).doesNotContain("s3cret", "0ther", "more");
  }

  @Test
  void queuesAndTheConfiguration() {
    assertThat(recorded("queue", "pause", "mail", "it moves"))
        .containsExactly("pause mail: it moves");
    assertThat(recorded("queue", "resume", "mail")).containsExactly("resume mail");
    assertThat(recorded("queue", "set", "gpu", "-c", "2"))
        .containsExactly("limit gpu: unlimited -> 2");
    assertThat(recorded("queue", "set", "gpu", "-c", "none"))
        .containsExactly("limit gpu: 2 -> unlimited");
    assertThat(recorded("config", "set", "max_retries=5", "timeout=10m"))
        .containsExactlyInAnyOrder("set max_retries: 3 -> 5", "set timeout: 0 -> 10m");
    assertThat(recorded("config", "reset", "max_retries"))
        .containsExactly("reset max_retries: 5 -> 3");
  }

  @Test
  void workersAreStartedBySomebody() {
    cli.run("enqueue", "true", "--queue", "mail");
    assertThat(
            recorded(
                "worker", "start", "--worker-id", "w1", "-n", "2", "--queue", "mail", "--drain"))
        .containsExactly("start w1: 2 slots, queues mail, until drained");
    assertThat(recorded("run", "true")).as("a slot for one job").hasSize(1);
  }

  @Test
  void whatOnlyLooksRecordsNothing() {
    cli.run("enqueue", "true", "--id", "a");
    for (var line :
        List.of(
            "list",
            "show a",
            "why a",
            "status",
            "metrics",
            "events",
            "config list",
            "doctor",
            "export",
            "queue list",
            "dashboard token list",
            "dashboard session list")) {
      assertThat(recorded(line.split(" "))).as(line).isEmpty();
    }
  }

  @Test
  void aRestoreIsRecordedInTheQueueThatIsThereThen() {
    cli.run("enqueue", "true", "--id", "a");
    cli.run("backup", "copy.db");
    cli.run("cancel", "a");
    cli.run("restore", "copy.db");
    assertThat(events()).extracting(Event::action).containsExactly("restore", "enqueue");
  }
}
