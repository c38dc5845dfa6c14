import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.sql.DriverManager;
import java.time.Instant;
import org.sqlite.SQLiteConfig;

/// See `bench/retry`: what SQLite itself takes to make all dead jobs of a store pending again.
class RawRetry {
  private static final String UPDATE =
      """
      UPDATE jobs SET updated_at = ?1, state = 'pending', attempts = 0, interruptions = 0,
        run_at = ?1, due_at = NULL, next_retry_at = NULL, finished_at = NULL, exit_code = NULL,
        error = NULL
      WHERE state = 'dead'
      """;

  /// Prints microseconds of CPU time, from the open connection to the closed one.
  ///
  /// @param args a store
  public static void main(String[] args) throws Exception {
    var config = new SQLiteConfig();
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    try (var connection =
        DriverManager.getConnection("jdbc:sqlite:" + args[0], config.toProperties())) {
      try (var read = connection.createStatement()) {
        read.executeQuery("SELECT count(*) FROM queues").close();
      }
      var begun = process.getProcessCpuTime();
      try (var update = connection.prepareStatement(UPDATE)) {
        update.setLong(1, Instant.now().toEpochMilli());
        update.executeUpdate();
      }
      connection.close();
      System.out.println((process.getProcessCpuTime() - begun) / 1000);
    }
  }
}
