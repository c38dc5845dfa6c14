package dev.queuectl.cli.queue;

import dev.queuectl.Queue;
import dev.queuectl.cli.access.KnownQueues;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.report.Printable;
import dev.queuectl.report.QueueJson;
import jakarta.inject.Singleton;

/// What is printed of a queue whose settings were changed.
@Singleton
final class QueueReport {
  private final StoreAccess access;
  private final KnownQueues queues;
  private final Printer printer;

  QueueReport(StoreAccess access, KnownQueues queues, Printer printer) {
    this.access = access;
    this.queues = queues;
    this.printer = printer;
  }

  /// @param sentence without a full stop
  void print(Queue queue, String sentence) {
    if (printer.json()) {
      printer.object(json -> QueueJson.fields(json, queue));
      return;
    }
    printer.line(Printable.line(sentence));
    access.noteNew(printer);
    if (queue.counts().values().stream().allMatch(count -> count == 0)) {
      noteEmpty(queue.name());
    }
  }

  /// A queue may be set up before its first job, but its name may be a slip, too.
  private void noteEmpty(String name) {
    var near = queues.near(name).map(other -> "; there is one named " + other).orElse("");
    printer.note("the queue %s has no jobs yet%s.".formatted(name, near));
  }
}
