package dev.queuectl.store.repair;

import static dev.queuectl.store.job.JobConditions.inState;
import static dev.queuectl.store.schema.Tables.ATTEMPTS;
import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.JobState;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.sql.Transactions;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/// Recounts numbers in the rows of jobs that are impossible or that contradict the attempts, from
/// the attempts.
final class Recount {
  private static final Condition WRONG_ATTEMPTS = Domain.of(JOBS.ATTEMPTS).wrong();
  private static final Condition WRONG_INTERRUPTIONS = Domain.of(JOBS.INTERRUPTIONS).wrong();

  /// A running attempt is known by its number, to its worker as well.
  private static final Condition WRONG_NUMBER =
      Disorders.MISNUMBERED.or(
          inState(JobState.PROCESSING).not().and(Domain.of(JOBS.LAST_ATTEMPT).wrong()));

  private static final Condition WRONG = DSL.or(WRONG_ATTEMPTS, WRONG_INTERRUPTIONS, WRONG_NUMBER);

  private Recount() {}

  /// @return how many jobs were recounted
  static long of(Transactions transactions) {
    return Mending.inBatches(
        transactions, DSL.select(JOBS.SEQ).from(JOBS).where(WRONG).orderBy(JOBS.SEQ), Recount::of);
  }

  private static int of(SqlSession session, List<Long> seqs) {
    var ownDoing = ATTEMPTS.OUTCOME.notIn("cancelled", "interrupted");
    var number = Disorders.newestAttempt();
    return session.run(
        DSL.update(JOBS)
            .set(JOBS.ATTEMPTS, corrected(JOBS.ATTEMPTS, WRONG_ATTEMPTS, count(ownDoing)))
            .set(
                JOBS.INTERRUPTIONS,
                corrected(
                    JOBS.INTERRUPTIONS,
                    WRONG_INTERRUPTIONS,
                    count(ATTEMPTS.OUTCOME.eq("interrupted"))))
            .set(JOBS.LAST_ATTEMPT, corrected(JOBS.LAST_ATTEMPT, WRONG_NUMBER, number))
            .where(JOBS.SEQ.in(seqs), WRONG));
  }

  private static Field<Integer> corrected(
      Field<Integer> column, Condition wrong, Field<Integer> right) {
    return DSL.when(wrong, right).otherwise(column);
  }

  private static Field<Integer> count(Condition condition) {
    return DSL.field(
        DSL.selectCount().from(ATTEMPTS).where(ATTEMPTS.JOB_SEQ.eq(JOBS.SEQ)).and(condition));
  }
}
