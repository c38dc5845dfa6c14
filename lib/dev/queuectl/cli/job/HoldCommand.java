package dev.queuectl.cli.job;

import dev.queuectl.JobVerb;
import io.micronaut.context.annotation.Prototype;
import picocli.CommandLine.Command;

/// `hold ID...`, `hold --queue Q --text T`
@Prototype
@Command(
    name = "hold",
    description = {
      "Keep waiting jobs from running until they are released.",
      "Instead of ids, use options to hold all waiting jobs that match."
    },
    footer = {
      "  queuectl hold nightly-backup",
      "  queuectl hold --queue mail --text newsletter",
      "  queuectl release nightly-backup"
    })
public final class HoldCommand extends ChangeCommand {
  HoldCommand(EachJob each, BulkChange bulk) {
    super(JobVerb.HOLD, each, bulk);
  }
}
