package dev.queuectl.cli.dashboard;

import dev.queuectl.QueueException;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.store.Grant;
import dev.queuectl.store.Login;
import dev.queuectl.store.NamedToken;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `dashboard link [NAME]`
@Prototype
@Command(
    name = "link",
    description = {
      "Print a link to each running dashboard of this queue that logs a browser in. It works once, "
          + "within ten minutes.",
      "With NAME it logs in as whoever has that token, and allows no more than the token does."
    },
    footer = {
      "  queuectl dashboard link",
      "  queuectl dashboard link --read-only     # for a guest",
      "  queuectl dashboard link anna"
    })
public final class DashboardLinkCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", arity = "0..1", description = "The name of a token.")
  @Nullable String name;

  @Mixin GrantOptions grant = new GrantOptions();

  private final StoreAccess access;
  private final LoginLinks links;
  private final Printer printer;

  DashboardLinkCommand(StoreAccess access, LoginLinks links, Printer printer) {
    this.access = access;
    this.links = links;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    var most = grant.read().orElse(Grant.FULL);
    var dashboards = RunningDashboard.all(access.runDirectory(), access.place());
    if (dashboards.isEmpty()) {
      throw new QueueException.NotFound(
          "no dashboard is running", "Start one with: queuectl dashboard");
    }
    var login = name == null ? links.owner(most) : named(name).login().atMost(most);
    if (printer.json()) {
      printer.objects(
          dashboards,
          (json, dashboard) -> {
            json.field("login_url", links.to(dashboard, login));
            fields(json, login);
          });
    } else {
      dashboards.forEach(dashboard -> printer.line(links.to(dashboard, login)));
    }
    access.audit().add("link", login.name(), login.grant().word());
    return 0;
  }

  private static void fields(dev.queuectl.report.JsonOut json, Login login) {
    json.field("name", login.name());
    json.field("access", login.grant().word());
  }

  private NamedToken named(String name) {
    return access.open().access().tokens().stream()
        .filter(token -> token.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new QueueException.NotFound(
                    "there is no token \"" + name + "\"", "See queuectl dashboard token list."));
  }
}
