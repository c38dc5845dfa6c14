package dev.queuectl.cli.dlq;

import dev.queuectl.JobAction;
import dev.queuectl.JobVerb;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.JobFinder;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.job.BulkChange;
import dev.queuectl.cli.job.EachJob;
import io.micronaut.context.annotation.Prototype;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `dlq retry ID...`
@Prototype
@Command(
    name = "retry",
    description = {
      "Make dead jobs pending again, with their attempts reset to 0.",
      "They run at once, unless they are held (until released) or their --run-at is in the "
          + "future.",
      "Many jobs are retried 500 at a time. The beginning of an id is enough if only one dead job "
          + "has it; any part of it is, among the newest 1,000 dead jobs. Also: dlq-retry."
    },
    footer = {
      "  queuectl dlq retry nightly-backup",
      "  queuectl dlq retry --all",
      "  queuectl dlq retry --group 4k7t2m8x   # as dlq analyze names it"
    })
public final class DlqRetryCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", arity = "0..*", description = "The jobs.")
  List<String> words = List.of();

  @Option(names = "--id", paramLabel = "ID", description = "Another way to name a job.")
  List<String> ids = List.of();

  @Option(names = "--all", description = "All dead jobs.")
  boolean all;

  @Mixin GroupOption group = new GroupOption();

  private final StoreAccess access;
  private final JobFinder finder;
  private final EachJob each;
  private final BulkChange bulk;

  DlqRetryCommand(StoreAccess access, JobFinder finder, EachJob each, BulkChange bulk) {
    this.access = access;
    this.finder = finder;
    this.each = each;
    this.bulk = bulk;
  }

  @Override
  public Integer call() {
    var given = new ArrayList<>(words);
    given.addAll(ids);
    var ways = (given.isEmpty() ? 0 : 1) + (all ? 1 : 0) + (group.isGiven() ? 1 : 0);
    if (ways != 1) {
      throw new QueueException.Invalid("give ids, --group or --all", "See queuectl dlq list.");
    }
    var retry = JobAction.Verb.ofDead(JobVerb.RETRY);
    if (all) {
      return bulk.apply(retry);
    }
    return group.isGiven()
        ? bulk.apply(retry.on(group.jobs(access)))
        : each.apply(given, finder::deadLike, retry);
  }
}
