package dev.queuectl.web.browser;

import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.Queue;
import dev.queuectl.Worker;
import dev.queuectl.report.LiveWorkers;
import dev.queuectl.report.WorkerReport;
import dev.queuectl.store.JobQuery;
import dev.queuectl.web.page.Problem;
import dev.queuectl.web.request.ServedQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What wants a person now, the urgent first.
final class Problems {
  /// Clocks of several machines are never quite the same.
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);

  private static final int MOST_QUEUES = 5;

  private final ServedQueue served;
  private final List<Queue> queues;
  private final List<WorkerReport> workers;
  private final List<Problem> urgent = new ArrayList<>();
  private final List<Problem> minor = new ArrayList<>();

  private Problems(ServedQueue served, List<Queue> queues, List<WorkerReport> workers) {
    this.served = served;
    this.queues = queues;
    this.workers = workers;
  }

  static List<Problem> of(ServedQueue served, List<Queue> queues, List<WorkerReport> workers) {
    var problems = new Problems(served, queues, workers);
    problems.places();
    problems.clock();
    problems.workers();
    problems.queues();
    problems.dead();
    return Stream.concat(problems.urgent.stream(), problems.minor.stream()).toList();
  }

  private void places() {
    served
        .obstacle()
        .get()
        .ifPresent(
            why ->
                urgent.add(
                    new Problem(
                        true,
                        "Workers on this host are not claiming jobs: " + why + ".",
                        "",
                        "",
                        "queuectl doctor")));
  }

  /// Something in the store is said to have happened later than now.
  private void clock() {
    var newest =
        served.store().jobs().list(JobQuery.newest(1)).stream().map(job -> job.createdAt());
    var beats = workers.stream().map(report -> report.worker().heartbeatAt());
    var latest = Stream.concat(newest, beats).max(Instant::compareTo);
    latest
        .filter(at -> at.isAfter(served.now().plus(CLOCK_TOLERANCE)))
        .ifPresent(
            _ ->
                urgent.add(
                    new Problem(
                        true,
                        "This machine's clock is behind times the queue has already recorded.",
                        "",
                        "",
                        "queuectl doctor")));
  }

  private void workers() {
    workers.stream()
        .filter(report -> report.alive() && report.worker().trouble() != null)
        .forEach(
            report ->
                urgent.add(
                    new Problem(
                        true,
                        "Worker %s on %s cannot start jobs: %s."
                            .formatted(
                                report.worker().id(),
                                report.worker().host(),
                                report.worker().trouble()),
                        "/workers",
                        "Workers",
                        "queuectl doctor")));
    workers.stream()
        .filter(report -> !report.alive())
        .forEach(
            report ->
                urgent.add(
                    new Problem(
                        true,
                        "Worker %s on %s is gone, with %s; the next worker will take over."
                            .formatted(
                                report.worker().id(),
                                report.worker().host(),
                                Numbers.counted(report.jobs().size(), "job")),
                        "/workers",
                        "Workers",
                        "")));
  }

  private void queues() {
    queues.stream()
        .filter(queue -> !queue.isPaused() && waiting(queue) > 0 && !isServed(queue))
        .limit(MOST_QUEUES)
        .forEach(this::stalled);
    queues.stream()
        .filter(queue -> queue.isPaused() && waiting(queue) > 0)
        .limit(MOST_QUEUES)
        .forEach(this::paused);
  }

  private static long waiting(Queue queue) {
    return queue.count(JobState.PENDING) + queue.count(JobState.FAILED);
  }

  private boolean isServed(Queue queue) {
    return workers.stream()
        .filter(WorkerReport::alive)
        .map(WorkerReport::worker)
        .anyMatch(worker -> claims(worker) && LiveWorkers.serves(worker, queue.name()));
  }

  private static boolean claims(Worker worker) {
    return worker.stop() == null;
  }

  private void stalled(Queue queue) {
    urgent.add(
        new Problem(
            true,
            "%s in %s, and no worker serves that queue."
                .formatted(waits(waiting(queue)), queue.name()),
            "/queues",
            "Queues",
            "queuectl worker start"));
  }

  private static String waits(long jobs) {
    return Numbers.counted(jobs, "job waits", "jobs wait");
  }

  private void paused(Queue queue) {
    var reason = queue.pauseReason() == null ? "" : " (" + queue.pauseReason() + ")";
    minor.add(
        new Problem(
            false,
            "%s is paused%s: %s.".formatted(queue.name(), reason, waits(waiting(queue))),
            "/queues",
            "Queues",
            ""));
  }

  private void dead() {
    var dead = queues.stream().mapToLong(queue -> queue.count(JobState.DEAD)).sum();
    if (dead > 0) {
      minor.add(
          new Problem(
              false,
              Numbers.counted(dead, "job has", "jobs have") + " failed for good.",
              "/dlq",
              "See why",
              ""));
    }
  }
}
