package dev.queuectl.cli.worker;

import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.Numbers;
import dev.queuectl.Worker;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.ListLimit;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.Style;
import dev.queuectl.cli.console.Table;
import dev.queuectl.report.LiveWorkers;
import dev.queuectl.report.WorkerReport;
import io.micronaut.context.annotation.Prototype;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `worker status`
@Prototype
@Command(
    name = "status",
    description = {
      "List the workers: where they run, what they are running, what they have done.",
      "Also: worker list, workers."
    },
    footer = {"  queuectl worker status", "  queuectl worker status --json"})
public final class WorkerStatusCommand implements Callable<Integer> {
  @Mixin ListLimit limit = new ListLimit();

  private final StoreAccess access;
  private final Printer printer;

  WorkerStatusCommand(StoreAccess access, Printer printer) {
    this.access = access;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    var most = limit.rows(printer);
    var all = WorkerReport.all(access.open(), access.now());
    var rows = all.stream().limit(most).toList();
    if (printer.json()) {
      json(rows);
    } else if (rows.isEmpty()) {
      printer.line("No workers are running. Start one with: queuectl worker start");
    } else {
      table(rows);
      printer.line(total(all.stream().filter(WorkerReport::alive).toList()));
      limit.noteRest(printer, rows.size(), all.size());
    }
    return 0;
  }

  private void table(List<WorkerReport> rows) {
    var table =
        new Table(
            "ID", "STATE", "HOST", "PID", "SLOTS", "QUEUES", "HEARTBEAT", "DONE", "MEAN", "JOBS");
    for (var row : rows) {
      var worker = row.worker();
      table.row(
          row.alive() ? Style.GREEN : Style.RED,
          worker.id(),
          row.state(),
          worker.host(),
          Long.toString(worker.process().pid()),
          row.slots(),
          worker.queues().isEmpty() ? "all" : String.join(",", worker.queues()),
          Durations.text(heartbeatAge(worker)),
          Numbers.grouped(worker.jobsDone()),
          worker.jobsDone() == 0 ? "-" : Durations.text(row.meanRun()),
          row.jobs().isEmpty() ? "-" : String.join(" ", row.jobs().stream().map(Job::id).toList()));
    }
    table.print(printer);
    LiveWorkers.troubles(rows.stream().map(WorkerReport::worker).toList())
        .forEach(trouble -> printer.line("Cannot start jobs: " + trouble));
  }

  /// Of those that are alive, what all their slots do and what they have done so far.
  private static String total(List<WorkerReport> rows) {
    var workers = rows.stream().map(WorkerReport::worker).toList();
    var done = workers.stream().mapToLong(Worker::jobsDone).sum();
    var millis = workers.stream().mapToLong(Worker::runMillis).sum();
    return "Total: %s, %d of %s busy, %s done%s."
        .formatted(
            Numbers.counted(workers.size(), "worker"),
            rows.stream().mapToInt(row -> row.jobs().size()).sum(),
            Numbers.counted(workers.stream().mapToInt(Worker::slots).sum(), "slot"),
            Numbers.counted(done, "job"),
            done == 0 ? "" : ", mean run time " + Durations.text(Duration.ofMillis(millis / done)));
  }

  private Duration heartbeatAge(Worker worker) {
    return Duration.ofSeconds(Durations.between(worker.heartbeatAt(), access.now()).toSeconds());
  }

  private void json(List<WorkerReport> rows) {
    printer.objects(rows, (json, row) -> row.fields(json));
  }
}
