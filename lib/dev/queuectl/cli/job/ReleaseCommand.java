package dev.queuectl.cli.job;

import dev.queuectl.JobAction.Way;
import dev.queuectl.JobVerb;
import io.micronaut.context.annotation.Prototype;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
  @Option(
      names = "--ignore-dependencies",
      description = "Also let them run whatever becomes of the jobs for which they wait.")
  boolean ignoring;

  ReleaseCommand(EachJob each, BulkChange bulk) {
    super(JobVerb.RELEASE, each, bulk);
  }

  @Override
  Way way() {
    return ignoring ? Way.IGNORING_DEPENDENCIES : Way.USUAL;
  }
}
