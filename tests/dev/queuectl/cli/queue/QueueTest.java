package dev.queuectl.cli.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import dev.queuectl.store.WorkerChange.Leave;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.run("enqueue", "make", "--id", "dead", "--queue", "mail");
    cli.bury();
    cli.run("enqueue", "make", "--id", "a", "--queue", "mail");
    cli.run("enqueue", "make", "--id", "b");
  }

  @Test
  void lists_the_queues_under_each_of_its_names() {
    cli.run("queue", "pause", "mail", "the", "server", "moves");
    cli.run("queue", "set", "gpu", "--concurrency", "2");
    var ran = cli.run("queue", "list");
    assertThat(ran.lines())
        .containsExactly(
            "NAME     WAITING  RUNNING  FAILED  DEAD  LIMIT  PAUSED",
            "default  1        0        0       0     -      -",
            "gpu      0        0        0       0     2      -",
            "mail     1        0        0       1     -      since 2026-06-01T08:00:00.000Z: the"
                + " server moves");
    assertThat(cli.run("queue").out()).isEqualTo(ran.out());
    assertThat(cli.run("queues").out()).isEqualTo(ran.out());
  }

  @Test
  void lists_as_json() {
    cli.run("queue", "pause", "mail", "moves");
    assertThat(cli.run("queue", "--json").out())
        .isEqualTo(
            """
            [
            {"name": "default", "pending": 1, "processing": 0, "completed": 0, "failed": 0, "dead": 0, "cancelled": 0, "concurrency": null, "paused_at": null, "pause_reason": null},
            {"name": "mail", "pending": 1, "processing": 0, "completed": 0, "failed": 0, "dead": 1, "cancelled": 0, "concurrency": null, "paused_at": "2026-06-01T08:00:00.000Z", "pause_reason": "moves"}
            ]
            """);
    assertThat(cli.run("queue", "--jsonl").lines()).hasSize(2);
    assertThat(cli.run("queue", "resume", "mail", "--json").lines()).hasSize(1);
  }

  @Test
  void everything_that_shows_waiting_jobs_says_that_their_queue_is_paused() {
    assertThat(cli.run("queue", "pause", "mail", "moves").out()).isEqualTo("Paused mail.\n");
    var why =
        "Its queue mail has been paused since 2026-06-01 10:00:00 (0s ago): moves. Resume it with: "
            + "queuectl queue resume mail";
    assertThat(cli.run("why", "a").lines()).contains(why);
    assertThat(cli.run("show", "a").lines()).contains("why: " + why);
    assertThat(cli.run("status").lines()).contains("paused_queue: mail, 1 waiting: moves");
    assertThat(cli.run("status", "--json").out()).contains("\"paused_queues\": [\"mail\"]");
    assertThat(cli.run("list").err())
        .isEqualTo(
            "queuectl: the queue mail is paused, so its waiting jobs do not start. See queuectl queue"
                + " list.\n");
    assertThat(cli.run("list", "--queue", "default").err()).isEmpty();
    assertThat(cli.run("list", "--state", "dead").err()).isEmpty();
    assertThat(cli.run("list", "--json").err()).isEmpty();
  }

  @Test
  void a_worker_that_drains_leaves_a_paused_queue_alone() {
    cli.run("queue", "pause", "mail");
    cli.run("edit", "b", "--command", "true");
    cli.clock = InstantSource.system();
    var ran = cli.run("worker", "start", "--drain");
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("1 completed").contains("Processing job: b");
    assertThat(ran.err()).contains("1 pending job is left");
  }

  @Test
  void resumes_what_is_paused() {
    cli.run("queue", "pause", "mail");
    assertThat(cli.run("queue", "resume", "mail").out()).isEqualTo("Resumed mail.\n");
    assertThat(cli.run("queue", "unpause", "mail").out()).isEqualTo("mail was not paused.\n");
    var ran = cli.run("queue", "resume", "male");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo("queuectl: there is no queue \"male\". See queuectl queue list.\n");
  }

  @Test
  void limits_how_many_run() {
    assertThat(cli.run("queue", "set", "mail", "--concurrency", "1").out())
        .isEqualTo("mail runs at most 1 job at a time.\n");
    cli.run("enqueue", "make", "--id", "c", "--queue", "mail");
    assertThat(cli.claim().id()).isEqualTo("a");
    assertThat(cli.claim().id()).isEqualTo("b");
    assertThat(cli.run("why", "c").lines())
        .contains(
            "Its queue mail runs at most 1 at a time, and 1 is running. See queuectl queue set"
                + " --help.");
    assertThat(cli.run("queue", "pause", "mail").out())
        .isEqualTo("Paused mail; 1 still running.\n");
    assertThat(cli.run("why", "c").out())
        .contains("mail has been paused since", "mail runs at most 1 at a time", "slot");
    cli.run("queue", "resume", "mail");
    assertThat(cli.run("queue", "set", "mail", "--concurrency", "unlimited").out())
        .isEqualTo("mail runs any number of jobs at a time.\n");
    assertThat(cli.claim().id()).isEqualTo("c");
  }

  @Test
  void notes_a_name_that_has_no_jobs() {
    var ran = cli.run("queue", "pause", "mial");
    assertThat(ran.code()).isZero();
    assertThat(ran.err())
        .isEqualTo("queuectl: the queue mial has no jobs yet; there is one named mail.\n");
  }

  @Test
  void refuses_what_cannot_be() {
    assertThat(cli.run("queue", "set", "mail", "--concurrency", "0").err())
        .contains("a limit of 0", "queuectl queue pause mail");
    assertThat(cli.run("queue", "set", "mail", "--concurrency", "many").code()).isEqualTo(2);
    assertThat(cli.run("queue", "set", "mail", "--concurrency", "-1").code()).isEqualTo(2);
    assertThat(cli.run("queue", "set", "mail").code()).isEqualTo(2);
    assertThat(cli.run("queue", "pause", "a b").code()).isEqualTo(2);
    assertThat(cli.run("queue", "pause").code()).isEqualTo(2);
    assertThat(cli.run("queue", "pause", "mail", "x".repeat(1001)).code()).isEqualTo(2);
  }

  @Test
  void shows_one_queue() {
    cli.run("enqueue", "true", "--queue", "spool");
    cli.run("queue", "pause", "spool", "the server moves");
    cli.run("queue", "set", "spool", "--concurrency", "2");
    assertThat(cli.run("queue", "show", "spool").lines())
        .containsExactly(
            "name: spool",
            "pending: 1",
            "processing: 0",
            "completed: 0",
            "failed: 0",
            "dead: 0",
            "cancelled: 0",
            "limit: 2",
            "paused: since 2026-06-01T08:00:00.000Z: the server moves",
            "workers: 1, 1 slot in all");
    cli.store(
        store -> store.workers().change(Cli.WORKER, new Leave(dev.queuectl.Worker.Stop.DRAIN)));
    assertThat(cli.run("queue", "status", "spool").lines()).contains("name: spool");
    assertThat(cli.run("queue", "show", "spool", "--json").line())
        .startsWith("{\"name\": \"spool\", \"pending\": 1,");
    assertThat(cli.run("queue", "show").lines().getFirst()).startsWith("NAME");
    var ran = cli.run("queue", "show", "spol");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).isEqualTo("queuectl: there is no queue \"spol\". Did you mean spool?\n");
  }

  @Test
  void a_person_who_fills_a_paused_queue_is_told() {
    cli.run("queue", "pause", "mail", "the server moves");
    assertThat(cli.run("enqueue", "true", "--queue", "mail").err()).isEmpty();
    cli.terminal().width = 200;
    var told =
        "queuectl: the queue mail is paused (the server moves), so its jobs wait. Resume it with:"
            + " queuectl queue resume mail\n";
    assertThat(cli.run("enqueue", "true", "--queue", "mail").err()).isEqualTo(told);
    assertThat(cli.run("enqueue", "[{\"command\": \"a\"}]", "--queue", "mail").err())
        .isEqualTo(told);
    assertThat(cli.run("enqueue", "true").err()).isEmpty();
  }

  @Test
  void what_is_missing_is_told_from_what_has_no_value() {
    assertThat(cli.run("queue", "set", "mail").err())
        .startsWith("queuectl: the option --concurrency is missing.");
    assertThat(cli.run("queue", "set", "mail", "--concurrency").err())
        .startsWith("queuectl: the option --concurrency needs a value.");
  }
}
