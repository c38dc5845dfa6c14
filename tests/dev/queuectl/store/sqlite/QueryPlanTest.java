package dev.queuectl.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.store.schema.Prepared;
import dev.queuectl.store.schema.SqliteText;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.ProgressHandler;

/// No operation's cost grows with the number of jobs: index look-ups only. Judged by SQLite's plans
/// and by the steps of its virtual machine, never by time.
class QueryPlanTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// Their cost grows with the jobs of one worker, or with the workers, or the queues.
  private static final List<String> SORTED = List.of("leased by", "workers", "totals");

  @TempDir Path directory;

  @Test
  void every_statement_is_an_index_look_up() throws Exception {
    var file = filled("queue.db", 400);
    var statements = new Statements();
    var bad = new ArrayList<String>();
    try (var plain = DriverManager.getConnection("jdbc:sqlite:" + file);
        var database = Database.open(file, PATIENCE, Doorbell.NONE, statements::noting)) {
      for (var verb : new EveryVerb(database).verbs().entrySet()) {
        verb.getValue().run();
        for (var text : statements.taken()) {
          judge(plain, verb.getKey(), text, bad);
        }
      }
    }
    assertThat(bad).isEmpty();
  }

  /// Whatever else waits: scheduled and held jobs are in the other indexes, too.
  @Test
  void ready_jobs_are_found_among_ready_jobs_only() throws Exception {
    try (var plain = DriverManager.getConnection("jdbc:sqlite:" + filled("queue.db", 400))) {
      for (var statement : List.of(Prepared.FIRST_READY, Prepared.COUNT_READY)) {
        assertThat(Statements.plan(plain, SqliteText.of(statement)))
            .anyMatch(step -> step.startsWith("SEARCH jobs USING INDEX jobs_ready "));
      }
      assertThat(Statements.plan(plain, SqliteText.of(Prepared.NEXT_QUEUE)))
          .containsExactly("SEARCH jobs USING INDEX jobs_ready (queue>?)");
    }
  }

  private Path filled(String name, int each) {
    var file = directory.resolve(name);
    try (var database = Database.open(file, PATIENCE)) {
      Schema.prepare(database);
      new EveryVerb(database).fill(each);
    }
    return file;
  }

  private static void judge(Connection plain, String verb, String text, List<String> bad)
      throws SQLException {
    if (text.startsWith("BEGIN") || text.equals("COMMIT")) {
      return;
    }
    for (var step : Statements.plan(plain, text)) {
      if (isUnbounded(step, text) && !(SORTED.contains(verb) && step.startsWith("USE TEMP"))) {
        bad.add(verb + ": " + step + " <- " + text);
      }
    }
  }

  /// A scan of all jobs is bounded where it only takes the first of them.
  private static boolean isUnbounded(String step, String text) {
    var firstOfAll = text.contains(" limit ") && !text.contains(" where ");
    var firstOfIndex = step.contains(" USING ") && text.contains(" limit ");
    return step.startsWith("USE TEMP B-TREE")
        || step.contains("AUTOMATIC")
        || step.matches("SCAN (jobs|attempts)\\b.*") && !firstOfAll && !firstOfIndex;
  }

  @Test
  void no_verb_works_more_when_the_store_holds_more() throws Exception {
    var small = steps("small.db", 600);
    var large = steps("large.db", 5_000);
    var grown = new TreeMap<String, String>();
    large.forEach(
        (verb, steps) -> {
          // A deeper tree takes a few steps more.
          if (steps > small.get(verb) * 1.3 + 300 && !SORTED.contains(verb)) {
            grown.put(verb, small.get(verb) + " -> " + steps);
          }
        });
    // PROMOTE makes up to 2,000 jobs ready at a time, and 600 are fewer.
    grown.remove("promote");
    // By priority, the few held ones are looked for among all that wait, 20,000 at a time.
    grown.remove("list of HELD PRIORITY");
    grown.remove("list of BLOCKED PRIORITY");
    assertThat(grown).isEmpty();
  }

  private Map<String, Long> steps(String name, int each) throws Exception {
    var counted = new AtomicLong();
    var handler =
        new ProgressHandler() {
          @Override
          protected int progress() {
            counted.incrementAndGet();
            return 0;
          }
        };
    var file = filled(name, each);
    var steps = new TreeMap<String, Long>();
    try (var database = Database.open(file, PATIENCE, Doorbell.NONE, it -> watched(it, handler))) {
      for (var verb : new EveryVerb(database).verbs().entrySet()) {
        counted.set(0);
        verb.getValue().run();
        steps.put(verb.getKey(), counted.get());
      }
    }
    return steps;
  }

  private static Connection watched(Connection connection, ProgressHandler handler) {
    try {
      ProgressHandler.setHandler(connection, 1, handler);
      return connection;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
