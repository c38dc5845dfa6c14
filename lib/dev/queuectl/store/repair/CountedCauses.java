package dev.queuectl.store.repair;

import static dev.queuectl.store.job.JobConditions.inState;
import static dev.queuectl.store.schema.Tables.CAUSE_COUNTS;
import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.JobState;
import dev.queuectl.store.job.JobRows;
import dev.queuectl.store.sql.SqlSession;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.impl.DSL;

/// How many dead jobs have each cause, as `cause_counts` has it, and as it is.
final class CountedCauses {
  private static final Select<Record2<String, Long>> REAL =
      DSL.select(JOBS.CAUSE, DSL.count().cast(CAUSE_COUNTS.JOBS))
          .from(JOBS)
          .where(inState(JobState.DEAD), JOBS.CAUSE.isNotNull())
          .groupBy(JOBS.CAUSE);

  private static final Field<BigDecimal> COUNTED = DSL.sum(CAUSE_COUNTS.JOBS);

  private CountedCauses() {}

  static boolean areWrong(SqlSession session) {
    var counted =
        DSL.select(CAUSE_COUNTS.CAUSE, COUNTED)
            .from(CAUSE_COUNTS)
            .groupBy(CAUSE_COUNTS.CAUSE)
            .having(COUNTED.ne(BigDecimal.ZERO));
    return !counts(session, counted).equals(counts(session, REAL));
  }

  private static Map<String, Long> counts(SqlSession session, Query query) {
    return session.list(query, row -> Map.entry(JobRows.text(row, 1), row.getLong(2))).stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum));
  }

  static void recount(SqlSession session) {
    session.run(DSL.deleteFrom(CAUSE_COUNTS));
    session.run(DSL.insertInto(CAUSE_COUNTS, CAUSE_COUNTS.CAUSE, CAUSE_COUNTS.JOBS).select(REAL));
  }
}
