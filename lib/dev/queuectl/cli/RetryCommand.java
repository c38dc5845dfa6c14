package dev.queuectl.cli;

import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `retry ID...`
@Prototype
@Command(
    name = "retry",
    description = "Put failed or ended jobs back to pending, with no attempts counted.",
    footer = {"  queuectl retry nightly-backup", "  queuectl dlq retry --all"})
final class RetryCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", arity = "1..*", description = "The jobs.")
  List<String> ids = List.of();

  private final StoreDoor door;
  private final EachJob each;

  RetryCommand(StoreDoor door, EachJob each) {
    this.door = door;
    this.each = each;
  }

  @Override
  public Integer call() {
    var jobs = door.open().jobs();
    var code =
        each.apply(ids, id -> jobs.retry(id, door.now()), job -> job.id() + " is pending again");
    door.wakeWorkers();
    return code;
  }
}
