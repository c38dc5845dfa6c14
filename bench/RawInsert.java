import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.sqlite.SQLiteConfig;

/// See `bench/enqueue`: what SQLite itself takes for the rows that `enqueue` makes of JSON lines.
class RawInsert {
  private static final int USUAL_TRANSACTION = 100;

  /// What a queue written by hand would have, for a file that is not a store.
  private static final String PLAIN_TABLE =
      """
      CREATE TABLE IF NOT EXISTS jobs (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        command TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'pending',
        priority INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0,
        max_retries INTEGER NOT NULL, cwd TEXT NOT NULL, created_at BIGINT NOT NULL,
        updated_at BIGINT NOT NULL, run_at BIGINT NOT NULL);
      CREATE INDEX IF NOT EXISTS jobs_ready ON jobs (priority DESC, seq) WHERE state = 'pending';
      """;

  private static final String INSERT =
      "INSERT INTO jobs (id, command, max_retries, cwd, created_at, updated_at, run_at)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?)";

  /// Prints microseconds, from the open connection to the closed one.
  ///
  /// @param args a file, a store or not there, how many jobs, and how many a transaction
  public static void main(String[] args) throws Exception {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    var connection = DriverManager.getConnection("jdbc:sqlite:" + args[0], config.toProperties());
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(PLAIN_TABLE);
    }
    var begin = Instant.now();
    var transaction = args.length > 2 ? Integer.parseInt(args[2]) : USUAL_TRANSACTION;
    insert(connection, Integer.parseInt(args[1]), transaction);
    connection.close();
    System.out.println(Duration.between(begin, Instant.now()).toNanos() / 1000);
  }

  private static void insert(Connection connection, int jobs, int transaction) throws SQLException {
    var now = Instant.now().toEpochMilli();
    var cwd = Path.of("").toAbsolutePath().toString();
    connection.setAutoCommit(false);
    try (var insert = connection.prepareStatement(INSERT)) {
      for (var i = 1; i <= jobs; i++) {
        insert.setString(1, "job-" + i);
        insert.setString(2, "echo " + i);
        insert.setInt(3, 3);
        insert.setString(4, cwd);
        insert.setLong(5, now);
        insert.setLong(6, now);
        insert.setLong(7, now);
        insert.executeUpdate();
        if (i % transaction == 0) {
          connection.commit();
        }
      }
      connection.commit();
    }
  }
}
