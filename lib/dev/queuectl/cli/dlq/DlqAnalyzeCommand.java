package dev.queuectl.cli.dlq;

import dev.queuectl.Numbers;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.ListLimit;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.Style;
import dev.queuectl.cli.job.JobPrinter;
import dev.queuectl.report.DeadGroup;
import dev.queuectl.report.DeadGroups;
import dev.queuectl.report.Printable;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `dlq analyze`
@Prototype
@Command(
    name = "analyze",
    description = {
      "Group dead jobs by cause: how they ended, and the last line of standard error of the "
          + "last attempt, ignoring numbers and paths.",
      "Also: dlq stats. (stats alone is status.)"
    },
    footer = {
      "  queuectl dlq analyze",
      "  queuectl dlq analyze --json",
      "  queuectl dlq retry --group 4k7t2m"
    })
public final class DlqAnalyzeCommand implements Callable<Integer> {
  @Mixin ListLimit limit = new ListLimit();

  private final Printer printer;
  private final JobPrinter report;
  private final StoreAccess access;

  DlqAnalyzeCommand(Printer printer, JobPrinter report, StoreAccess access) {
    this.printer = printer;
    this.report = report;
    this.access = access;
  }

  @Override
  public Integer call() {
    var rows = limit.rows(printer);
    var found = access.open().snapshot(() -> access.deadGroups().all());
    var shown = found.groups().stream().limit(rows).toList();
    if (printer.json()) {
      try (var json = printer.json(true)) {
        shown.forEach(group -> json.object(() -> group.fields(json, retry(group))));
        if (rows == ListLimit.NONE && found.others() > 0) {
          json.object(() -> DeadGroup.othersFields(json, found.others()));
        }
      }
      return 0;
    }
    shown.forEach(this::print);
    noteRest(found, shown);
    return 0;
  }

  private void noteRest(DeadGroups.Found found, List<DeadGroup> shown) {
    var left = found.groups().size() - shown.size();
    if (shown.isEmpty()) {
      printer.remark("The dead letter queue is empty.");
    } else if (found.others() > 0) {
      printer.note(
          Numbers.counted(found.others(), "more dead job is", "more dead jobs are")
              + " not grouped here; these are the groups of the newest.");
    } else if (left > 0 && !limit.isChosen()) {
      printer.note(
          "%,d of %,d groups shown; --all prints all of them."
              .formatted(shown.size(), found.groups().size()));
    }
  }

  private void print(DeadGroup group) {
    printer.sentence(
        printer.styled(Style.BOLD, Numbers.counted(group.count(), "job"))
            + ": "
            + Printable.line(group.cause().describe()),
        2);
    printer.sentence(
        "  first %s, last %s, for example %s"
            .formatted(
                report.shortText(group.firstSeenAt()),
                report.shortText(group.lastSeenAt()),
                group.example()),
        2);
    printer.line("  " + retry(group));
  }

  private static String retry(DeadGroup group) {
    return "queuectl dlq retry --group " + group.cause().group();
  }
}
