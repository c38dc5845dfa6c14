package dev.queuectl.cli.job;

import dev.queuectl.JobAction;
import dev.queuectl.JobVerb;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `hold ID...`
@Prototype
@Command(
    name = "hold",
    description = "Keep waiting jobs from being run until they are released.",
    footer = {"  queuectl hold nightly-backup", "  queuectl release nightly-backup"})
public final class HoldCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", arity = "1..*", description = "The jobs.")
  List<String> ids = List.of();

  private final EachJob each;

  HoldCommand(EachJob each) {
    this.each = each;
  }

  @Override
  public Integer call() {
    return each.apply(ids, new JobAction.Verb(JobVerb.HOLD), job -> job.id() + " is held");
  }
}
