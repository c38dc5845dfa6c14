import dev.queuectl.JobPolicy;
import dev.queuectl.NewJob;
import dev.queuectl.process.WakeFile;
import dev.queuectl.store.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// See `bench/pickup`.
class Pickup {
  public static void main(String[] args) throws Exception {
    var database = Path.of(args[0]);
    var home = database.getParent();
    var queue = new ArrayList<Double>();
    var plain = new ArrayList<Double>();
    var started = home.resolve("started");
    try (var store = SqliteStore.open(database)) {
      var bell = new WakeFile(home.resolve("run/wake"));
      for (var i = 0; i < Integer.parseInt(args[1]); i++) {
        var command = "date +%s%N >" + started + ".tmp; mv " + started + ".tmp " + started;
        var job =
            new NewJob(
                null,
                command,
                "default",
                0,
                1,
                JobPolicy.CONFIGURED,
                home.toString(),
                Map.of(),
                null,
                false);
        store.jobs().enqueue(List.of(job).iterator(), false, Instant.now());
        var committed = Instant.now();
        bell.ring();
        queue.add(millisTo(started, committed));
        var before = Instant.now();
        new ProcessBuilder("/bin/sh", "-c", command).start().waitFor();
        plain.add(millisTo(started, before));
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    System.out.printf(
        "pickup of %d: p50 %.1f ms, p99 %.1f ms; a bare sh -c from Java: p50 %.1f ms; ratio of p50 %.1f%n",
        queue.size(),
        at(queue, 0.5),
        at(queue, 0.99),
        at(plain, 0.5),
        at(queue, 0.5) / at(plain, 0.5));
  }

  private static double millisTo(Path started, Instant from) throws Exception {
    while (!Files.exists(started)) {
      TimeUnit.MICROSECONDS.sleep(200);
    }
    var nanos = Long.parseLong(Files.readString(started).strip());
    Files.delete(started);
    var at = Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000);
    return java.time.Duration.between(from, at).toNanos() / 1e6;
  }

  private static double at(List<Double> values, double quantile) {
    return values.stream()
        .sorted()
        .toList()
        .get((int) Math.min(values.size() - 1, values.size() * quantile));
  }
}
