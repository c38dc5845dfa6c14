package dev.queuectl.cli.job;

import dev.queuectl.JobVerb;
import io.micronaut.context.annotation.Prototype;
import picocli.CommandLine.Command;

/// `release ID...`, `release --queue Q --text T`
@Prototype
@Command(
    name = "release",
    description = {
      "Let held jobs run.",
      "Instead of ids, use options to release all jobs that match."
    },
    footer = {
      "  queuectl release nightly-backup",
      "  queuectl release --queue mail --text newsletter"
    })
public final class ReleaseCommand extends ChangeCommand {
  ReleaseCommand(EachJob each, BulkChange bulk) {
    super(JobVerb.RELEASE, each, bulk);
  }
}
