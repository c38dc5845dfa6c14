package dev.queuectl.web.browser;

import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.Queue;
import dev.queuectl.Words;
import dev.queuectl.report.Backlog;
import dev.queuectl.report.Backlog.Line;
import dev.queuectl.report.WorkerReport;
import dev.queuectl.store.JobQuery;
import dev.queuectl.web.page.Problem;
import dev.queuectl.web.page.schedule.SchedulesPage;
import dev.queuectl.web.request.ServedQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What wants a person now, the urgent first.
final class Problems {
  /// Clocks of several machines are never quite the same.
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);

  private static final int MOST_SCHEDULES = 3;

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

  static List<Problem> of(
      ServedQueue served, List<Queue> queues, List<WorkerReport> workers, Backlog backlog) {
    var problems = new Problems(served, queues, workers);
    problems.places();
    problems.clock();
    problems.workers();
    problems.unserved(backlog.unserved());
    problems.schedules();
    problems.paused(backlog.paused());
    problems.dead();
    return Stream.concat(problems.urgent.stream(), problems.minor.stream()).toList();
  }

  private void places() {
    served
        .obstacle()
        .get()
        .ifPresent(
            why ->
                urgent(
                    "Workers on this host are not claiming jobs: " + why + ".",
                    "",
                    "",
                    "queuectl doctor"));
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
                urgent(
                    "This machine's clock is behind times the queue has already recorded.",
                    "",
                    "",
                    "queuectl doctor"));
  }

  /// Those that say the same are one problem.
  private void workers() {
    workers.stream()
        .filter(report -> report.alive() && report.worker().trouble() != null)
        .collect(
            Collectors.groupingBy(
                report -> String.valueOf(report.worker().trouble()),
                LinkedHashMap::new,
                Collectors.toList()))
        .forEach(
            (trouble, all) ->
                urgent(
                    "%s cannot start jobs: %s.".formatted(named(all), trouble),
                    "/workers",
                    "Workers",
                    "queuectl doctor"));
    var gone = workers.stream().filter(report -> !report.alive()).toList();
    if (!gone.isEmpty()) {
      urgent(
          "%s %s gone%s".formatted(named(gone), gone.size() == 1 ? "is" : "are", left(gone)),
          "/workers",
          "Workers",
          "");
    }
  }

  private static String left(List<WorkerReport> gone) {
    var jobs = gone.stream().mapToLong(it -> it.jobs().size()).sum();
    return jobs == 0
        ? ". %s had no jobs.".formatted(gone.size() == 1 ? "It" : "They")
        : ", with %s; the next worker will take over.".formatted(Numbers.counted(jobs, "job"));
  }

  private static String named(List<WorkerReport> workers) {
    var names =
        workers.stream()
            .map(report -> report.worker().id() + " on " + report.worker().host())
            .toList();
    return (names.size() == 1 ? "Worker " : "Workers ") + Words.few(names);
  }

  private void urgent(String text, String address, String link, String command) {
    urgent.add(new Problem(true, text, address, link, command));
  }

  private void unserved(List<Line> lines) {
    if (!lines.isEmpty()) {
      urgent(
          "%s in %s, and no worker serves %s."
              .formatted(waits(lines), queues(lines), lines.size() == 1 ? "that queue" : "them"),
          "/queues",
          "Queues",
          "queuectl worker start");
    }
  }

  /// Those that nobody carries out, and those of which no run has completed in time.
  private void schedules() {
    var now = served.now();
    if (workers.stream().noneMatch(WorkerReport::alive)) {
      served.store().schedules().due(now, MOST_SCHEDULES).stream()
          .flatMap(schedule -> schedule.overdue(now).stream())
          .forEach(overdue -> schedule(overdue, "queuectl worker start"));
    }
    served.store().schedules().late(now, MOST_SCHEDULES).forEach(late -> schedule(late, ""));
  }

  private void schedule(String clause, String command) {
    urgent(clause + ".", SchedulesPage.PATH, "Schedules", command);
  }

  private static String waits(List<Line> lines) {
    var jobs = lines.stream().mapToLong(Line::jobs).sum();
    return Numbers.counted(jobs, "job waits", "jobs wait");
  }

  private static String queues(List<Line> lines) {
    return Words.few(lines.stream().map(line -> line.queue().name()).toList());
  }

  private void paused(List<Line> lines) {
    if (!lines.isEmpty()) {
      var why = lines.size() == 1 ? lines.getFirst().queue().pauseReason() : null;
      minor.add(
          new Problem(
              false,
              "%s %s paused%s: %s."
                  .formatted(
                      queues(lines),
                      lines.size() == 1 ? "is" : "are",
                      why == null ? "" : " (" + why + ")",
                      waits(lines)),
              "/queues",
              "Queues",
              ""));
    }
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
