package dev.queuectl.cli.queue;

import dev.queuectl.JobState;
import dev.queuectl.Queue;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.ListLimit;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.Table;
import dev.queuectl.cli.job.JobPrinter;
import dev.queuectl.report.QueueJson;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `queue list`
@Prototype
@Command(
    name = "list",
    description = {
      "List the queues that have jobs or settings: how many jobs are waiting, running, failed "
          + "(to be retried) or dead, how many may run at a time, and since when and why a queue is "
          + "paused.",
      "Also: queue, queues."
    },
    footer = {"  queuectl queue list", "  queuectl queue list --json"})
public final class QueueListCommand implements Callable<Integer> {
  @Mixin ListLimit limit = new ListLimit();

  private final StoreAccess access;
  private final Printer printer;
  private final JobPrinter report;

  QueueListCommand(StoreAccess access, Printer printer, JobPrinter report) {
    this.access = access;
    this.printer = printer;
    this.report = report;
  }

  @Override
  public Integer call() {
    var rows = limit.rows(printer);
    var all = access.open().queues().list();
    var queues = all.stream().limit(rows).toList();
    if (printer.json()) {
      printer.objects(queues, QueueJson::fields);
    } else {
      print(queues);
      limit.noteRest(printer, queues.size(), all.size());
    }
    return 0;
  }

  private void print(List<Queue> queues) {
    var table = Table.onOneLine("NAME", "WAITING", "RUNNING", "FAILED", "DEAD", "LIMIT", "PAUSED");
    for (var queue : queues) {
      table.row(
          queue.name(),
          count(queue, JobState.PENDING),
          count(queue, JobState.PROCESSING),
          count(queue, JobState.FAILED),
          count(queue, JobState.DEAD),
          queue.concurrency() == null ? "-" : queue.concurrency().toString(),
          paused(queue));
    }
    table.print(printer);
    if (queues.isEmpty()) {
      printer.remark("There are no queues yet: a queue appears with its first job.");
    }
  }

  private static String count(Queue queue, JobState state) {
    return Long.toString(queue.count(state));
  }

  private String paused(Queue queue) {
    var since = queue.pausedAt();
    if (since == null) {
      return "-";
    }
    var reason = queue.pauseReason();
    return "since " + report.shortText(since) + (reason == null ? "" : ": " + reason);
  }
}
