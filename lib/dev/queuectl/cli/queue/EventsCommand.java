package dev.queuectl.cli.queue;

import dev.queuectl.Event;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.ListLimit;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.Table;
import dev.queuectl.cli.job.JobPrinter;
import dev.queuectl.report.EventJson;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `events`
@Prototype
@Command(
    name = "events",
    description = {
      "List what was done to the queue at the command line and through the dashboard and its "
          + "API, newest first: when, by whom, from where, what, and to which job, queue, worker "
          + "or key.",
      "WHO is the user of the operating system at the command line; elsewhere owner, guest, or "
          + "the name of the token.",
      "The newest 10,000 of each action are kept."
    },
    footer = {"  queuectl events", "  queuectl events --json --limit 1000"})
public final class EventsCommand implements Callable<Integer> {
  @Mixin ListLimit limit = new ListLimit();

  private final StoreAccess access;
  private final Printer printer;
  private final JobPrinter report;

  EventsCommand(StoreAccess access, Printer printer, JobPrinter report) {
    this.access = access;
    this.printer = printer;
    this.report = report;
  }

  @Override
  public Integer call() {
    var rows = limit.rows(printer);
    // One more shows whether there are more.
    var most = (int) Math.min(Integer.MAX_VALUE - 1, rows) + 1;
    var events = access.open().events().list(Long.MAX_VALUE, most);
    var shown = events.stream().limit(rows).toList();
    if (printer.json()) {
      printer.objects(shown, EventJson::fields);
    } else {
      print(shown);
      if (events.size() > shown.size() && !limit.isChosen()) {
        printer.note("%,d shown; there are more, --all prints all of them.".formatted(rows));
      }
    }
    return 0;
  }

  private void print(List<Event> events) {
    var table =
        new Table("WHEN", "WHO", "FROM", "ACTION", "SUBJECT", "DETAIL")
            .expendable("FROM", "-")
            .expendable("WHO", "-");
    for (var event : events) {
      table.row(
          report.shortText(event.happenedAt()),
          event.actor(),
          event.origin(),
          event.action(),
          Objects.requireNonNullElse(event.subject(), "-"),
          Objects.requireNonNullElse(event.detail(), "-"));
    }
    table.print(printer);
    if (events.isEmpty()) {
      printer.remark("Nothing has been done yet.");
    }
  }
}
