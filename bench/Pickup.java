import dev.queuectl.JobPolicy;
import dev.queuectl.NewJob;
import dev.queuectl.process.posix.WakeFile;
import dev.queuectl.store.JobStore;
import dev.queuectl.store.Store.Listening;
import dev.queuectl.store.sqlite.Doorbell;
import dev.queuectl.store.sqlite.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// See `bench/pickup`.
class Pickup implements Doorbell {
  /// What is seen may have happened so long ago.
  private static final int LOOK_MICROS = 100;

  private final Path home;
  private final Path started;
  private final String command;
  private final WakeFile bell;
  private Instant committed = Instant.EPOCH;

  private Pickup(Path home) {
    this.home = home;
    this.started = home.resolve("started");
    this.command = ": >" + started;
    this.bell = new WakeFile(home.resolve("run/wake"));
  }

  /// @param args a store with an idle worker, how many jobs, and task-spooler's program or nothing
  public static void main(String[] args) throws Exception {
    var database = Path.of(args[0]);
    var pickup = new Pickup(database.getParent());
    var queue = new ArrayList<Double>();
    var plain = new ArrayList<Double>();
    var peer = new ArrayList<Double>();
    try (var store = SqliteStore.open(database, InstantSource.system(), pickup)) {
      for (var i = 0; i < Integer.parseInt(args[1]); i++) {
        queue.add(pickup.millisTo(pickup.enqueue(store.jobs())));
        plain.add(pickup.millisTo(pickup.start("/bin/sh", "-c", pickup.command)));
        if (!args[2].isEmpty()) {
          peer.add(pickup.millisTo(pickup.start(args[2], "-n", "sh", "-c", pickup.command)));
        }
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    System.out.printf(
        "%.1f %.1f %.1f %s%n",
        at(queue, 0.5),
        at(queue, 0.99),
        at(plain, 0.5),
        peer.isEmpty() ? "-" : "%.1f".formatted(at(peer, 0.5)));
  }

  private Instant enqueue(JobStore jobs) {
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
    jobs.enqueue(List.of(job).iterator(), false, Instant.now());
    return committed;
  }

  @Override
  public void ring() {
    committed = Instant.now();
    bell.ring();
  }

  @Override
  public Listening listen(Runnable whenRung) {
    throw new UnsupportedOperationException();
  }

  private Instant start(String... program) throws Exception {
    var before = Instant.now();
    new ProcessBuilder(program).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    return before;
  }

  private double millisTo(Instant from) throws Exception {
    while (!Files.exists(started)) {
      TimeUnit.MICROSECONDS.sleep(LOOK_MICROS);
    }
    var seen = Instant.now();
    Files.delete(started);
    return Duration.between(from, seen).toNanos() / 1e6;
  }

  private static double at(List<Double> values, double quantile) {
    return values.stream()
        .sorted()
        .toList()
        .get((int) Math.min(values.size() - 1, values.size() * quantile));
  }
}
