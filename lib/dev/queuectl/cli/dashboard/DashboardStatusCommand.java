package dev.queuectl.cli.dashboard;

import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.Table;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `dashboard status`
@Prototype
@Command(
    name = "status",
    description = "List the dashboards of this queue on this host.",
    footer = {
      "  queuectl dashboard status",
      "  queuectl dashboard status --login  # and links that log in once"
    })
public final class DashboardStatusCommand implements Callable<Integer> {
  @Option(names = "--login", description = "Print links that log in once.")
  boolean login;

  private final StoreAccess access;
  private final LoginLinks links;
  private final Printer printer;

  DashboardStatusCommand(StoreAccess access, LoginLinks links, Printer printer) {
    this.access = access;
    this.links = links;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    var dashboards = RunningDashboard.all(access.runDirectory(), access.place());
    if (printer.json()) {
      printer.objects(
          dashboards,
          (json, dashboard) -> {
            dashboard.fields(json);
            if (login) {
              json.field("login_url", links.to(dashboard));
            }
          });
    } else if (dashboards.isEmpty()) {
      printer.line("No dashboard is running. Start one with: queuectl dashboard");
    } else {
      print(dashboards);
    }
    return 0;
  }

  private void print(List<RunningDashboard> dashboards) {
    var table = new Table("URL", "PID");
    dashboards.forEach(
        dashboard ->
            table.row(
                login ? links.to(dashboard) : dashboard.url(),
                Long.toString(dashboard.process().pid())));
    table.print(printer);
  }
}
