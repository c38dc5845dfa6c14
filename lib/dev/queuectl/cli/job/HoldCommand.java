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

  private final Console console;
  private final StoreAccess access;
  private final EachJob each;
  private final BulkChange bulk;

  HoldCommand(Console console, StoreAccess access, EachJob each, BulkChange bulk) {
    this.console = console;
    this.access = access;
    this.each = each;
    this.bulk = bulk;
  }

  @Override
  public Integer call() {
    if (filter.isInsteadOf(ids, false, JobVerb.HOLD)) {
      return bulk.apply(JobVerb.HOLD, filter.read(access, console, JobVerb.HOLD, WAITING));
    }
    return each.apply(ids, new JobAction.Verb(JobVerb.HOLD), job -> "Held " + job.id() + ".");
  }
}
