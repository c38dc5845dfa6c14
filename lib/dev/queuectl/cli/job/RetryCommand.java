package dev.queuectl.cli.job;

import dev.queuectl.JobAction;
import dev.queuectl.JobVerb;
import dev.queuectl.cli.access.StoreDoor;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `retry ID...`
@Prototype
@Command(
    name = "retry",
    description = {
      "Put failed or ended jobs back to pending, with no attempts counted.",
      "They run at once, but for those that are held, which stay so until they are released, and those whose --run-at lies ahead."
    },
    footer = {"  queuectl retry nightly-backup", "  queuectl dlq retry --all"})
public final class RetryCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", arity = "1..*", description = "The jobs.")
  List<String> ids = List.of();

  private final StoreDoor door;
  private final EachJob each;
  private final Retried retried;

  RetryCommand(StoreDoor door, EachJob each, Retried retried) {
    this.door = door;
    this.each = each;
    this.retried = retried;
  }

  @Override
  public Integer call() {
    var code = each.apply(ids, new JobAction.Verb(JobVerb.RETRY), retried::sentence);
    door.wakeWorkers();
    return code;
  }
}
