package dev.queuectl.cli.dashboard;

import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.syntax.VersionCommand;
import dev.queuectl.web.request.ServedQueue;

/// Describes the queue of this run to a dashboard.
final class DashboardSite {
  private DashboardSite() {}

  static ServedQueue of(Console console, StoreAccess access) {
    return new ServedQueue(
        access.openToStay(),
        access.logs(),
        access.runDirectory(),
        console.cwd(),
        console.zone(),
        access::obstacle,
        VersionCommand.VERSION);
  }
}
