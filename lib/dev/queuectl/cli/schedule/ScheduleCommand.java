package dev.queuectl.cli.schedule;

import io.micronaut.context.annotation.Prototype;
import picocli.CommandLine.Command;

/// The group of `schedule`; alone it is `schedule list`, by `Aliases`.
@Prototype
@Command(
    name = "schedule",
    description = "Jobs that recur: each time, a worker that is running enqueues one.",
    footer = {
      "  queuectl schedule add nightly '30 2 * * *' './backup.sh'",
      "  queuectl schedule check '0 9 * * mon-fri' --tz Europe/Berlin",
      "  queuectl schedule list"
    })
public final class ScheduleCommand {}
