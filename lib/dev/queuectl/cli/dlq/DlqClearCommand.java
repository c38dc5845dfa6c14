package dev.queuectl.cli.dlq;

import dev.queuectl.JobAction;
import dev.queuectl.JobVerb;
import dev.queuectl.cli.job.BulkChange;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `dlq clear`
@Prototype
@Command(
    name = "clear",
    description = {
      "Remove all dead jobs, with their history and output.",
      "Also: dlq purge. (purge alone is prune.)"
    },
    footer = {"  queuectl dlq clear", "  queuectl dlq clear --yes"})
public final class DlqClearCommand implements Callable<Integer> {
  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  boolean yes;

  private final BulkChange bulk;

  DlqClearCommand(BulkChange bulk) {
    this.bulk = bulk;
  }

  @Override
  public Integer call() {
    return bulk.confirmed(JobAction.Verb.ofDead(JobVerb.REMOVE), "all dead jobs", yes);
  }
}
