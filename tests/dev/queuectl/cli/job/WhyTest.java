package dev.queuectl.cli.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Job;
import dev.queuectl.Outcome;
import dev.queuectl.ProcessIdentity;
import dev.queuectl.Queue;
import dev.queuectl.Settings;
import dev.queuectl.Worker;
import dev.queuectl.cli.Cli;
import dev.queuectl.report.ReasonText;
import dev.queuectl.report.Why;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhyTest {
  @TempDir Path directory;
  private Cli cli;

  @BeforeEach
  void open() {
    cli = new Cli(directory);
    cli.run("enqueue", "make", "--id", "a");
  }

  private static Why.Load worker(int busy, Worker.@Nullable Stop stop, String... queues) {
    var process = new ProcessIdentity("host", 1, 1);
    return new Why.Load(
        new Worker("w1", "here", process, 2, Set.of(queues), Cli.NOW, Cli.NOW, Cli.NOW, stop, 0, 0),
        busy);
  }

  private static List<String> why(Job job, Why.Load... workers) {
    var text = new ReasonText(Cli.NOW, ZoneId.of("Europe/Berlin"));
    return Why.of(
            job,
            new Queue(job.queue(), Map.of(), null, null, null),
            Cli.NOW,
            List.of(workers),
            new Settings(Map.of()),
            Optional.empty())
        .stream()
        .map(text::withCommand)
        .toList();
  }

  @Test
  void nothing_keeps_it() {
    assertThat(why(cli.job("a"), worker(1, null)))
        .containsExactly("A slot is free: it will start within 1s.");
  }

  @Test
  void no_worker_can_start_it() {
    var fit = worker(0, null);
    var of = fit.worker();
    var troubled =
        new Why.Load(
            new Worker(
                "w2",
                of.host(),
                of.process(),
                2,
                null,
                Set.of(),
                Cli.NOW,
                Cli.NOW,
                Cli.NOW,
                null,
                0,
                0,
                "Cannot fork"),
            0);
    assertThat(why(cli.job("a"), troubled))
        .containsExactly("No worker that serves its queue can start jobs: w2: Cannot fork.");
    assertThat(why(cli.job("a"), troubled, fit))
        .containsExactly("A slot is free: it will start within 1s.");
  }

  @Test
  void no_worker_is_there() {
    assertThat(why(cli.job("a")))
        .containsExactly("No worker is running. Start one with: queuectl worker start");
  }

  @Test
  void no_worker_serves_its_queue() {
    assertThat(why(cli.job("a"), worker(0, null, "other")))
        .containsExactly(
            "No worker serves the queue default. Start one with: queuectl worker start --queue"
                + " default");
  }

  @Test
  void every_worker_is_stopping() {
    assertThat(why(cli.job("a"), worker(0, Worker.Stop.DRAIN)))
        .containsExactly("Every worker that serves its queue is stopping.");
  }

  @Test
  void all_slots_are_busy() {
    assertThat(why(cli.job("a"), worker(2, null), worker(0, null, "other")))
        .containsExactly(
            "All 2 slots that serve the queue default are busy; jobs with a higher priority or enqueued"
                + " earlier go first.");
  }

  @Test
  void it_is_held_and_scheduled_for_later() {
    cli.run("edit", "a", "--run-at", "+5m");
    cli.run("hold", "a");
    assertThat(why(cli.job("a"), worker(0, null)))
        .containsExactly(
            "It is held. Release it with: queuectl release a",
            "It is scheduled for later: 2026-06-01 10:05:00 (in 5m).");
  }

  @Test
  void it_waits_for_its_retry() {
    assertThat(why(cli.finish(new Outcome.Failed(1)), worker(0, null)))
        .containsExactly(
            "Attempt 1 of 3 failed (exit code 1); it is waiting for its retry 2026-06-01 10:00:02 (in"
                + " 2s).");
  }

  @Test
  void it_runs() {
    assertThat(why(cli.claim(), worker(1, null)))
        .containsExactly("It is running for 0s, in slot 0 of worker w1.");
  }

  @Test
  void it_is_being_cancelled() {
    cli.claim();
    cli.run("cancel", "a");
    assertThat(why(cli.job("a")))
        .contains("Its worker was asked 2026-06-01 10:00:00 (0s ago) to cancel it.");
  }

  @Test
  void it_has_ended() {
    assertThat(why(cli.finish(new Outcome.Succeeded())))
        .singleElement()
        .asString()
        .startsWith("It has completed");
  }

  @Test
  void it_is_dead() {
    assertThat(why(cli.bury()))
        .singleElement()
        .asString()
        .contains("dead letter queue", "exit code 7", "queuectl dlq retry a");
  }

  @Test
  void it_was_cancelled() {
    cli.run("cancel", "a");
    assertThat(why(cli.job("a"))).singleElement().asString().startsWith("It was cancelled");
  }

  @Test
  void the_disk_has_no_room() {
    cli.run("config", "set", "disk_reserve", "1024T");
    assertThat(cli.run("why", "a").lines().getFirst())
        .matches(
            "Workers on this host are not claiming jobs: .* free at .*, disk_reserve is 1024 "
                + "TiB\\.");
  }
}
