package dev.queuectl.cli.job;

import dev.queuectl.JobAction;
import dev.queuectl.JobFilter;
import dev.queuectl.JobVerb;
import dev.queuectl.cli.access.JobFinder;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// A command that does something to jobs: to those of the given ids, or to all that match.
abstract class ChangeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", arity = "0..*", description = JobFinder.SEVERAL)
  List<String> ids = List.of();

  @Mixin FilterOptions filter = new FilterOptions();

  final BulkChange bulk;

  private final JobVerb verb;
  private final EachJob each;

  ChangeCommand(JobVerb verb, EachJob each, BulkChange bulk) {
    this.verb = verb;
    this.each = each;
    this.bulk = bulk;
  }

  @Override
  public Integer call() {
    return filter.isInsteadOf(ids, isFilterGiven(), verb)
        ? all(new JobAction.Verb(verb, filter(bulk.filter(filter, verb))))
        : each.apply(ids, new JobAction.Verb(verb));
  }

  /// Whether an option of the command's own says which jobs are meant.
  boolean isFilterGiven() {
    return false;
  }

  /// Which jobs are meant, including by options of the command's own.
  JobFilter filter(JobFilter shared) {
    return shared;
  }

  /// Does it to all that match.
  ///
  /// @return the exit code
  int all(JobAction.Verb action) {
    return bulk.apply(action);
  }
}
