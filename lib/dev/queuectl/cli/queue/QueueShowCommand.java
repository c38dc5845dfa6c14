package dev.queuectl.cli.queue;

import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.Queue;
import dev.queuectl.QueueException;
import dev.queuectl.Words;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.job.JobPrinter;
import dev.queuectl.report.LiveWorkers;
import dev.queuectl.report.Printable;
import dev.queuectl.report.QueueJson;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `queue show NAME`
@Prototype
@Command(
    name = "show",
    description = {
      "Show one queue: its jobs by state, its limit, its workers, and since when and why it is "
          + "paused.",
      "Also: queue status NAME."
    },
    footer = {"  queuectl queue show mail", "  queuectl queue show mail --json"})
public final class QueueShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The queue.")
  String name = "";

  private final StoreAccess access;
  private final Printer printer;
  private final JobPrinter report;

  QueueShowCommand(StoreAccess access, Printer printer, JobPrinter report) {
    this.access = access;
    this.printer = printer;
    this.report = report;
  }

  @Override
  public Integer call() {
    return access.open().snapshot(this::show);
  }

  private int show() {
    var queue = found();
    if (printer.json()) {
      printer.object(json -> QueueJson.fields(json, queue));
    } else {
      print(queue);
    }
    return 0;
  }

  private Queue found() {
    var queues = access.open().queues().list();
    return queues.stream()
        .filter(queue -> queue.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new QueueException.NotFound(
                    "there is no queue \"" + name + "\"",
                    Words.nearest(name, queues.stream().map(Queue::name).toList())
                        .map(near -> "Did you mean " + near + "?")
                        .orElse("See queuectl queue list.")));
  }

  private void print(Queue queue) {
    line("name", queue.name());
    for (var state : JobState.values()) {
      line(state.word(), Long.toString(queue.count(state)));
    }
    line("limit", queue.concurrency() == null ? "none" : queue.concurrency().toString());
    line("paused", paused(queue));
    line("workers", workers());
  }

  private String paused(Queue queue) {
    var since = queue.pausedAt();
    if (since == null) {
      return "no";
    }
    var reason = queue.pauseReason();
    return "since " + report.shortText(since) + (reason == null ? "" : ": " + reason);
  }

  private String workers() {
    var serving =
        LiveWorkers.of(access.open().workers(), access.now()).stream()
            .filter(worker -> LiveWorkers.serves(worker, name))
            .toList();
    var slots = serving.stream().mapToInt(worker -> worker.slots()).sum();
    return serving.isEmpty()
        ? "none serve it"
        : "%d, %s in all".formatted(serving.size(), Numbers.counted(slots, "slot"));
  }

  private void line(String label, String text) {
    printer.line(Printable.line(label + ": " + text));
  }
}
