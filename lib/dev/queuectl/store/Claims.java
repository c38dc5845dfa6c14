package dev.queuectl.store;

import static dev.queuectl.store.JobRows.READY;
import static dev.queuectl.store.JobRows.WAITS_FOR_TIME;
import static dev.queuectl.store.Prepared.none;
import static dev.queuectl.store.Prepared.value;
import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.WorkerStore.Exchange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.impl.DSL;

/// Claiming, inside the transaction of an exchange. The transaction holds SQLite's only write lock
/// from its first statement on, so that what is selected here cannot be claimed by anybody else.
final class Claims {
  /// As many jobs as can fall due at once without making one transaction long; a rest follows in
  /// the next exchange.
  private static final int DUE_AT_ONCE = 2000;

  /// How many jobs must be waiting for each that is claimed ahead.
  private static final int PLENTY = 4;

  private static final Prepared NEXT_DUE =
      Prepared.of(sql -> sql.select(DSL.min(JOBS.DUE_AT)).from(JOBS).where(WAITS_FOR_TIME));

  private static final Prepared PROMOTE =
      Prepared.of(
          sql ->
              sql.update(JOBS)
                  .set(JOBS.STATE, JobRows.word(JobState.PENDING))
                  // since when it could run
                  .set(JOBS.RUN_AT, JOBS.DUE_AT)
                  .set(JOBS.DUE_AT, none(JOBS.DUE_AT))
                  .set(JOBS.NEXT_RETRY_AT, none(JOBS.NEXT_RETRY_AT))
                  .set(JOBS.UPDATED_AT, value(JOBS.UPDATED_AT))
                  .where(
                      JOBS.SEQ.in(
                          DSL.select(JOBS.SEQ)
                              .from(JOBS)
                              .where(WAITS_FOR_TIME, JOBS.DUE_AT.le(value(JOBS.DUE_AT)))
                              .orderBy(JOBS.DUE_AT)
                              .limit(DSL.inline(DUE_AT_ONCE)))));

  private static final Prepared FIRST_READY =
      Prepared.of(
          sql ->
              sql.select(JOBS.SEQ, JOBS.PRIORITY)
                  .from(JOBS)
                  .where(READY, JOBS.QUEUE.eq(value(JOBS.QUEUE)))
                  .orderBy(JOBS.PRIORITY.desc(), JOBS.SEQ)
                  .limit(value(JOBS.SLOT)));

  private static final Prepared CLAIM =
      Prepared.of(
          sql ->
              sql.update(JOBS)
                  .set(JOBS.STATE, JobRows.word(JobState.PROCESSING))
                  .set(JOBS.WORKER, value(JOBS.WORKER))
                  .set(JOBS.SLOT, value(JOBS.SLOT))
                  .set(JOBS.LEASE_TOKEN, JOBS.LEASE_TOKEN.plus(DSL.inline(1L)))
                  .set(JOBS.LEASE_UNTIL, value(JOBS.LEASE_UNTIL))
                  .set(JOBS.LAST_ATTEMPT, JOBS.LAST_ATTEMPT.plus(DSL.inline(1)))
                  .set(JOBS.STARTED_AT, value(JOBS.STARTED_AT))
                  .set(JOBS.UPDATED_AT, value(JOBS.UPDATED_AT))
                  .where(JOBS.SEQ.eq(value(JOBS.SEQ)), READY)
                  .returning());

  /// What decides who is first.
  private record Place(int priority, long seq) {
    private static final Comparator<Place> ORDER =
        Comparator.comparingInt(Place::priority).reversed().thenComparingLong(Place::seq);
  }

  private Claims() {}

  /// When the next job falls due that waits for its time only.
  static Optional<Instant> nextDueAt(Session session) {
    return session.first(NEXT_DUE, row -> JobRows.instant(row, 1));
  }

  /// Makes jobs whose time has come ready: scheduled ones, and failed ones due for a retry.
  ///
  /// @return when the next job falls due
  static Optional<Instant> promoteDue(Session session, Instant now) {
    var next = nextDueAt(session);
    if (next.isEmpty() || next.get().isAfter(now)) {
      return next;
    }
    session.run(PROMOTE, now.toEpochMilli(), now.toEpochMilli());
    return nextDueAt(session);
  }

  static List<Job> claim(Session session, Exchange exchange) {
    var slots =
        Stream.concat(exchange.freeSlots().stream(), exchange.nextSlots().stream()).toList();
    var claimed = new ArrayList<Job>(slots.size());
    for (var seq : firstReady(session, exchange)) {
      session
          .first(
              CLAIM,
              JobRows::job,
              exchange.workerId(),
              slots.get(claimed.size()),
              exchange.leaseUntil().toEpochMilli(),
              exchange.now().toEpochMilli(),
              exchange.now().toEpochMilli(),
              seq)
          .ifPresent(claimed::add);
    }
    return claimed;
  }

  private static List<Long> firstReady(Session session, Exchange exchange) {
    var firm = exchange.freeSlots().size();
    var ahead = exchange.nextSlots().size();
    if (firm + ahead == 0) {
      return List.of();
    }
    if (exchange.onlyJob() != null) {
      return List.of(exchange.onlyJob());
    }
    var plenty = firm + ahead * PLENTY;
    var ready = firstReady(session, exchange.queues(), plenty);
    var most = ready.size() == plenty ? firm + ahead : firm;
    return ready.subList(0, Math.min(most, ready.size()));
  }

  /// The first jobs over all queues are among the first of each.
  private static List<Long> firstReady(Session session, Set<String> wanted, int limit) {
    return Queues.withReadyJobs(session, wanted).stream()
        .flatMap(
            queue ->
                session
                    .list(
                        FIRST_READY, row -> new Place(row.getInt(2), row.getLong(1)), queue, limit)
                    .stream())
        .sorted(Place.ORDER)
        .limit(limit)
        .map(Place::seq)
        .toList();
  }
}
