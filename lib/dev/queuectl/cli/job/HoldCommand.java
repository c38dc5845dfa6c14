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
public final class HoldCommand implements Callable<Integer> {
  private static final Set<JobState> WAITING = Set.of(JobState.PENDING, JobState.FAILED);

  @Parameters(paramLabel = "ID", arity = "0..*", description = "The jobs.")
  List<String> ids = List.of();

  @Mixin FilterOptions filter = new FilterOptions();

  private final BulkChange bulk;

  HoldCommand(BulkChange bulk) {
    this.bulk = bulk;
  }

  @Override
  public Integer call() {
    return bulk.apply(JobVerb.HOLD, ids, filter, WAITING, job -> "Held " + job.id() + ".");
  }
}
