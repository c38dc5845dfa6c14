package dev.queuectl.cli.dlq;

import dev.queuectl.Job;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.action.Matching;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.ListLimit;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.Table;
import dev.queuectl.cli.job.JobPrinter;
import dev.queuectl.report.JobJson;
import dev.queuectl.report.JobPages;
import dev.queuectl.store.JobQuery;
import io.micronaut.context.annotation.Prototype;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `dlq list`
@Prototype
@Command(
    name = "list",
    description = {"List the dead jobs, newest first.", "Also: dlq, dlq-list."},
    footer = {
      "  queuectl dlq list",
      "  queuectl dlq list --all",
      "  queuectl dlq list --group 4k7t2m8x   # as dlq analyze names it",
      "  queuectl dlq list --json --limit 1000"
    })
public final class DlqListCommand implements Callable<Integer> {
  @Mixin ListLimit limit = new ListLimit();

  @Mixin GroupOption group = new GroupOption();

  private final StoreAccess access;
  private final Printer printer;
  private final JobPrinter report;

  DlqListCommand(StoreAccess access, Printer printer, JobPrinter report) {
    this.access = access;
    this.printer = printer;
    this.report = report;
  }

  @Override
  public Integer call() {
    var meant = group.isGiven() ? group.jobs(access) : JobFilter.of(Set.of(JobState.DEAD), null);
    return access.open().snapshot(() -> list(meant));
  }

  private int list(JobFilter meant) {
    var store = access.open().jobs();
    var rows = limit.rows(printer);
    var dead = JobPages.of(store, new JobQuery(meant, JobQuery.Sort.NEWEST, 1), rows);
    if (printer.json()) {
      try (var json = printer.json(true)) {
        dead.forEach(job -> json.object(() -> JobJson.fields(json, job, report.now(), false)));
      }
      return 0;
    }
    var shown = print(dead);
    if (shown == rows) {
      limit.noteRest(printer, shown, number(meant));
    }
    return 0;
  }

  private long number(JobFilter meant) {
    return Matching.of(access.open(), meant, _ -> true, JobQuery.Sort.NEWEST).number();
  }

  /// @return how many
  private long print(Stream<Job> dead) {
    var shown = 0L;
    var table =
        Table.onOneLine("ID", "ATTEMPTS", "WHEN", "ERROR", "COMMAND")
            .expendable("ATTEMPTS", "-")
            .expendable("WHEN", "-");
    for (var each = dead.iterator(); each.hasNext(); shown++) {
      table = table.printedIfLong(printer);
      row(table, each.next());
    }
    table.print(printer);
    if (shown == 0) {
      printer.remark("The dead letter queue is empty.");
    }
    return shown;
  }

  private void row(Table table, Job job) {
    table.row(
        job.id(),
        job.attempts() + "/" + job.maxAttempts(),
        job.finishedAt() == null ? "-" : report.shortText(job.finishedAt()),
        Objects.requireNonNullElse(job.failure(), "-"),
        job.command());
  }
}
