/// The commands that start, stop and ask the dashboard, and what connects it to a store and a
/// worker's process. Start reading at [dev.queuectl.cli.dashboard.DashboardStartCommand]. The only
/// room of the command line that uses `web`, with the workers' for `--dashboard`.
@NullMarked
package dev.queuectl.cli.dashboard;

import org.jspecify.annotations.NullMarked;
