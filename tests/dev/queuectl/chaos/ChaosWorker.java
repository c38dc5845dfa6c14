package dev.queuectl.chaos;

import dev.queuectl.Setting;
import dev.queuectl.Worker;
import dev.queuectl.process.launch.Launcher;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.process.posix.Identities;
import dev.queuectl.store.sqlite.SqliteStore;
import dev.queuectl.worker.Engine;
import dev.queuectl.worker.Host;
import dev.queuectl.worker.Time;
import dev.queuectl.worker.WorkerLoop;
import dev.queuectl.worker.WorkerOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// A worker that works until nothing is left, built of the product's parts with two things in
/// between: it signals itself at a given point, and its clock is off by what a file says.
final class ChaosWorker {
  private ChaosWorker() {}

  /// @param point the number of the point at which it signals itself, from 1; 0 for never
  /// @param after whether just after it, else just before
  /// @param clock a file with the seconds by which the clock is off
  record Plan(int slots, int point, boolean after, int signal, Path clock) {
    List<String> words() {
      return List.of(
          Integer.toString(slots),
          Integer.toString(point),
          Boolean.toString(after),
          Integer.toString(signal),
          clock.toString());
    }

    private static Plan of(String[] words) {
      return new Plan(
          Integer.parseInt(words[2]),
          Integer.parseInt(words[3]),
          Boolean.parseBoolean(words[4]),
          Integer.parseInt(words[5]),
          Path.of(words[6]));
    }
  }

  public static void main(String[] words) throws Exception {
    var database = Path.of(words[0]);
    var plan = Plan.of(words);
    var points = new FaultPoints(plan.point(), plan.after(), plan.signal());
    try (var sqlite = SqliteStore.open(database)) {
      var run = database.resolveSibling("run");
      var logs = new LogStore(database.resolveSibling("logs").resolve(sqlite.storeId()));
      var own = Launcher.forThisPlatform(Host.journal(run, words[1]), logs.root());
      try (var launcher = points.around(own)) {
        var process = Identities.self();
        var host =
            new Host(
                "chaos", process, launcher, logs, run, words[0], Identities::isAlive, _ -> true);
        var loop = new WorkerLoop();
        var clock = new ShiftedClock(plan.clock());
        var lease = sqlite.config().settings().duration(Setting.LEASE);
        var self = self(words[1], plan.slots(), clock.instant(), lease);
        var options = new WorkerOptions(plan.slots(), Set.of(), null, true);
        var engine =
            new Engine(
                points.around(sqlite), self, options, host, Time.of(clock), _ -> {}, loop::wake);
        loop.run(engine);
      }
    }
  }

  private static Worker self(String id, int slots, Instant now, java.time.Duration lease) {
    return new Worker(
        id, "chaos", Identities.self(), slots, Set.of(), now, now, now.plus(lease), null, 0, 0);
  }

  /// The system's clock, off by the seconds that a file says now.
  record ShiftedClock(Path file) implements InstantSource {
    @Override
    public Instant instant() {
      try {
        return Instant.now().plusSeconds(Long.parseLong(java.nio.file.Files.readString(file)));
      } catch (java.io.IOException e) {
        return Instant.now(); // no file: not off
      }
    }
  }
}
