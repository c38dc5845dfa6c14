package dev.queuectl.cli.job;

import dev.queuectl.JobAction;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Console;
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

  private final Console console;
  private final StoreAccess access;
  private final EachJob each;
  private final BulkChange bulk;
  private final Retried retried;

  RetryCommand(
      Console console, StoreAccess access, EachJob each, BulkChange bulk, Retried retried) {
    this.console = console;
    this.access = access;
    this.each = each;
    this.bulk = bulk;
    this.retried = retried;
  }

  @Override
  public Integer call() {
    if (filter.isInsteadOf(ids, false, JobVerb.RETRY)) {
      return bulk.apply(JobVerb.RETRY, filter.read(access, console, JobVerb.RETRY, NOT_DONE));
    }
    return each.apply(ids, new JobAction.Verb(JobVerb.RETRY), retried::sentence);
  }
}
