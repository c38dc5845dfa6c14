package dev.queuectl.cli.job;

import dev.queuectl.JobAction;
import dev.queuectl.JobAction.Way;
import dev.queuectl.JobFilter;
import dev.queuectl.JobVerb;
import dev.queuectl.cli.access.JobFinder;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A command that does something to jobs: to those of the given ids, or to all that match, once
/// that is confirmed.
abstract class ChangeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", arity = "0..*", description = JobFinder.SEVERAL)
  List<String> ids = List.of();

  @Mixin FilterOptions filter = new FilterOptions();

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask before it is done to all that match.")
  boolean yes;

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
    var action = new JobAction.Verb(verb, JobFilter.ALL, way());
    if (!filter.isInsteadOf(ids, isFilterGiven(), verb.word())) {
      return each.apply(ids, action);
    }
    var meant = filter(filter.read(bulk.context(), action));
    return bulk.confirmed(action.on(meant), phrase(filter.phrase(meant)), yes);
  }

  /// What it means to jobs that have to do with others.
  Way way() {
    return Way.USUAL;
  }

  /// Whether an option of the command's own says which jobs are meant.
  boolean isFilterGiven() {
    return false;
  }

  /// Which jobs are meant, including by options of the command's own.
  JobFilter filter(JobFilter shared) {
    return shared;
  }

  /// The same in words.
  String phrase(String shared) {
    return shared;
  }
}
