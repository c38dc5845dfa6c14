package dev.queuectl.cli.job;

import dev.queuectl.JobAction;
import dev.queuectl.JobVerb;
import dev.queuectl.cli.access.StoreDoor;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `release ID...`
@Prototype
@Command(
    name = "release",
    description = "Let held jobs run.",
    footer = "  queuectl release nightly-backup")
public final class ReleaseCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", arity = "1..*", description = "The jobs.")
  List<String> ids = List.of();

  private final StoreDoor door;
  private final EachJob each;

  ReleaseCommand(StoreDoor door, EachJob each) {
    this.door = door;
    this.each = each;
  }

  @Override
  public Integer call() {
    var code =
        each.apply(ids, new JobAction.Verb(JobVerb.RELEASE), job -> job.id() + " is released");
    door.wakeWorkers();
    return code;
  }
}
