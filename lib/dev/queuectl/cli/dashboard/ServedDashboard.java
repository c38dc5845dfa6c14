package dev.queuectl.cli.dashboard;

import dev.queuectl.QueueException;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.syntax.VersionCommand;
import dev.queuectl.web.Dashboard;
import dev.queuectl.web.request.DashboardOptions;
import dev.queuectl.web.request.ServedQueue;

/// A dashboard of this process, which others can find.
public final class ServedDashboard implements AutoCloseable {
  private final Dashboard dashboard;
  private final StoreAccess access;
  private final RunningDashboard running;

  private ServedDashboard(Dashboard dashboard, StoreAccess access) {
    this.dashboard = dashboard;
    this.access = access;
    this.running = RunningDashboard.here(dashboard.url(), access.place());
    running.write(access.runDirectory());
  }

  /// @throws dev.queuectl.QueueException.Unavailable if it cannot listen there
  public static ServedDashboard start(
      Console console, StoreAccess access, DashboardOptions options) {
    if (options.port() != 0) {
      RunningDashboard.all(access.runDirectory(), access.place()).stream()
          .filter(other -> other.port() == options.port())
          .forEach(ServedDashboard::refuse);
    }
    return new ServedDashboard(Dashboard.start(queue(console, access), options), access);
  }

  private static ServedQueue queue(Console console, StoreAccess access) {
    return new ServedQueue(
        access.openToStay(),
        access.logs(),
        access.runDirectory(),
        console.cwd(),
        console.zone(),
        access::obstacle,
        VersionCommand.VERSION);
  }

  private static void refuse(RunningDashboard other) {
    throw new QueueException.Unavailable(
        "the dashboard of this queue is already running at " + other.url(),
        "queuectl dashboard link logs in, queuectl dashboard stop stops it.");
  }

  RunningDashboard running() {
    return running;
  }

  public String loginUrl() {
    return dashboard.loginUrl();
  }

  @Override
  public void close() {
    try (dashboard) {
      running.delete(access.runDirectory());
    }
  }
}
