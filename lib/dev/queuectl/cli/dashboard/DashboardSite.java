package dev.queuectl.cli.dashboard;

import dev.queuectl.cli.access.StoreDoor;
import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.syntax.VersionCommand;
import dev.queuectl.web.request.Site;

/// What a dashboard is told of the queue of this run.
final class DashboardSite {
  private DashboardSite() {}

  static Site of(Console console, StoreDoor door) {
    return new Site(
        door.openToStay(),
        door.logs(),
        door.runDirectory(),
        console.cwd(),
        console.clock(),
        console.zone(),
        door::obstacle,
        door::wakeWorkers,
        VersionCommand.VERSION);
  }
}
