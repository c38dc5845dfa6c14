package dev.queuectl.store.repair;

import static dev.queuectl.store.job.JobConditions.inState;
import static dev.queuectl.store.schema.Tables.ATTEMPTS;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.schema.Tables.JOB_COUNTS;
import static dev.queuectl.store.schema.Tables.OUTPUT_TOTAL;
import static dev.queuectl.store.schema.Tables.QUEUES;
import static dev.queuectl.store.schema.Tables.WAIT_COUNTS;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Text;
import dev.queuectl.store.JobStore;
import dev.queuectl.store.Upkeep.Kind;
import dev.queuectl.store.Upkeep.Mended;
import dev.queuectl.store.job.EnvText;
import dev.queuectl.store.job.JobRows;
import dev.queuectl.store.job.PolicyFields;
import dev.queuectl.store.job.SqlConfigStore;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.sql.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.SelectLimitStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Makes rows fit together again, one batch per transaction. The search, which reads all rows,
/// comes before the transaction; what it finds is checked again inside it.
final class Mending {
  /// If the state is unknown, the job becomes dead rather than pending, so that nothing runs that
  /// nobody asked for.
  private static final Field<String> SOUND_STATE =
      DSL.when(JOBS.STATE.notIn(Disorders.STATES), JobState.DEAD.word())
          .when(inState(JobState.PROCESSING).and(JOBS.WORKER.isNull()), JobState.PENDING.word())
          .otherwise(JOBS.STATE);

  private Mending() {}

  /// The rules of the table are off meanwhile: a row may break several, and each step mends one.
  static List<Mended> of(Transactions transactions, Instant now) {
    return transactions.withoutRules(() -> all(transactions, now));
  }

  private static List<Mended> all(Transactions transactions, Instant now) {
    var mended = new ArrayList<Mended>();
    add(mended, Kind.JOB_CONTRADICTING_ITSELF, contradictory(transactions, now));
    var damaged = transactions.read(Disorders::damaged);
    damaged.forEach(job -> transactions.write(session -> damaged(session, job, now)));
    add(mended, Kind.JOB_UNREADABLE, damaged.size());
    add(mended, Kind.JOB_WITH_MISCOUNTED_ATTEMPTS, Recount.of(transactions));
    mended.addAll(WrongValues.mend(transactions));
    contradictory(transactions, now);
    add(mended, Kind.JOB_WITHOUT_WHAT_IT_WAS_GIVEN, LostSurroundings.mend(transactions, now));
    SqlConfigStore.resetWrong(transactions)
        .forEach(setting -> mended.add(new Mended.Reset(setting)));
    add(mended, Kind.QUEUE_CONTRADICTING_ITSELF, transactions.write(Mending::queues));
    var stray =
        inBatches(
            transactions,
            DSL.select(ATTEMPTS.JOB_SEQ).from(ATTEMPTS).where(Disorders.STRAY),
            Mending::strayAttempts);
    add(mended, Kind.ATTEMPT_OF_NO_JOB, stray);
    add(mended, Kind.COUNT_OF_JOBS, counts(transactions));
    return mended;
  }

  private static long contradictory(Transactions transactions, Instant now) {
    return inBatches(
        transactions,
        DSL.select(JOBS.SEQ).from(JOBS).where(Disorders.CONTRADICTORY).orderBy(JOBS.SEQ),
        (session, seqs) -> rows(session, seqs, now));
  }

  /// A step that mends rows of these jobs, and returns how many.
  interface Mender {
    int mend(SqlSession session, List<Long> seqs);
  }

  /// Ends even if rows stay wrong whatever it does: when it finds the same ones again.
  static long inBatches(
      Transactions transactions, SelectLimitStep<Record1<Long>> found, Mender mender) {
    var query = found.limit(JobStore.BATCH);
    var mended = 0L;
    var before = List.<Long>of();
    while (true) {
      var seqs = transactions.read(session -> session.list(query, row -> row.getLong(1)));
      var isNew = !seqs.isEmpty() && !seqs.equals(before);
      var now = isNew ? transactions.write(session -> mender.mend(session, seqs)) : 0;
      if (now == 0) {
        return mended;
      }
      mended += now;
      before = seqs;
    }
  }

  private static void add(List<Mended> mended, Kind kind, long count) {
    if (count > 0) {
      mended.add(new Mended.Disorderly(kind, count));
    }
  }

  /// A single statement, so that every row meets all rules again after the same step.
  private static int rows(SqlSession session, List<Long> seqs, Instant now) {
    return session.run(
        DSL.update(JOBS)
            .set(JOBS.STATE, SOUND_STATE)
            .set(
                JOBS.ERROR,
                DSL.when(
                        SOUND_STATE.ne(JOBS.STATE),
                        DSL.concat(
                            DSL.inline("mended by doctor, the state was "),
                            DSL.left(JOBS.STATE, 200)))
                    .otherwise(JOBS.ERROR))
            .set(
                JOBS.FINISHED_AT,
                DSL.when(isNow(Disorders.FINAL), DSL.coalesce(JOBS.FINISHED_AT, JOBS.UPDATED_AT)))
            .set(
                JOBS.NEXT_RETRY_AT,
                DSL.when(
                    isNow(JobState.FAILED),
                    DSL.coalesce(JOBS.NEXT_RETRY_AT, JOBS.DUE_AT, JOBS.UPDATED_AT)))
            .set(
                JOBS.DUE_AT,
                DSL.when(isNow(JobState.PENDING), JOBS.DUE_AT)
                    .when(
                        isNow(JobState.FAILED),
                        DSL.coalesce(JOBS.DUE_AT, JOBS.NEXT_RETRY_AT, JOBS.UPDATED_AT)))
            .set(
                JOBS.STARTED_AT,
                DSL.when(isNow(JobState.PROCESSING), DSL.coalesce(JOBS.STARTED_AT, JOBS.UPDATED_AT))
                    .otherwise(JOBS.STARTED_AT))
            .set(JOBS.WORKER, DSL.when(isNow(JobState.PROCESSING), JOBS.WORKER))
            .set(JOBS.SLOT, DSL.when(isNow(JobState.PROCESSING), JOBS.SLOT))
            .set(
                JOBS.LEASE_UNTIL,
                DSL.when(
                    isNow(JobState.PROCESSING), DSL.coalesce(JOBS.LEASE_UNTIL, JOBS.UPDATED_AT)))
            .set(
                JOBS.CANCEL_REQUESTED_AT,
                DSL.when(isNow(JobState.PROCESSING), JOBS.CANCEL_REQUESTED_AT))
            .set(JOBS.UPDATED_AT, now.toEpochMilli())
            .where(JOBS.SEQ.in(seqs), Disorders.CONTRADICTORY));
  }

  /// Keeps what can be read. A waiting job must not run without the rest, and so becomes dead.
  private static int damaged(SqlSession session, Job job, Instant now) {
    var waits = job.state() == JobState.PENDING || job.state() == JobState.FAILED;
    var state = waits ? JobState.DEAD : job.state();
    return session.run(
        DSL.update(JOBS)
            .set(JOBS.ID, job.id())
            .set(JOBS.COMMAND, job.command())
            .set(JOBS.QUEUE, job.queue())
            .set(JOBS.CWD, job.cwd())
            .set(JOBS.ENV, EnvText.of(job.env()))
            .set(JOBS.STATE, state.word())
            .set(JOBS.ERROR, Text.shortened("mended by doctor, " + job.error(), Attempt.MAX_ERROR))
            .set(PolicyFields.values(job.policy()))
            .set(JOBS.CREATED_AT, job.createdAt().toEpochMilli())
            .set(JOBS.UPDATED_AT, now.toEpochMilli())
            .set(JOBS.RUN_AT, job.runAt().toEpochMilli())
            .set(JOBS.STARTED_AT, JobRows.millis(job.startedAt()))
            .set(JOBS.FINISHED_AT, finishedAt(job, state, now))
            .set(JOBS.DUE_AT, (Long) null)
            .set(JOBS.NEXT_RETRY_AT, (Long) null)
            .set(JOBS.WORKER, whileProcessing(state, JOBS.WORKER))
            .set(JOBS.SLOT, whileProcessing(state, JOBS.SLOT))
            .set(JOBS.LEASE_UNTIL, whileProcessing(state, JOBS.LEASE_UNTIL))
            .set(JOBS.CANCEL_REQUESTED_AT, whileProcessing(state, JOBS.CANCEL_REQUESTED_AT))
            .where(JOBS.SEQ.eq(job.seq())));
  }

  private static <T> Field<T> whileProcessing(JobState state, Field<T> column) {
    return state == JobState.PROCESSING ? column : DSL.castNull(column);
  }

  private static @Nullable Long finishedAt(Job job, JobState state, Instant now) {
    if (!state.isFinal()) {
      return null;
    }
    return (job.finishedAt() == null ? now : job.finishedAt()).toEpochMilli();
  }

  private static Condition isNow(JobState state) {
    return SOUND_STATE.eq(state.word());
  }

  private static Condition isNow(List<String> states) {
    return SOUND_STATE.in(states);
  }

  /// Deletes the reason for a pause if there is no pause, and rows of queues for which nothing is
  /// set.
  private static int queues(SqlSession session) {
    return session.run(
            DSL.update(QUEUES)
                .setNull(QUEUES.PAUSE_REASON)
                .where(QUEUES.PAUSED_AT.isNull(), QUEUES.PAUSE_REASON.isNotNull()))
        + session.run(
            DSL.deleteFrom(QUEUES).where(QUEUES.PAUSED_AT.isNull(), QUEUES.CONCURRENCY.isNull()));
  }

  private static int strayAttempts(SqlSession session, List<Long> seqs) {
    return session.run(DSL.deleteFrom(ATTEMPTS).where(ATTEMPTS.JOB_SEQ.in(seqs), Disorders.STRAY));
  }

  /// All are counted in one transaction, since nothing may change meanwhile; but only if they were
  /// found to be wrong.
  private static long counts(Transactions transactions) {
    return transactions.read(Disorders::wrongCounts) == 0 ? 0 : transactions.write(Mending::counts);
  }

  private static long counts(SqlSession session) {
    var wrong = Disorders.wrongCounts(session);
    if (wrong > 0) {
      session.run(DSL.deleteFrom(JOB_COUNTS));
      session.run(
          DSL.insertInto(JOB_COUNTS, JOB_COUNTS.QUEUE, JOB_COUNTS.STATE, JOB_COUNTS.JOBS)
              .select(
                  DSL.select(JOBS.QUEUE, JOBS.STATE, DSL.count().cast(JOB_COUNTS.JOBS))
                      .from(JOBS)
                      .groupBy(JOBS.QUEUE, JOBS.STATE)));
      session.run(DSL.deleteFrom(WAIT_COUNTS));
      for (var wait : List.of("held", "retrying", "scheduled", "blocked")) {
        session.run(
            DSL.insertInto(WAIT_COUNTS, WAIT_COUNTS.WAIT, WAIT_COUNTS.JOBS)
                .values(DSL.val(wait), DSL.field(Disorders.countOf(wait)).cast(WAIT_COUNTS.JOBS)));
      }
      CountedCauses.recount(session);
      session.run(DSL.deleteFrom(OUTPUT_TOTAL));
      session.run(
          DSL.insertInto(OUTPUT_TOTAL, OUTPUT_TOTAL.ID, OUTPUT_TOTAL.BYTES)
              .values(DSL.val(1), DSL.field(Disorders.OUTPUT_BYTES).cast(OUTPUT_TOTAL.BYTES)));
    }
    return wrong;
  }
}
