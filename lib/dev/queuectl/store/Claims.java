package dev.queuectl.store;

import static dev.queuectl.store.JobRows.READY;
import static dev.queuectl.store.JobRows.NOT_HELD;
import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.WorkerStore.Exchange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Claiming, inside the transaction of an exchange. The transaction holds SQLite's only write lock
/// from its first statement on, so that what is selected here cannot be claimed by anybody else.
final class Claims {
  /// As many jobs as can fall due at once without making one transaction long; a rest follows in
  /// the next exchange.
  private static final int DUE_AT_ONCE = 2000;

  private static final Comparator<Job> ORDER =
      Comparator.comparingInt(Job::priority).reversed().thenComparingLong(Job::seq);

  private Claims() {}

  /// Makes jobs whose time has come ready: scheduled ones, and failed ones due for a retry.
  static void promoteDue(DSLContext sql, Instant now) {
    var due =
        sql.select(JOBS.SEQ)
            .from(JOBS)
            .where(JOBS.DUE_AT.isNotNull(), NOT_HELD)
            .and(JOBS.DUE_AT.le(now.toEpochMilli()))
            .orderBy(JOBS.DUE_AT)
            .limit(DUE_AT_ONCE)
            .fetch(JOBS.SEQ);
    if (!due.isEmpty()) {
      sql.update(JOBS)
          .set(JOBS.STATE, JobState.PENDING.word())
          .setNull(JOBS.DUE_AT)
          .setNull(JOBS.NEXT_RETRY_AT)
          .set(JOBS.UPDATED_AT, now.toEpochMilli())
          .where(JOBS.SEQ.in(due))
          .execute();
    }
  }

  /// When the next job falls due that waits for its time only.
  static @Nullable Instant nextDueAt(DSLContext sql) {
    var next =
        sql.select(DSL.min(JOBS.DUE_AT))
            .from(JOBS)
            .where(JOBS.DUE_AT.isNotNull(), NOT_HELD)
            .fetchOne(0, Long.class);
    return JobRows.instant(next);
  }

  static List<Job> claim(DSLContext sql, Exchange exchange) {
    var ready = firstReady(sql, exchange);
    var claimed = new ArrayList<Job>();
    for (var i = 0; i < ready.size(); i++) {
      claimed.add(claim(sql, ready.get(i), exchange.freeSlots().get(i), exchange));
    }
    return claimed;
  }

  /// The first jobs over all queues are among the first of each.
  private static List<Job> firstReady(DSLContext sql, Exchange exchange) {
    var limit = exchange.freeSlots().size();
    if (limit == 0) {
      return List.of();
    }
    if (exchange.onlyJob() != null) {
      return sql.selectFrom(JOBS)
          .where(JOBS.SEQ.eq(exchange.onlyJob()), READY)
          .fetch(JobRows::job);
    }
    var queues = exchange.queues();
    return Queues.withReadyJobs(sql).stream()
        .filter(queue -> queues.isEmpty() || queues.contains(queue))
        .flatMap(queue -> firstReady(sql, queue, limit).stream())
        .sorted(ORDER)
        .limit(limit)
        .toList();
  }

  private static List<Job> firstReady(DSLContext sql, String queue, int limit) {
    return sql.selectFrom(JOBS)
        .where(READY, JOBS.QUEUE.eq(queue))
        .orderBy(JOBS.PRIORITY.desc(), JOBS.SEQ)
        .limit(limit)
        .fetch(JobRows::job);
  }

  private static Job claim(DSLContext sql, Job job, int slot, Exchange exchange) {
    var row =
        sql.update(JOBS)
            .set(JOBS.STATE, JobState.PROCESSING.word())
            .set(JOBS.WORKER, exchange.workerId())
            .set(JOBS.SLOT, slot)
            .set(JOBS.LEASE_TOKEN, JOBS.LEASE_TOKEN.plus(1))
            .set(JOBS.LEASE_UNTIL, exchange.leaseUntil().toEpochMilli())
            .set(JOBS.LAST_ATTEMPT, job.lastAttempt() + 1)
            .set(JOBS.STARTED_AT, exchange.now().toEpochMilli())
            .set(JOBS.UPDATED_AT, exchange.now().toEpochMilli())
            .where(JOBS.SEQ.eq(job.seq()))
            .returning()
            .fetchSingle();
    return JobRows.job(row);
  }
}
