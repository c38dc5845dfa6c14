package dev.queuectl.cli.dashboard;

import dev.queuectl.QueueException;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.web.Dashboard;
import io.micronaut.context.annotation.Prototype;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `dashboard start`
@Prototype
@Command(
    name = "start",
    description = {
      "Serve the dashboard on this machine until Ctrl-C or TERM, and print the login link.",
      "Also: dashboard, web, ui."
    },
    footer = {
      "  queuectl dashboard --open",
      "  queuectl dashboard start --port 0 --read-only",
      "  queuectl dashboard start --behind-proxy --name queue.example.org"
    })
public final class DashboardStartCommand implements Callable<Integer> {
  private static final int LOOKS_SECONDS = 1;

  @Mixin ServeOptions serve = new ServeOptions();

  @Option(names = "--open", description = "Open it in a browser.")
  boolean open;

  @Option(
      names = {"--detach", "--daemon", "--background", "-d"},
      description = "Serve it in the background and return.")
  boolean detach;

  @Option(names = "--detached", hidden = true)
  boolean detached;

  private final Console console;
  private final StoreAccess access;
  private final Printer printer;
  private final DetachedDashboard background;

  DashboardStartCommand(
      Console console, StoreAccess access, Printer printer, DetachedDashboard background) {
    this.console = console;
    this.access = access;
    this.printer = printer;
    this.background = background;
  }

  @Override
  public Integer call() throws InterruptedException {
    var options = serve.read(console, access.open().config().settings());
    if (detach) {
      return background
          .start(serve.words(console.cwd()))
          .map(this::announce)
          .orElse(Failures.FAILED);
    }
    var interrupted = new CountDownLatch(1);
    console.interrupts().accept(_ -> interrupted.countDown());
    try (var served = ServedDashboard.start(console, access, options)) {
      if (!detached) {
        announce(served.running());
        printer.remark("Ctrl-C stops it.");
      }
      while (!interrupted.await(LOOKS_SECONDS, TimeUnit.SECONDS)) {
        refuseReplaced();
      }
    }
    return 0;
  }

  /// The pages report any other trouble, and it may pass.
  ///
  /// @throws QueueException.Replaced
  private void refuseReplaced() {
    try {
      access.open().changes().any();
    } catch (QueueException.Replaced e) {
      throw e;
    } catch (QueueException.Unavailable e) {
      // see above
    }
  }

  /// @return the exit code
  private int announce(RunningDashboard dashboard) {
    var link = Dashboard.loginUrl(dashboard.url(), access.runDirectory());
    if (printer.json()) {
      printer.object(
          json -> {
            dashboard.fields(json);
            json.field("login_url", link);
          });
    } else {
      printer.line("The dashboard is at " + dashboard.url());
      printer.line("Log in: " + link);
    }
    printer.flush();
    if (open) {
      show(link);
    }
    return 0;
  }

  private void show(String url) {
    try {
      new Browser(console, access.runDirectory()).open(url);
    } catch (IOException e) {
      printer.note("cannot open a browser (%s). Open the link yourself.".formatted(e.getMessage()));
    }
  }
}
