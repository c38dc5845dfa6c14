package dev.queuectl.store.history;

import static dev.queuectl.store.schema.Prepared.DELETE_JOB;
import static dev.queuectl.store.schema.Prepared.OLDEST_ENDED;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.Job;
import dev.queuectl.store.Retention;
import dev.queuectl.store.RetentionStore;
import dev.queuectl.store.job.JobRows;
import dev.queuectl.store.job.Jobs;
import dev.queuectl.store.job.QueueStates;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.sql.Transactions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

public final class SqlRetentionStore implements RetentionStore {
  private static final int PAGE = 1000;

  private final Transactions transactions;

  public SqlRetentionStore(Transactions transactions) {
    this.transactions = transactions;
  }

  /// The oldest are searched for before the transaction, in each line of jobs, and checked again
  /// inside it.
  @Override
  public Pruned prune(Retention retention, Instant now, int limit) {
    var found = transactions.read(session -> oldest(session, retention, null, limit));
    if (found.isEmpty()) {
      return new Pruned(List.of(), 0);
    }
    return transactions.write(
        session -> {
          var excess = new RetentionBudget(session, retention, now);
          var jobs =
              found.stream()
                  .filter(job -> Jobs.find(session, job.seq()).filter(job::equals).isPresent())
                  .takeWhile(excess::take)
                  .toList();
          jobs.forEach(job -> session.run(DELETE_JOB, job.seq()));
          return new Pruned(jobs, excess.takenBytes());
        });
  }

  @Override
  public Surplus surplus(Retention retention, Instant now) {
    return transactions.read(
        session -> {
          var excess = new RetentionBudget(session, retention, now);
          @Nullable Job last = null;
          long taken;
          do {
            var page = oldest(session, retention, last, PAGE);
            taken = page.stream().takeWhile(excess::take).count();
            last = page.isEmpty() ? last : page.getLast();
          } while (taken == PAGE);
          return new Surplus(excess.takenJobs(), excess.takenBytes());
        });
  }

  /// The first over all lines are among the first of each.
  private static List<Job> oldest(
      SqlSession session, Retention retention, @Nullable Job after, int limit) {
    var from = after == null ? Long.MIN_VALUE : endedAt(after).toEpochMilli();
    var seq = after == null ? Long.MIN_VALUE : after.seq();
    return QueueStates.of(session, retention.states(), Set.of()).stream()
        .flatMap(
            line ->
                session
                    .list(
                        OLDEST_ENDED,
                        JobRows::job,
                        line.queue(),
                        line.state().word(),
                        from,
                        from,
                        seq,
                        limit)
                    .stream())
        .sorted(order())
        .limit(limit)
        .toList();
  }

  /// No constant, which Java would link for whoever uses this class.
  private static Comparator<Job> order() {
    return Comparator.comparing(SqlRetentionStore::endedAt).thenComparing(Job::seq);
  }

  private static Instant endedAt(Job job) {
    return Objects.requireNonNull(job.finishedAt());
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private Statements() {}

    /// A page of one line in the order in which the jobs ended, which `jobs_ended` has.
    static Query oldestEnded(DSLContext sql) {
      return sql.selectFrom(JOBS)
          .where(JOBS.QUEUE.eq(value(JOBS.QUEUE)), JOBS.STATE.eq(value(JOBS.STATE)))
          .and(JOBS.FINISHED_AT.isNotNull())
          .and(JOBS.FINISHED_AT.ge(value(JOBS.FINISHED_AT)))
          .and(JOBS.FINISHED_AT.gt(value(JOBS.FINISHED_AT)).or(JOBS.SEQ.gt(value(JOBS.SEQ))))
          .orderBy(JOBS.FINISHED_AT, JOBS.SEQ)
          .limit(value(JOBS.SLOT));
    }
  }
}
