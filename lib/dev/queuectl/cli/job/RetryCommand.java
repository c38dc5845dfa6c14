package dev.queuectl.cli.job;

import dev.queuectl.JobVerb;
import io.micronaut.context.annotation.Prototype;
import picocli.CommandLine.Command;

/// `retry ID...`, `retry --text T --since D`
@Prototype
@Command(
    name = "retry",
    description = {
      "Make failed or ended jobs pending again, with their attempts reset to 0.",
      "They run at once, unless they are held (until released) or their --run-at is in the "
          + "future.",
      "Instead of ids, use options to retry all jobs that match, of the failed and dead ones "
          + "if no state is given; queuectl list with the same options shows them."
    },
    footer = {
      "  queuectl retry nightly-backup",
      "  queuectl retry --text ffmpeg --since 2h",
      "  queuectl dlq retry --all"
    })
public final class RetryCommand extends ChangeCommand {
  RetryCommand(EachJob each, BulkChange bulk) {
    super(JobVerb.RETRY, each, bulk);
  }
}
