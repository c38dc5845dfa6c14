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

  private final Console console;
  private final StoreAccess access;
  private final EachJob each;
  private final BulkChange bulk;

  ReleaseCommand(Console console, StoreAccess access, EachJob each, BulkChange bulk) {
    this.console = console;
    this.access = access;
    this.each = each;
    this.bulk = bulk;
  }

  @Override
  public Integer call() {
    if (filter.isInsteadOf(ids, false, JobVerb.RELEASE)) {
      return bulk.apply(JobVerb.RELEASE, filter.read(access, console, JobVerb.RELEASE, WAITING));
    }
    return each.apply(
        ids, new JobAction.Verb(JobVerb.RELEASE), job -> "Released " + job.id() + ".");
  }
}
