package dev.queuectl.cli;

import dev.queuectl.web.Dashboard;
import io.micronaut.context.annotation.Prototype;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `dashboard start`
@Prototype
@Command(
    name = "start",
    description = {
      "Serve the dashboard to this machine until Ctrl-C or TERM, and print the link that logs in.",
      "Also: dashboard, web, ui."
    },
    footer = {
      "  queuectl dashboard --open",
      "  queuectl dashboard start --port 0 --read-only",
      "  queuectl dashboard start --behind-proxy --name queue.example.org"
    })
final class DashboardStartCommand implements Callable<Integer> {
  @Mixin ServeOptions serve = new ServeOptions();

  @Option(names = "--open", description = "Open it in the browser.")
  boolean open;

  private final Console console;
  private final StoreDoor door;
  private final Printer printer;

  DashboardStartCommand(Console console, StoreDoor door, Printer printer) {
    this.console = console;
    this.door = door;
    this.printer = printer;
  }

  @Override
  public Integer call() throws InterruptedException {
    var options = serve.read(console, door.open().config().settings());
    var interrupted = new CountDownLatch(1);
    console.interrupts().accept(_ -> interrupted.countDown());
    try (var dashboard = Dashboard.start(DashboardSite.of(console, door), options)) {
      announce(dashboard);
      if (open) {
        show(dashboard.loginUrl());
      }
      interrupted.await();
    }
    return 0;
  }

  private void show(String url) {
    try {
      new Browser(console, door.runDirectory()).open(url);
    } catch (IOException e) {
      printer.note(
          "no browser can be opened (%s). Open the link yourself.".formatted(e.getMessage()));
    }
  }

  private void announce(Dashboard dashboard) {
    if (printer.json()) {
      try (var json = printer.json(false)) {
        json.object(
            () -> {
              json.field("url", dashboard.url());
              json.field("login_url", dashboard.loginUrl());
              json.field("pid", ProcessHandle.current().pid());
            });
      }
    } else {
      printer.line("The dashboard is at " + dashboard.url());
      printer.line("Log in: " + dashboard.loginUrl());
      printer.remark("Ctrl-C stops it.");
    }
    printer.flush();
  }
}
