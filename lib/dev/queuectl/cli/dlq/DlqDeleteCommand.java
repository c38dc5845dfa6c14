package dev.queuectl.cli.dlq;

import dev.queuectl.JobAction;
import dev.queuectl.JobVerb;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.JobFinder;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.job.BulkChange;
import dev.queuectl.cli.job.EachJob;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `dlq delete ID...`
@Prototype
@Command(
    name = "delete",
    description = {"Remove dead jobs, with their history and output.", "Also: dlq remove, dlq rm."},
    footer = {
      "  queuectl dlq delete nightly-backup",
      "  queuectl dlq delete --group 4k7t2m8x   # as dlq analyze names it"
    })
public final class DlqDeleteCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", arity = "0..*", description = JobFinder.SEVERAL)
  List<String> ids = List.of();

  @Mixin GroupOption group = new GroupOption();

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask before a group is removed.")
  boolean yes;

  private final StoreAccess access;
  private final EachJob each;
  private final BulkChange bulk;

  DlqDeleteCommand(StoreAccess access, EachJob each, BulkChange bulk) {
    this.access = access;
    this.each = each;
    this.bulk = bulk;
  }

  @Override
  public Integer call() {
    if (ids.isEmpty() != group.isGiven()) {
      throw new QueueException.Invalid(
          "give ids or --group", "See queuectl dlq list. All of them: queuectl dlq clear.");
    }
    var remove = JobAction.Verb.ofDead(JobVerb.REMOVE);
    return group.isGiven()
        ? bulk.confirmed(remove.on(group.jobs(access)), "all of group " + group.name(), yes)
        : each.apply(ids, remove);
  }
}
