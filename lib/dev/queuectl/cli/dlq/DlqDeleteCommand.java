package dev.queuectl.cli.dlq;

import dev.queuectl.JobAction;
import dev.queuectl.JobVerb;
import dev.queuectl.cli.access.JobFinder;
import dev.queuectl.cli.job.EachJob;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `dlq delete ID...`
@Prototype
@Command(
    name = "delete",
    description = {"Remove dead jobs, with their history and output.", "Also: dlq remove, dlq rm."},
    footer = "  queuectl dlq delete nightly-backup")
public final class DlqDeleteCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", arity = "1..*", description = JobFinder.SEVERAL)
  List<String> ids = List.of();

  private final EachJob each;

  DlqDeleteCommand(EachJob each) {
    this.each = each;
  }

  @Override
  public Integer call() {
    return each.apply(ids, JobAction.Verb.ofDead(JobVerb.REMOVE));
  }
}
