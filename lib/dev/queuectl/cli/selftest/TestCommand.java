package dev.queuectl.cli.selftest;

import dev.queuectl.QueueException;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.console.Program;
import io.micronaut.context.annotation.Prototype;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `test`
@Prototype
@Command(
    name = "test",
    description = {
      "Check this installation with real jobs and workers in throw-away queues: one line per "
          + "check, exit code 1 if any fails. Your queue is not touched.",
      "deliverables: what every job queue must do. bonus-features: what goes beyond that. "
          + "Without a name: both, and doctor on your queue if there is one.",
      "Also: verify_all, test_deliverables, test_bonus_features."
    },
    footer = {"  queuectl test", "  queuectl test deliverables", "  queuectl test --json"})
public final class TestCommand implements Callable<Integer> {
  @Parameters(paramLabel = "PART", arity = "0..1", description = "deliverables or bonus-features.")
  String part = "all";

  private final CommandContext context;
  private final Program program;

  TestCommand(CommandContext context, Program program) {
    this.context = context;
    this.program = program;
  }

  @Override
  public Integer call() {
    return new SelfCheck(context.console(), program, context.printer()).run(checks());
  }

  private List<Check> checks() {
    return switch (part.replace('_', '-').toLowerCase(Locale.ROOT)) {
      case "deliverables" -> CoreChecks.all();
      case "bonus-features" -> BonusChecks.all();
      case "all" -> all();
      default ->
          throw new QueueException.Invalid(
              "there is no part \"" + part + "\" to test",
              "The parts are deliverables and bonus-features.");
    };
  }

  private List<Check> all() {
    var all = new ArrayList<>(CoreChecks.all());
    all.addAll(BonusChecks.all());
    all.add(new Check("doctor finds no problem on this machine", this::doctor));
    return all;
  }

  /// On the queue that other commands would use; where there is none, on a new one.
  private void doctor(Trial trial) {
    var place = context.access().place();
    if (place.exists()) {
      trial.done("doctor", "--db", place.address());
    } else {
      trial.done("enqueue", "true");
      trial.done("doctor");
    }
  }
}
