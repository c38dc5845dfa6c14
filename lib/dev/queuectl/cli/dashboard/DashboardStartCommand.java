package dev.queuectl.cli.dashboard;

import dev.queuectl.QueueException;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.console.Failures;
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
      "Serve the dashboard on this machine until Ctrl-C or TERM, and print a link that logs in once.",
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

  private final CommandContext context;
  private final DetachedDashboard background;
  private final LoginLinks links;

  DashboardStartCommand(CommandContext context, DetachedDashboard background, LoginLinks links) {
    this.context = context;
    this.links = links;
    this.background = background;
  }

  @Override
  public Integer call() throws InterruptedException {
    var options = serve.read(context.console(), context.open().config().settings());
    if (detach) {
      return background
          .start(serve.words(context.console().cwd()))
          .map(this::announce)
          .orElse(Failures.FAILED);
    }
    var interrupted = new CountDownLatch(1);
    context.console().interrupts().accept(_ -> interrupted.countDown());
    try (var served = ServedDashboard.start(context.console(), context.access(), options)) {
      if (!detached) {
        announce(served.running());
        context.printer().remark("Ctrl-C stops it.");
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
      context.open().changes().any();
    } catch (QueueException.Replaced e) {
      throw e;
    } catch (QueueException.Unavailable e) {
      // see above
    }
  }

  /// @return the exit code
  private int announce(RunningDashboard dashboard) {
    var link = links.to(dashboard);
    if (context.printer().json()) {
      context
          .printer()
          .object(
              json -> {
                dashboard.fields(json);
                json.field("login_url", link);
              });
    } else {
      context.printer().line("The dashboard is at " + dashboard.url());
      context.printer().line("Log in (once, within 10 minutes): " + link);
    }
    context.printer().flush();
    if (open) {
      show(link);
    }
    return 0;
  }

  private void show(String url) {
    try {
      new Browser(context.console(), context.access().runDirectory()).open(url);
    } catch (IOException e) {
      context
          .printer()
          .note("cannot open a browser (%s). Open the link yourself.".formatted(e.getMessage()));
    }
  }
}
