package dev.queuectl.cli.selftest;

import dev.queuectl.Durations;
import dev.queuectl.cli.console.Console;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.Program;
import dev.queuectl.cli.console.Style;
import dev.queuectl.report.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Runs checks one after another and reports how each went.
final class SelfCheck {
  private final Console console;
  private final Program program;
  private final Printer printer;
  private final AtomicBoolean interrupted = new AtomicBoolean();

  SelfCheck(Console console, Program program, Printer printer) {
    this.console = console;
    this.program = program;
    this.printer = printer;
  }

  /// @param failure what was not as it should be; null if all was
  private record Result(String name, @Nullable String failure, Duration took) {}

  /// @return the exit code
  int run(List<Check> checks) {
    console.interrupts().accept(_ -> interrupted.set(true));
    var results = new ArrayList<Result>();
    for (var check : checks) {
      if (!interrupted.get()) {
        var result = result(check);
        results.add(result);
        print(result);
      }
    }
    var failed = results.stream().filter(result -> result.failure != null).count();
    if (printer.json()) {
      json(results);
    } else {
      summarize(results.size(), failed);
    }
    return failed > 0 || interrupted.get() ? Failures.FAILED : 0;
  }

  private Result result(Check check) {
    var beganAt = console.clock().instant();
    String failure = null;
    try (var trial = new Trial(console, program)) {
      check.body().run(trial);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure = "interrupted";
    } catch (Trial.Failed e) {
      failure = e.getMessage();
    } catch (Exception e) {
      failure = e.toString();
    }
    var took = Durations.between(beganAt, console.clock().instant());
    return new Result(check.name(), failure, took);
  }

  private void print(Result result) {
    if (printer.json()) {
      return;
    }
    var failure = result.failure;
    var text =
        failure == null
            ? printer.styled(Style.GREEN, "ok      ") + result.name
            : printer.styled(Style.RED, "FAILED  ") + result.name + ": " + Printable.line(failure);
    printer.line("%s (%s)".formatted(text, Durations.text(result.took)));
    printer.flush();
  }

  private void summarize(int number, long failed) {
    printer.line(
        failed == 0
            ? number == 1 ? "The check passed." : "All %d checks passed.".formatted(number)
            : "%d of %d checks failed.".formatted(failed, number));
    if (interrupted.get()) {
      printer.note("interrupted: some checks were not run.");
    }
  }

  private void json(List<Result> results) {
    printer.objects(
        results,
        (json, result) -> {
          json.field("check", result.name);
          json.field("passed", result.failure == null);
          json.field("what", result.failure);
          json.field("seconds", Durations.seconds(result.took));
        });
  }
}
