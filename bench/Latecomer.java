import dev.queuectl.JobPolicy;
import dev.queuectl.NewJob;
import dev.queuectl.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// See `bench/locks`: adds one job after the other, ten milliseconds apart, until its standard
/// input ends, and prints how many milliseconds the slowest took.
class Latecomer {
  private static final int WARM = 200;

  public static void main(String[] args) throws Exception {
    try (var store = SqliteStore.open(Path.of(args[0]))) {
      for (var i = 0; i < WARM; i++) {
        enqueue(store);
      }
      System.err.println("ready");
      var longest = 0L;
      while (System.in.available() == 0) {
        longest = Math.max(longest, enqueue(store));
        Thread.sleep(10);
      }
      System.out.printf("%.0f%n", longest / 1e6);
    }
  }

  private static long enqueue(SqliteStore store) {
    var policy = JobPolicy.CONFIGURED;
    var job = new NewJob(null, "true", "late", 0, 3, policy, "/", Map.of(), null, true);
    var begun = System.nanoTime();
    store.jobs().enqueue(List.of(job).iterator(), false, Instant.now());
    return System.nanoTime() - begun;
  }
}
