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

/// `release ID...`, `release --queue Q --text T`
@Prototype
@Command(
    name = "release",
    description = {
      "Let held jobs run.",
      "Instead of ids, use options to release all jobs that " + "match."
    },
    footer = {
      "  queuectl release nightly-backup",
      "  queuectl release --queue mail --text newsletter"
    })
public final class ReleaseCommand implements Callable<Integer> {
  private static final Set<JobState> WAITING = Set.of(JobState.PENDING, JobState.FAILED);

  @Parameters(paramLabel = "ID", arity = "0..*", description = "The jobs.")
  List<String> ids = List.of();

  @Mixin FilterOptions filter = new FilterOptions();

  private final BulkChange bulk;

  ReleaseCommand(BulkChange bulk) {
    this.bulk = bulk;
  }

  @Override
  public Integer call() {
    return bulk.apply(JobVerb.RELEASE, ids, filter, WAITING, job -> "Released " + job.id() + ".");
  }
}
