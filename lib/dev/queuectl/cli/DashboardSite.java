package dev.queuectl.cli;

import dev.queuectl.web.Site;

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
