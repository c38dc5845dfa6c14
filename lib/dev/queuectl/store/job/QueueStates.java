package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Prepared.LINES;
import static dev.queuectl.store.schema.Prepared.LINES_OF_QUEUE;
import static dev.queuectl.store.schema.Tables.JOB_COUNTS;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.JobState;
import dev.queuectl.store.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// The lines that have jobs. A line is the jobs of one queue in one state: the indexes
/// `jobs_in_line` and `jobs_by_priority` find any position in one, however long it is.
public final class QueueStates {
  private static final Set<String> WORDS =
      Arrays.stream(JobState.values()).map(JobState::word).collect(Collectors.toSet());

  private QueueStates() {}

  /// @param word the state as stored
  public record QueueState(String queue, JobState state, String word) {
    QueueState(String queue, JobState state) {
      this(queue, state, state.word());
    }
  }

  /// A row of `job_counts`; in a damaged store its state may be unknown.
  private record Count(String queue, String state, long jobs) {
    public static Count of(ResultSet row) throws SQLException {
      return new Count(row.getString(1), row.getString(2), row.getLong(3));
    }

    boolean isLine() {
      return jobs > 0;
    }

    JobState shown() {
      return QueueStates.shown(state);
    }
  }

  /// A job in an unknown state is shown as dead, see [SalvagedRows].
  static JobState shown(String word) {
    return WORDS.contains(word) ? JobRows.state(word) : JobState.DEAD;
  }

  /// In the order of their queues.
  ///
  /// @param queues empty means all
  public static List<QueueState> of(SqlSession session, Set<JobState> states, Set<String> queues) {
    var words = states.stream().map(JobState::word).collect(Collectors.toSet());
    return counts(session, queues).stream()
        .filter(count -> count.jobs() > 0 && words.contains(count.state()))
        .filter(count -> queues.isEmpty() || queues.contains(count.queue()))
        .map(count -> new QueueState(count.queue(), JobRows.state(count.state())))
        .toList();
  }

  /// The same, with lines of unknown states among the dead ones.
  static List<QueueState> shown(SqlSession session, Set<JobState> states, Set<String> queues) {
    return counts(session, queues).stream()
        .filter(count -> count.isLine() && states.contains(count.shown()))
        .filter(count -> queues.isEmpty() || queues.contains(count.queue()))
        .map(count -> new QueueState(count.queue(), count.shown(), count.state()))
        .toList();
  }

  /// The lengths of the lines of each queue that has jobs.
  public static Map<String, Map<JobState, Long>> counts(SqlSession session) {
    return session.list(LINES, Count::of).stream()
        .filter(Count::isLine)
        .collect(
            Collectors.groupingBy(
                Count::queue, Collectors.toMap(Count::shown, Count::jobs, Long::sum)));
  }

  /// The lengths of the lines of one queue; empty if it has no jobs.
  public static Map<JobState, Long> counts(SqlSession session, String queue) {
    return session.list(LINES_OF_QUEUE, Count::of, queue).stream()
        .filter(Count::isLine)
        .collect(Collectors.toMap(Count::shown, Count::jobs, Long::sum));
  }

  private static List<Count> counts(SqlSession session, Set<String> queues) {
    return queues.size() == 1
        ? session.list(LINES_OF_QUEUE, Count::of, queues.iterator().next())
        : session.list(LINES, Count::of);
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private Statements() {}

    static Query lines(DSLContext sql) {
      return sql.select(JOB_COUNTS.QUEUE, JOB_COUNTS.STATE, DSL.sum(JOB_COUNTS.JOBS))
          .from(JOB_COUNTS)
          .groupBy(JOB_COUNTS.QUEUE, JOB_COUNTS.STATE)
          .orderBy(JOB_COUNTS.QUEUE, JOB_COUNTS.STATE);
    }

    static Query linesOfQueue(DSLContext sql) {
      return sql.select(JOB_COUNTS.QUEUE, JOB_COUNTS.STATE, DSL.sum(JOB_COUNTS.JOBS))
          .from(JOB_COUNTS)
          .where(JOB_COUNTS.QUEUE.eq(value(JOB_COUNTS.QUEUE)))
          .groupBy(JOB_COUNTS.QUEUE, JOB_COUNTS.STATE)
          .orderBy(JOB_COUNTS.QUEUE, JOB_COUNTS.STATE);
    }
  }
}
