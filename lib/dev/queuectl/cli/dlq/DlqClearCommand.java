package dev.queuectl.cli.dlq;

import dev.queuectl.JobState;
import dev.queuectl.cli.job.BulkRemoval;
import dev.queuectl.store.JobQuery;
import io.micronaut.context.annotation.Prototype;
import java.util.Set;
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

  private final BulkRemoval removal;

  DlqClearCommand(BulkRemoval removal) {
    this.removal = removal;
  }

  @Override
  public Integer call() {
    var dead = new JobQuery(Set.of(JobState.DEAD), null, null, JobQuery.Sort.OLDEST, 1);
    return removal.remove(dead, "Remove all dead jobs with their output", yes);
  }
}
