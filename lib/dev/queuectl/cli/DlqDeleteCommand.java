package dev.queuectl.cli;

import dev.queuectl.Job;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `dlq delete ID...`
@Prototype
@Command(
    name = "delete",
    description = {"Remove dead jobs, with their history and output.", "Also: dlq remove."},
    footer = "  queuectl dlq delete nightly-backup")
final class DlqDeleteCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", arity = "1..*", description = "The jobs.")
  List<String> ids = List.of();

  private final StoreDoor door;
  private final JobFinder finder;
  private final EachJob each;

  DlqDeleteCommand(StoreDoor door, JobFinder finder, EachJob each) {
    this.door = door;
    this.finder = finder;
    this.each = each;
  }

  @Override
  public Integer call() {
    return each.apply(ids, this::delete, job -> job.id() + " removed");
  }

  private Job delete(String id) {
    var job = door.open().jobs().remove(finder.dead(id).id());
    door.removeOutput(job);
    return job;
  }
}
