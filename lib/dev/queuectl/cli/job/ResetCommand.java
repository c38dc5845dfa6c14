package dev.queuectl.cli.job;

import dev.queuectl.JobAction;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.Numbers;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.Printer;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `reset`
@Prototype
@Command(
    name = "reset",
    description = {
      "Empty the queue: remove all jobs with their histories and output, once that is confirmed.",
      "Running jobs are left, and it then exits 1; the configuration stays (config reset)."
    },
    footer = {"  queuectl reset", "  queuectl reset --yes"})
public final class ResetCommand implements Callable<Integer> {
  @Option(
      names = {"-y", "--yes", "-f", "--force"},
      description = "Do not ask.")
  boolean yes;

  private final StoreAccess access;
  private final Printer printer;
  private final BulkChange bulk;

  ResetCommand(StoreAccess access, Printer printer, BulkChange bulk) {
    this.access = access;
    this.printer = printer;
    this.bulk = bulk;
  }

  @Override
  public Integer call() {
    var code =
        bulk.confirmed(
            new JobAction.Verb(JobVerb.REMOVE, JobFilter.ALL, JobAction.Way.WITH_DEPENDENTS),
            "all of " + access.place().address(),
            yes);
    var left = access.open().jobs().counts().getOrDefault(JobState.PROCESSING, 0L);
    if (code == 0 && left > 0) {
      printer.complain(
          "%s left. Cancel them, or end them with: queuectl worker stop --force"
              .formatted(Numbers.counted(left, "running job is", "running jobs are")));
      return Failures.FAILED;
    }
    return code;
  }
}
