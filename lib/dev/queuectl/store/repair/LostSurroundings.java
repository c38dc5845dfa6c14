package dev.queuectl.store.repair;

import static dev.queuectl.store.schema.Tables.ENVIRONMENTS;
import static dev.queuectl.store.schema.Tables.INPUTS;
import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.JobState;
import dev.queuectl.store.job.JobRows;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.sql.Transactions;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/// Jobs whose environment, or what they are to read from standard input, is no longer in the store.
final class LostSurroundings {
  private static final Condition LOST =
      DSL.or(
          JOBS.ENVIRONMENT
              .isNotNull()
              .andNotExists(
                  DSL.selectOne().from(ENVIRONMENTS).where(ENVIRONMENTS.ID.eq(JOBS.ENVIRONMENT))),
          JOBS.STDIN
              .isNotNull()
              .andNotExists(DSL.selectOne().from(INPUTS).where(INPUTS.ID.eq(JOBS.STDIN))));

  /// A running job has been given what it needs, but its next attempt would not be.
  private static final Condition WAITS =
      JOBS.STATE.in(JobState.PENDING.word(), JobState.FAILED.word());

  private LostSurroundings() {}

  /// The ids of such jobs.
  static List<String> in(SqlSession session, int most) {
    return session.list(
        DSL.select(JOBS.ID).from(JOBS).where(LOST).orderBy(JOBS.SEQ).limit(most),
        row -> JobRows.text(row, 1));
  }

  /// A waiting job must not run without it, and so becomes dead. Running ones are left alone.
  ///
  /// @return how many jobs no longer name what is lost
  static long mend(Transactions transactions, Instant now) {
    return Mending.inBatches(
        transactions,
        DSL.select(JOBS.SEQ)
            .from(JOBS)
            .where(LOST, JOBS.STATE.ne(JobState.PROCESSING.word()))
            .orderBy(JOBS.SEQ),
        (session, seqs) -> mend(session, seqs, now.toEpochMilli()));
  }

  private static int mend(SqlSession session, List<Long> seqs, long now) {
    return session.run(
        DSL.update(JOBS)
            .set(JOBS.ENVIRONMENT, kept(JOBS.ENVIRONMENT, ENVIRONMENTS.ID, ENVIRONMENTS))
            .set(JOBS.STDIN, kept(JOBS.STDIN, INPUTS.ID, INPUTS))
            .set(JOBS.STATE, DSL.when(WAITS, JobState.DEAD.word()).otherwise(JOBS.STATE))
            .set(
                JOBS.ERROR,
                DSL.when(WAITS, "mended by doctor, its environment or its standard input was lost")
                    .otherwise(JOBS.ERROR))
            .set(JOBS.FINISHED_AT, DSL.when(WAITS, now).otherwise(JOBS.FINISHED_AT))
            .set(JOBS.DUE_AT, (Long) null)
            .set(JOBS.NEXT_RETRY_AT, (Long) null)
            .set(JOBS.UPDATED_AT, now)
            .where(JOBS.SEQ.in(seqs), LOST, JOBS.STATE.ne(JobState.PROCESSING.word())));
  }

  /// The number, or nothing if there is no such row.
  private static Field<Long> kept(Field<Long> number, Field<Long> id, Table<?> table) {
    return DSL.field(DSL.select(id).from(table).where(id.eq(number)));
  }
}
