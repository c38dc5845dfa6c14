package dev.queuectl.cli.queue;

import dev.queuectl.QueueException;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.console.PollDelay;
import dev.queuectl.report.Printable;
import dev.queuectl.report.Status;
import io.micronaut.context.annotation.Prototype;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `status`
@Prototype
@Command(
    name = "status",
    description = {
      "Show how many jobs are in each state, and who runs them.",
      "ready, scheduled, retrying and held say what the pending and failed jobs wait for. failed "
          + "jobs will be retried; those that have failed for good are dead.",
      "slots: how many jobs the worker_processes can run at a time; busy: how many of these slots "
          + "run one. Scripts, which get this through a pipe, also find the slots as workers and "
          + "as active.",
      "Also: stats. (status ID is show ID; dlq stats is dlq analyze.)"
    },
    footer = {"  queuectl status", "  queuectl status --watch", "  queuectl status --json"})
public final class StatusCommand implements Callable<Integer> {
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  /// To the top left corner, and erase from there (ECMA-48 CUP and ED).
  private static final String REDRAW = "\u001b[H\u001b[J";

  @Option(names = "--watch", description = "Refresh every second until Ctrl-C. Needs a terminal.")
  boolean watch;

  private final CommandContext context;

  StatusCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (!watch) {
      print();
      return 0;
    }
    if (!context.printer().terminal() || context.printer().json()) {
      throw new QueueException.Invalid("--watch needs a terminal", "Run status without it.");
    }
    context.access().openToStay();
    var delay = new PollDelay();
    context.console().interrupts().accept(_ -> delay.end());
    do {
      context.printer().out().text(REDRAW);
      print();
      context.printer().flush();
    } while (delay.take(BETWEEN));
    return 0;
  }

  private void print() {
    var status = Status.of(context.open(), context.now(), context.access().obstacle());
    if (!context.printer().json()) {
      status
          .lines(!context.printer().terminal())
          .forEach(line -> context.printer().sentence(Printable.line(line), 2));
      return;
    }
    context.printer().object(status::fields);
  }
}
