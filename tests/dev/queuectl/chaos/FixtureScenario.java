package dev.queuectl.chaos;

import dev.queuectl.JobState;
import dev.queuectl.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;

/// A store that an older program has left: the fixture of its first schema.
final class FixtureScenario {
  private static final Path FIXTURE =
      Path.of("tests/dev/queuectl/store/sqlite/fixtures/schema-1.db");

  private FixtureScenario() {}

  static Mounts.Mount under(Path site) throws Exception {
    if (!Files.exists(FIXTURE)) {
      throw new Row.Skipped("there is no " + FIXTURE);
    }
    Files.copy(FIXTURE, Files.createDirectories(site.resolve("store")).resolve("queue.db"));
    return () -> {};
  }

  /// Its worker is of a host that is no more; what it ran runs again, new jobs run, and the history
  /// stays.
  static void run(Site site, int number, RandomGenerator random) throws Exception {
    site.set(Setting.LEASE, "2s");
    site.enqueue(SampleJob.some(6, 10, random));
    var startedAt = System.nanoTime();
    site.startWorker(2);
    site.countFault();
    site.measure(startedAt, 60, "the running job is taken over", () -> is(site, "running"));
    for (var ended : List.of("done", "running")) {
      if (!is(site, ended)) {
        site.complain(ended + " is " + site.find(ended));
      }
    }
    if (site.find("dead").orElseThrow().state() != JobState.DEAD) {
      site.complain("the dead job is not dead any more");
    }
  }

  private static boolean is(Site site, String completed) {
    return site.find(completed).orElseThrow().state() == JobState.COMPLETED;
  }
}
