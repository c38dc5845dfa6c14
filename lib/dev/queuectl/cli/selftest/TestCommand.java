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
          + "enqueue, list, status, worker, config, dlq, metrics, dashboard: what is about that. "
          + "Without a name: everything, and doctor on your queue if there is one.",
      "Also: verify_all, test_deliverables, test_worker, test test_worker, and so on."
    },
    footer = {"  queuectl test", "  queuectl test deliverables", "  queuectl test --json"})
public final class TestCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PART",
      arity = "0..1",
      description = "deliverables, bonus-features, worker, ... (default: all).")
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
    var name = part.replace('_', '-').toLowerCase(Locale.ROOT).replaceFirst("^test-", "");
    return switch (name) {
      case "deliverables" -> CoreChecks.all();
      case "bonus-features" -> BonusChecks.all();
      case "all" -> all();
      default -> about(name);
    };
  }

  private List<Check> about(String name) {
    var found = all().stream().filter(check -> check.topics().contains(name)).toList();
    if (found.isEmpty()) {
      throw new QueueException.Invalid(
          "there is no part \"" + part + "\" to test",
          "The parts are deliverables, bonus-features, "
              + String.join(", ", Check.TOPICS)
              + " and all.");
    }
    return found;
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
