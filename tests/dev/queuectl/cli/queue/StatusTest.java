package dev.queuectl.cli.queue;

import static dev.queuectl.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.Cli;
import dev.queuectl.store.WorkerChange.Trouble;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.run("enqueue", "true", "--id", "a");
    cli.bury();
    cli.run("enqueue", "true", "--id", "b");
    cli.run("enqueue", "true", "--id", "c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "stats"})
  void counts_under_each_of_its_names(String name) {
    assertThat(cli.run(name).lines())
        .containsExactly(
            "pending: 2",
            "processing: 0",
            "completed: 0",
            "failed: 0",
            "dead: 1",
            "cancelled: 0",
            "total: 3",
            "ready: 2",
            "scheduled: 0",
            "retrying: 0",
            "held: 0",
            "blocked: 0",
            "worker_processes: 1",
            "slots: 1",
            "busy: 0",
            "workers: 1",
            "active: 1",
            "completed_last_minute: 0",
            "oldest_waiting: 0s");
  }

  @Test
  void prints_one_json_object() {
    assertThat(cli.run("status", "--json").out())
        .isEqualTo(
            "{\"pending\": 2, \"processing\": 0, \"completed\": 0, \"failed\": 0, \"dead\": 1,"
                + " \"cancelled\": 0, \"total\": 3, \"ready\": 2, \"scheduled\": 0, \"retrying\": 0,"
                + " \"held\": 0, \"blocked\": 0, \"next_due\": null, \"workers\": 1, \"worker_processes\": 1, \"busy\": 0,"
                + " \"completed_last_minute\": 0, \"oldest_waiting\": 0,"
                + " \"paused_queues\": [], \"schedules_overdue\": [], \"schedules_late\": [], \"claiming_paused\": null, \"worker_troubles\": []}\n");
  }

  /// `workers` and `active` are words of the family for what is here called a slot.
  @Test
  void counts_processes_slots_and_those_that_are_busy() {
    cli.claim();
    assertThat(cli.run("status").lines())
        .contains("worker_processes: 1", "slots: 1", "busy: 1", "active: 1");
    cli.terminal();
    assertThat(cli.run("status").lines())
        .contains("worker_processes: 1", "slots: 1", "busy: 1")
        .doesNotContain("workers: 1", "active: 1");
  }

  @Test
  void watches_on_a_terminal_only() {
    var ran = cli.run("status", "--watch");
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("--watch needs a terminal");
  }

  @Test
  void redraws_until_it_is_interrupted() throws Exception {
    var result = new CompletableFuture<Cli.Ran>();
    cli.terminal();
    Thread.ofPlatform().start(() -> result.complete(cli.run("status", "--watch")));
    until("it is drawn", () -> cli.out.toString().contains("slots: 1"));
    cli.interrupt.get().accept("INT");
    var ran = result.get(60, TimeUnit.SECONDS);
    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("\u001b[H\u001b[Jpending: 2\n");
  }

  @Test
  void says_what_keeps_workers_from_starting_jobs() {
    cli.store(
        store -> {
          store.workers().change(cli.join().id(), new Trouble("Cannot fork"));
          return true;
        });
    assertThat(cli.run("status").out())
        .contains(
            "claiming: paused, Cannot fork\nworker_trouble: %s: Cannot fork\n"
                .formatted(cli.join().id()));
    assertThat(cli.run("status", "--json").out())
        .contains("\"claiming_paused\": \"Cannot fork\", \"worker_troubles\": [\"");
    assertThat(cli.run("worker", "status").out()).contains("Cannot start jobs: ");
    assertThat(cli.run("worker", "status", "--json").out())
        .contains("\"trouble\": \"Cannot fork\"");
    assertThat(cli.run("doctor").out()).contains("problem  workers: it cannot start jobs, ");
  }

  @Test
  void says_that_the_disk_has_no_room() {
    cli.run("config", "set", "disk_reserve", "1024T");
    assertThat(cli.run("status").lines().getLast())
        .matches("claiming: paused, .* free at .*, disk_reserve is 1024 TiB");
    assertThat(cli.run("status", "--json").out()).contains("\"claiming_paused\": \"");
    cli.run("config", "set", "disk_reserve", "0");
    assertThat(cli.run("status").out()).doesNotContain("claiming");
  }
}
