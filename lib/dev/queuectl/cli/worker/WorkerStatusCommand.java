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
  private static final String NONE =
      "No workers are running. Start one with: queuectl worker start";

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
      printer.sentence(NONE);
    } else {
      table(rows);
      var alive = all.stream().filter(WorkerReport::alive).toList();
      printer.sentence(alive.isEmpty() ? NONE : total(alive));
      noteDead(all.stream().filter(row -> !row.alive()).count());
      limit.noteRest(printer, rows.size(), all.size());
    }
    return 0;
  }

  private void table(List<WorkerReport> rows) {
    var table =
        new Table(
                "ID",
                "STATE",
                "HOST",
                "PID",
                "SLOTS",
                "QUEUES",
                "HEARTBEAT",
                "DONE",
                "MEAN",
                "JOBS")
            .expendable("QUEUES", "all")
            .expendable("HEARTBEAT", "0s")
            .expendable("HOST", "-")
            .expendable("MEAN", "-")
            .expendable("PID", "-");
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
        .forEach(trouble -> printer.sentence("Cannot start jobs: " + trouble));
  }

  /// A worker is a process here; `workers` in `status` counts slots, as the family has it.
  static String processes(int workers) {
    return Numbers.counted(workers, "worker process", "worker processes");
  }

  /// Of those that are alive, what all their slots do and what they have done so far.
  private static String total(List<WorkerReport> rows) {
    var workers = rows.stream().map(WorkerReport::worker).toList();
    var done = workers.stream().mapToLong(Worker::jobsDone).sum();
    var millis = workers.stream().mapToLong(Worker::runMillis).sum();
    return "Total: %s, %d of %s busy, %s done%s."
        .formatted(
            processes(workers.size()),
            rows.stream().mapToInt(row -> row.jobs().size()).sum(),
            Numbers.counted(workers.stream().mapToInt(Worker::slots).sum(), "slot"),
            Numbers.counted(done, "job"),
            done == 0 ? "" : ", mean run time " + Durations.text(Duration.ofMillis(millis / done)));
  }

  private void noteDead(long dead) {
    if (dead > 0) {
      printer.note(
          "%s died without leaving; the next worker takes over what %s."
              .formatted(
                  processes((int) dead), dead == 1 ? "it was running" : "they were running"));
    }
  }

  private Duration heartbeatAge(Worker worker) {
    return Duration.ofSeconds(Durations.between(worker.heartbeatAt(), access.now()).toSeconds());
  }

  private void json(List<WorkerReport> rows) {
    printer.objects(rows, (json, row) -> row.fields(json));
  }
}
