package dev.queuectl.store.worker;

import static dev.queuectl.store.schema.Prepared.CLAIM;
import static dev.queuectl.store.schema.Prepared.COUNT_READY;
import static dev.queuectl.store.schema.Prepared.FIRST_READY;
import static dev.queuectl.store.schema.Prepared.NEXT_DUE;

import dev.queuectl.Job;
import dev.queuectl.Lease;
import dev.queuectl.store.WorkerStore.Exchange;
import dev.queuectl.store.WorkerStore.Quarantined;
import dev.queuectl.store.job.ClaimCapacity;
import dev.queuectl.store.job.ClaimCapacity.Opening;
import dev.queuectl.store.job.JobRows;
import dev.queuectl.store.sql.SqlSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Claiming, inside the transaction of an exchange. Nobody else can claim what is selected here: a
/// writing transaction has the store for itself from its first statement on.
final class Claims {
  /// How many jobs must be waiting for each that is claimed ahead.
  private static final int PLENTY = 4;

  /// What decides who is first.
  private record Place(int priority, long seq, boolean limited) {
    private static final Comparator<Place> ORDER =
        Comparator.comparingInt(Place::priority).reversed().thenComparingLong(Place::seq);
  }

  private Claims() {}

  /// When the next job falls due that waits for its time only.
  static Optional<Instant> nextDueAt(SqlSession session) {
    return session.first(NEXT_DUE, row -> JobRows.anyTimeOrNone(row, 1));
  }

  /// Makes jobs whose time has come ready: scheduled ones, and failed ones due for a retry.
  ///
  /// @return when the next job falls due
  static Optional<Instant> promoteDue(SqlSession session, Instant now, Fence fence) {
    var next = nextDueAt(session);
    if (next.isEmpty() || next.get().isAfter(now)) {
      return next;
    }
    fence.promote(session, now);
    return nextDueAt(session);
  }

  /// @param crowded whether jobs are ready in a queue that limits how many run
  record Claimed(List<Job> jobs, boolean crowded) {
    static final Claimed NONE = new Claimed(List.of(), false);
  }

  static Claimed claim(SqlSession session, Exchange exchange, Fence fence) {
    if (exchange.freeSlots().isEmpty() && exchange.nextSlots().isEmpty()) {
      return Claimed.NONE;
    }
    var openings = ClaimCapacity.of(session);
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
    for (var seq : seqs) {
      var slot = slots.get(claimed.size());
      fence
          .around(seq, () -> claim(session, exchange, seq, slot))
          .flatMap(found -> found)
          .filter(job -> isSound(session, job, exchange.now(), fence))
          .ifPresent(claimed::add);
    }
    return claimed;
  }

  private static Optional<Job> claim(SqlSession session, Exchange exchange, long seq, int slot) {
    return session.first(
        CLAIM,
        JobRows::job,
        exchange.workerId(),
        slot,
        Lease.newToken(),
        exchange.leaseUntil().toEpochMilli(),
        exchange.now().toEpochMilli(),
        exchange.now().toEpochMilli(),
        seq);
  }

  /// One with a damaged row is not run: it is dead now, with what is wrong.
  private static boolean isSound(SqlSession session, Job job, Instant now, Fence fence) {
    if (job.isDamaged()) {
      fence.around(job.seq(), () -> Endings.bury(session, job, now));
      fence.add(new Quarantined(job, Objects.requireNonNull(job.error())));
    }
    return !job.isDamaged();
  }

  /// Ahead only up to the first job of a limited queue: claimed, it would take the place of one
  /// that could run.
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
}
