import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// See `bench/large` and `bench/retry`: fills a store, as if it had been used for long.
class LargeStore {
  /// Each takes how many, and the time now.
  private static final String COMPLETED =
      """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
      INSERT INTO jobs (id, command, state, attempts, max_retries, last_attempt, cwd, created_at,
        updated_at, run_at, started_at, finished_at, exit_code, lease_token)
      SELECT 'completed-' || i, 'true', 'completed', 1, 3, 1, '/', ?2 - 90000000 + i,
        ?2 - 80000000 + i, ?2 - 90000000 + i, ?2 - 80000001 + i, ?2 - 80000000 + i, 0, 1
      FROM n WHERE i <= ?1
      """;

  private static final String ATTEMPTS =
      """
      INSERT INTO attempts (job_seq, number, worker, slot, started_at, ended_at, outcome, exit_code)
      SELECT seq, 1, 'w0t5d8g1c9tm', 0, started_at, finished_at,
        iif(state = 'dead', 'failed', 'succeeded'), exit_code
      FROM jobs WHERE state = '%s' AND id LIKE '%1$s-%%'
      """;

  private static final String SCHEDULED =
      """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
      INSERT INTO jobs (id, command, max_retries, cwd, created_at, updated_at, run_at, due_at)
      SELECT 'scheduled-' || i, 'true', 3, '/', ?2 - 70000000 + i, ?2 - 70000000 + i,
        ?2 + 90000000 + i, ?2 + 90000000 + i
      FROM n WHERE i <= ?1
      """;

  private static final String PENDING =
      """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
      INSERT INTO jobs (id, command, max_retries, cwd, created_at, updated_at, run_at)
      SELECT 'pending-' || i, 'true', 3, '/', ?2 - 60000000 + i, ?2 - 60000000 + i,
        ?2 - 60000000 + i
      FROM n WHERE i <= ?1
      """;

  /// Of 19 causes.
  private static final String DEAD_ONES =
      """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
      INSERT INTO jobs (id, command, state, attempts, max_retries, last_attempt, cwd, created_at,
        updated_at, run_at, started_at, finished_at, exit_code, error, lease_token)
      SELECT 'dead-' || i, 'false', 'dead', 3, 3, 1, '/', ?2 - 50000000 + i,
        ?2 - 40000000 + i, ?2 - 50000000 + i, ?2 - 40000001 + i, ?2 - 40000000 + i, 1 + i % 19,
        'exit code ' || (1 + i % 19), 1
      FROM n WHERE i <= ?1
      """;

  /// @param args a store, how many completed, scheduled, pending and dead jobs
  public static void main(String[] args) throws Exception {
    var now = Instant.now().toEpochMilli();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + args[0])) {
      connection.setAutoCommit(false);
      insert(connection, COMPLETED, Integer.parseInt(args[1]), now);
      insert(connection, SCHEDULED, Integer.parseInt(args[2]), now);
      insert(connection, PENDING, Integer.parseInt(args[3]), now);
      insert(connection, DEAD_ONES, Integer.parseInt(args[4]), now);
      for (var state : List.of("completed", "dead")) {
        try (var statement = connection.createStatement()) {
          statement.executeUpdate(ATTEMPTS.formatted(state));
        }
      }
      connection.commit();
    }
  }

  private static void insert(Connection connection, String text, int jobs, long now)
      throws SQLException {
    if (jobs > 0) {
      try (var statement = connection.prepareStatement(text)) {
        statement.setInt(1, jobs);
        statement.setLong(2, now);
        statement.executeUpdate();
      }
    }
  }
}
