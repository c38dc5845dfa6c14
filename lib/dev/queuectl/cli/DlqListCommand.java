package dev.queuectl.cli;

import dev.queuectl.Job;
import dev.queuectl.JobQuery;
import dev.queuectl.JobState;
import dev.queuectl.report.JobJson;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `dlq list`
@Prototype
@Command(
    name = "list",
    description = {"List the dead jobs, newest first.", "Also: dlq, dlq-list."},
    footer = {"  queuectl dlq list", "  queuectl dlq list --json --limit 1000"})
final class DlqListCommand implements Callable<Integer> {
  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "At most so many (default: 50).")
  int limit = 50;

  private final StoreDoor door;
  private final Printer printer;
  private final JobReport report;

  DlqListCommand(StoreDoor door, Printer printer, JobReport report) {
    this.door = door;
    this.printer = printer;
    this.report = report;
  }

  @Override
  public Integer call() {
    return door.open().snapshot(this::list);
  }

  private int list() {
    var store = door.open().jobs();
    var dead = store.list(JobQuery.newest(limit, JobState.DEAD));
    if (printer.json()) {
      try (var json = printer.json(true)) {
        dead.forEach(job -> json.object(() -> JobJson.fields(json, job, false)));
      }
      return 0;
    }
    print(dead);
    var all = store.counts().getOrDefault(JobState.DEAD, 0L);
    if (all > dead.size()) {
      printer.note(
          "%,d of %,d shown; --limit %d prints all of them.".formatted(dead.size(), all, all));
    }
    return 0;
  }

  private void print(List<Job> dead) {
    var table = new Table("ID", "ATTEMPTS", "WHEN", "ERROR", "COMMAND");
    for (var job : dead) {
      table.row(
          job.id(),
          job.attempts() + "/" + job.maxAttempts(),
          job.finishedAt() == null ? "-" : report.shortText(job.finishedAt()),
          Objects.requireNonNullElse(job.error(), "-"),
          job.command());
    }
    table.print(printer);
    if (dead.isEmpty()) {
      printer.remark("The dead letter queue is empty.");
    }
  }
}
