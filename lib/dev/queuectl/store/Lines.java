package dev.queuectl.store;

import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.schema.Tables.JOB_COUNTS;

import dev.queuectl.JobState;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/// The lines that have jobs. A line is the jobs of one queue in one state: the indexes
/// `jobs_in_line` and `jobs_by_priority` lead to any place in one, however long it is.
final class Lines {
  private Lines() {}

  record Line(String queue, JobState state) {
    /// Its jobs.
    Condition jobs() {
      return JOBS.QUEUE.eq(queue).and(JobRows.inState(state));
    }
  }

  /// @param queues empty means all
  static List<Line> of(DSLContext sql, Set<JobState> states, Set<String> queues) {
    var words = states.stream().map(JobState::word).collect(Collectors.toSet());
    return sql.select(JOB_COUNTS.QUEUE, JOB_COUNTS.STATE)
        .from(JOB_COUNTS)
        .where(JOB_COUNTS.JOBS.gt(0L), JOB_COUNTS.STATE.in(words), in(JOB_COUNTS.QUEUE, queues))
        .orderBy(JOB_COUNTS.QUEUE, JOB_COUNTS.STATE)
        .fetch(row -> new Line(row.value1(), JobRows.state(row.value2())));
  }

  static Condition in(Field<String> field, Set<String> words) {
    return words.isEmpty() ? DSL.noCondition() : field.in(words);
  }
}
