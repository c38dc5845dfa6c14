package dev.queuectl.cli.job;

import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.cli.access.StoreDoor;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `cancel ID...`
@Prototype
@Command(
    name = "cancel",
    description = {
      "Cancel jobs: waiting ones at once, running ones by TERM and, after kill_grace, KILL.",
      "Also: kill."
    },
    footer = {"  queuectl cancel nightly-backup", "  queuectl cancel a1 a2 a3"})
public final class CancelCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", arity = "1..*", description = "The jobs.")
  List<String> ids = List.of();

  private final StoreDoor door;
  private final EachJob each;

  CancelCommand(StoreDoor door, EachJob each) {
    this.door = door;
    this.each = each;
  }

  @Override
  public Integer call() {
    var code = each.apply(ids, new JobAction.Verb(JobVerb.CANCEL), CancelCommand::sentence);
    door.wakeWorkers();
    return code;
  }

  private static String sentence(Job job) {
    return job.state() == JobState.PROCESSING
        ? job.id() + " is running and will be cancelled by its worker"
        : job.id() + " cancelled";
  }
}
