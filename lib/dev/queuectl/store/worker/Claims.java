package dev.queuectl.store.worker;

import static dev.queuectl.store.job.JobConditions.READY;
import static dev.queuectl.store.job.JobConditions.WAITS_FOR_TIME;
import static dev.queuectl.store.job.JobConditions.word;
import static dev.queuectl.store.schema.Prepared.CLAIM;
import static dev.queuectl.store.schema.Prepared.CLAIM_GROUP;
import static dev.queuectl.store.schema.Prepared.COUNT_READY;
import static dev.queuectl.store.schema.Prepared.FIRST_READY;
import static dev.queuectl.store.schema.Prepared.NEXT_DUE;
import static dev.queuectl.store.schema.Prepared.PROMOTE;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.sql.Parameters.none;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Lease;
import dev.queuectl.store.WorkerStore.Exchange;
import dev.queuectl.store.WorkerStore.Quarantined;
import dev.queuectl.store.job.ClaimCapacity;
import dev.queuectl.store.job.ClaimCapacity.Opening;
import dev.queuectl.store.job.JobConditions;
import dev.queuectl.store.job.JobRows;
import dev.queuectl.store.sql.Phrases;
import dev.queuectl.store.sql.SqlSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Claims jobs, inside the transaction of an exchange. Nobody else can claim what is selected here:
/// a writing transaction has the store to itself from its first statement on.
final class Claims {
  /// How many jobs must be waiting for each that is claimed ahead.
  private static final int PLENTY = 4;

  /// How many jobs one statement claims ahead: that takes half of what as many statements take.
  private static final int GROUP = 16;

  /// What decides who is first.
  private record Place(int priority, long seq, boolean limited) {
    private static final Comparator<Place> ORDER =
        (one, other) ->
            one.priority != other.priority
                ? Integer.compare(other.priority, one.priority)
                : Long.compare(one.seq, other.seq);
  }

  private Claims() {}

  /// What is next to happen to jobs by the clock.
  ///
  /// @param dueAt when a job that only waits for its time falls due; null if there is none
  /// @param expiryAt see [dev.queuectl.store.WorkerStore.Expired]
  record Next(@Nullable Instant dueAt, @Nullable Instant expiryAt) {
    static Next of(SqlSession session) {
      return session
          .first(
              NEXT_DUE,
              row -> new Next(JobRows.anyTimeOrNone(row, 1), JobRows.anyTimeOrNone(row, 2)))
          .orElseThrow();
    }
  }

  /// Makes jobs whose time has come ready: scheduled ones, and failed ones due for a retry.
  ///
  /// @return what is next after that
  static Next promoteDue(SqlSession session, Instant now, Fence fence) {
    var next = Next.of(session);
    if (next.dueAt() == null || next.dueAt().isAfter(now)) {
      return next;
    }
    fence.promote(session, now);
    return Next.of(session);
  }

  static void promote(SqlSession session, Instant now) {
    session.run(PROMOTE, now.toEpochMilli(), now.toEpochMilli());
  }

  /// @param crowded whether jobs are ready in a queue with a limit
  record Claimed(List<Job> jobs, boolean crowded) {
    static final Claimed NONE = new Claimed(List.of(), false);
  }

  static Claimed claim(SqlSession session, Exchange exchange, Fence fence) {
    if (exchange.freeSlots().isEmpty() && exchange.nextSlots().isEmpty()) {
      return Claimed.NONE;
    }
    var openings = ClaimCapacity.toClaim(session);
    if (exchange.onlyJob() != null) {
      long only = exchange.onlyJob();
      var admitted = openings.admit(only) ? List.of(only) : List.<Long>of();
      return new Claimed(claim(session, exchange, admitted, fence), false);
    }
    var open = openings.withReadyJobs(exchange.queues());
    var first = first(session, exchange, open);
    return new Claimed(
        claim(session, exchange, first, fence), open.stream().anyMatch(Opening::limited));
  }

  private static List<Job> claim(
      SqlSession session, Exchange exchange, List<Long> seqs, Fence fence) {
    var slots =
        Stream.concat(exchange.freeSlots().stream(), exchange.nextSlots().stream()).toList();
    var claimed = new ArrayList<Job>(slots.size());
    var at = 0;
    for (; at < seqs.size() && isSingle(exchange, claimed, fence); at++) {
      var seq = seqs.get(at);
      var slot = slots.get(claimed.size());
      fence
          .around(seq, () -> claim(session, exchange, seq, slot))
          .flatMap(found -> found)
          .filter(job -> isSound(session, job, exchange.now(), fence))
          .filter(job -> Expiries.isInTime(session, job, exchange.now()))
          .ifPresent(claimed::add);
    }
    for (; at < seqs.size(); at += GROUP) {
      var group = seqs.subList(at, Math.min(at + GROUP, seqs.size()));
      claim(session, exchange, group, slots.get(claimed.size())).stream()
          .filter(job -> isSound(session, job, exchange.now(), fence))
          .filter(job -> Expiries.isInTime(session, job, exchange.now()))
          .forEach(claimed::add);
    }
    return claimed;
  }

  /// Whether the next job is claimed alone: it starts at once, in a slot of its own.
  private static boolean isSingle(Exchange exchange, List<Job> claimed, Fence fence) {
    return claimed.size() < exchange.freeSlots().size() || !fence.isNone();
  }

  /// Claims jobs ahead. Which slot each of them starts in is decided then; until then they are all
  /// said to be in one.
  private static List<Job> claim(
      SqlSession session, Exchange exchange, List<Long> group, int slot) {
    var values =
        Stream.concat(
            claim(exchange, slot), IntStream.range(0, GROUP).mapToObj(i -> place(group, i)));
    return session.list(CLAIM_GROUP, JobRows::job, values.toArray()).stream()
        .sorted(Comparator.comparingInt(job -> group.indexOf(job.seq())))
        .toList();
  }

  /// Where there are fewer jobs than places, the last one takes the rest.
  private static Object place(List<Long> group, int place) {
    return group.get(Math.min(place, group.size() - 1));
  }

  private static Optional<Job> claim(SqlSession session, Exchange exchange, long seq, int slot) {
    var values = Stream.concat(claim(exchange, slot), Stream.of(seq));
    return session.first(CLAIM, JobRows::job, values.toArray());
  }

  private static Stream<Object> claim(Exchange exchange, int slot) {
    var now = exchange.now().toEpochMilli();
    var until = exchange.leaseUntil().toEpochMilli();
    return Stream.of(exchange.workerId(), slot, Lease.newToken(), until, now, now);
  }

  /// A job with a damaged row is not run: it is dead now, and its error says what is wrong.
  private static boolean isSound(SqlSession session, Job job, Instant now, Fence fence) {
    if (job.isDamaged()) {
      fence.around(job.seq(), () -> Endings.bury(session, job, now));
      fence.add(new Quarantined(job, Objects.requireNonNull(job.error())));
    }
    return !job.isDamaged();
  }

  /// Claims ahead only up to the first job of a queue with a limit: if it were claimed, it would
  /// take the place of one that could run.
  private static List<Long> first(SqlSession session, Exchange exchange, List<Opening> open) {
    var firm = exchange.freeSlots().size();
    var ahead = exchange.nextSlots().size();
    var plenty = ahead > 0 && areReady(session, open, firm + ahead * PLENTY);
    var ready = firstReady(session, open, plenty ? firm + ahead : firm);
    return Stream.concat(
            ready.stream().limit(firm),
            ready.stream().skip(firm).takeWhile(place -> !place.limited()))
        .map(Place::seq)
        .toList();
  }

  private static boolean areReady(SqlSession session, List<Opening> open, int wanted) {
    var ready = 0L;
    for (var opening : open) {
      var most = Math.min(wanted, opening.room());
      ready +=
          session.first(COUNT_READY, row -> row.getLong(1), opening.queue(), most).orElseThrow();
      if (ready >= wanted) {
        return true;
      }
    }
    return false;
  }

  /// The first jobs over all queues are among the first of each.
  private static List<Place> firstReady(SqlSession session, List<Opening> open, int limit) {
    return open.stream()
        .filter(opening -> opening.room() > 0)
        .flatMap(opening -> firstReady(session, opening, limit).stream())
        .sorted(Place.ORDER)
        .limit(limit)
        .toList();
  }

  private static List<Place> firstReady(SqlSession session, Opening opening, int limit) {
    return session.list(
        FIRST_READY,
        row -> new Place(row.getInt(2), row.getLong(1), opening.limited()),
        opening.queue(),
        Math.min(limit, opening.room()));
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    /// How many jobs can be made ready in one transaction without making it long; the rest follow
    /// in the next exchange.
    private static final int DUE_AT_ONCE = 500;

    private static final Field<Integer> NUMBERED =
        DSL.least(JOBS.LAST_ATTEMPT.cast(Integer.class), DSL.inline(Integer.MAX_VALUE - 1));

    private Statements() {}

    static Query nextDue(DSLContext sql) {
      return sql.select(
          DSL.field(DSL.select(DSL.min(JOBS.DUE_AT)).from(JOBS).where(WAITS_FOR_TIME)),
          Expiries.Statements.next());
    }

    static Query promote(DSLContext sql) {
      return sql.update(JOBS)
          .set(JOBS.STATE, word(JobState.PENDING))
          // since when it can run
          .set(JOBS.RUN_AT, JOBS.DUE_AT)
          .set(JOBS.DUE_AT, none(JOBS.DUE_AT))
          .set(JOBS.NEXT_RETRY_AT, none(JOBS.NEXT_RETRY_AT))
          .set(JOBS.UPDATED_AT, value(JOBS.UPDATED_AT))
          .where(
              JOBS.SEQ.in(
                  Phrases.free(
                      sql,
                      DSL.select(JOBS.SEQ)
                          .from(JOBS)
                          .where(WAITS_FOR_TIME, JOBS.DUE_AT.le(value(JOBS.DUE_AT)))
                          .orderBy(JOBS.DUE_AT)
                          .limit(DSL.inline(DUE_AT_ONCE)))));
    }

    static Query firstReady(DSLContext sql) {
      return Phrases.free(
          sql,
          sql.select(JOBS.SEQ, JOBS.PRIORITY)
              .from(JOBS)
              .where(READY, JOBS.QUEUE.eq(value(JOBS.QUEUE)))
              .orderBy(JOBS.PRIORITY.desc(), JOBS.SEQ)
              .limit(value(JOBS.SLOT)));
    }

    /// Counts up to a limit.
    static Query countReady(DSLContext sql) {
      return sql.selectCount()
          .from(
              DSL.select(JOBS.SEQ)
                  .from(JOBS)
                  .where(READY, JOBS.QUEUE.eq(value(JOBS.QUEUE)))
                  .limit(value(JOBS.SLOT)));
    }

    static Query claim(DSLContext sql) {
      return claim(sql, JOBS.SEQ.eq(value(JOBS.SEQ)));
    }

    static Query claimGroup(DSLContext sql) {
      return claim(sql, JOBS.SEQ.in(Collections.nCopies(GROUP, value(JOBS.SEQ))));
    }

    private static Query claim(DSLContext sql, Condition which) {
      return sql.update(JOBS)
          .set(JOBS.STATE, word(JobState.PROCESSING))
          .set(JOBS.WORKER, value(JOBS.WORKER))
          .set(JOBS.SLOT, value(JOBS.SLOT))
          .set(JOBS.LEASE_TOKEN, value(JOBS.LEASE_TOKEN))
          .set(JOBS.LEASE_UNTIL, value(JOBS.LEASE_UNTIL))
          // after all attempts that are kept, even if somebody has set the number back by hand
          .set(
              JOBS.LAST_ATTEMPT,
              DSL.greatest(NUMBERED, JobConditions.newestAttempt()).plus(DSL.inline(1)))
          .set(JOBS.STARTED_AT, value(JOBS.STARTED_AT))
          .set(JOBS.UPDATED_AT, value(JOBS.UPDATED_AT))
          .where(which, READY)
          .returning();
    }
  }
}
