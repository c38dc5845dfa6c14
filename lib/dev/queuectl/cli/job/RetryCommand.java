package dev.queuectl.cli.job;

import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

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
public final class RetryCommand implements Callable<Integer> {
  /// Who wants completed or cancelled jobs to run again says so.
  private static final Set<JobState> NOT_DONE = Set.of(JobState.FAILED, JobState.DEAD);

  @Parameters(paramLabel = "ID", arity = "0..*", description = "The jobs.")
  List<String> ids = List.of();

  @Mixin FilterOptions filter = new FilterOptions();

  private final BulkChange bulk;
  private final Retried retried;

  RetryCommand(BulkChange bulk, Retried retried) {
    this.bulk = bulk;
    this.retried = retried;
  }

  @Override
  public Integer call() {
    return bulk.apply(JobVerb.RETRY, ids, filter, NOT_DONE, retried::sentence);
  }
}
