package dev.queuectl.cli.job;

import dev.queuectl.JobAction.Way;
import dev.queuectl.JobVerb;
import dev.queuectl.QueueException;
import io.micronaut.context.annotation.Prototype;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `retry ID...`, `retry --text T --since D`
@Prototype
@Command(
    name = "retry",
    description = {
      "Make failed or ended jobs pending again, with their attempts reset to 0.",
      "They run at once, unless they are held (until released) or their --run-at is in the "
          + "future.",
      "Jobs that were not run since one of these was dead or cancelled come back with it.",
      "Instead of ids, use options to retry all jobs that match, of the failed and dead ones "
          + "if no state is given; queuectl list with the same options shows them."
    },
    footer = {
      "  queuectl retry nightly-backup",
      "  queuectl retry --text ffmpeg --since 2h",
      "  queuectl dlq retry --all"
    })
public final class RetryCommand extends ChangeCommand {
  @Option(
      names = "--cascade",
      description = "Also run again what has ended among the jobs that wait for them, in order.")
  boolean cascade;

  @Option(
      names = "--ignore-dependencies",
      description = "Run them whatever has become of the jobs for which they wait.")
  boolean ignoring;

  RetryCommand(EachJob each, BulkChange bulk) {
    super(JobVerb.RETRY, each, bulk);
  }

  @Override
  Way way() {
    if (cascade && ignoring) {
      throw new QueueException.Invalid(
          "--cascade and --ignore-dependencies cannot be combined", "Use one of them.");
    }
    return cascade ? Way.CASCADE : ignoring ? Way.IGNORING_DEPENDENCIES : Way.USUAL;
  }
}
