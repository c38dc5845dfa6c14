package dev.queuectl.cli.job;

import dev.queuectl.JobVerb;
import io.micronaut.context.annotation.Prototype;
import picocli.CommandLine.Command;

/// `cancel ID...`, `cancel --state S --text T`
@Prototype
@Command(
    name = "cancel",
    description = {
      "Cancel jobs: waiting ones at once, running ones with TERM and, after kill_grace, KILL.",
      "Instead of ids, use options to cancel all jobs that match; queuectl list with the same "
          + "options shows them.",
      "Also: kill."
    },
    footer = {
      "  queuectl cancel nightly-backup",
      "  queuectl cancel a1 a2 a3",
      "  queuectl cancel --state pending --text ffmpeg --since 2h"
    })
public final class CancelCommand extends ChangeCommand {
  CancelCommand(EachJob each, BulkChange bulk) {
    super(JobVerb.CANCEL, each, bulk);
  }
}
