package dev.queuectl.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Runs the trials of a row, some at a time.
///
/// @param seed of everything random: trial N of a row is the same whatever else is run
/// @param parallel how many trials at a time
/// @param err where progress and details go
record Trials(long seed, int parallel, Path directory, PrintStream err) {
  private static final int SECONDS_TO_FINISH = 90;

  /// @param first the number of the first trial
  /// @param most how many trials, unless there are no more fault points
  Verdict of(Row row, int first, int most) throws Row.Skipped, InterruptedException {
    var verdict = new Verdict();
    var next = new AtomicInteger(first);
    var passed = new AtomicBoolean();
    Callable<Void> some =
        () -> {
          for (var number = next.getAndIncrement();
              number < first + most && !passed.get();
              number = next.getAndIncrement()) {
            verdict.add(one(row, number, passed));
          }
          return null;
        };
    try (var threads = Executors.newFixedThreadPool(parallel)) {
      for (var part : IntStream.range(0, parallel).mapToObj(_ -> threads.submit(some)).toList()) {
        join(part);
      }
    }
    return verdict;
  }

  private static void join(Future<Void> part) throws Row.Skipped, InterruptedException {
    try {
      part.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Row.Skipped skipped) {
        throw skipped;
      }
      throw new AssertionError("the harness failed: " + e.getCause(), e.getCause());
    }
  }

  private Verdict one(Row row, int number, AtomicBoolean passed) throws Exception {
    var place = Files.createDirectories(directory.resolve(row.name() + "-" + number));
    var random = new SplittableRandom(seed * 1_000_003 + row.name().hashCode() * 31L + number);
    var verdict = new Verdict();
    try (var _ = row.ground().under(place);
        var site = new Site(place)) {
      try {
        row.scenario().run(site, number, random);
      } catch (PointScenarios.Passed e) {
        passed.set(true);
      }
      site.finish(SECONDS_TO_FINISH);
      verdict.add(Audit.of(site));
    }
    report(row, number, place, verdict);
    return verdict;
  }

  private void report(Row row, int number, Path place, Verdict verdict) throws IOException {
    if (verdict.clean()) {
      delete(place);
      return;
    }
    err.printf("%s, trial %d, kept in %s%n", row.name(), number, place);
    verdict.details().forEach(detail -> err.println("  " + detail));
  }

  private static void delete(Path place) throws IOException {
    try (var files = Files.walk(place)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        var _ = file.toFile().delete(); // a mount point goes with its mount
      }
    }
  }
}
