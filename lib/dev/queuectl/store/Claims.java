package dev.queuectl.store;

import static dev.queuectl.store.schema.Prepared.CLAIM;
import static dev.queuectl.store.schema.Prepared.COUNT_READY;
import static dev.queuectl.store.schema.Prepared.FIRST_READY;
import static dev.queuectl.store.schema.Prepared.NEXT_DUE;
import static dev.queuectl.store.schema.Prepared.PROMOTE;

import dev.queuectl.Job;
import dev.queuectl.WorkerStore.Exchange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Claiming, inside the transaction of an exchange. The transaction holds SQLite's only write lock
/// from its first statement on, so that what is selected here cannot be claimed by anybody else.
final class Claims {
  /// How many jobs must be waiting for each that is claimed ahead.
  private static final int PLENTY = 4;

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
    var queues = Queues.withReadyJobs(session, exchange.queues());
    var plenty = ahead > 0 && areReady(session, queues, firm + ahead * PLENTY);
    return firstReady(session, queues, plenty ? firm + ahead : firm);
  }

  private static boolean areReady(Session session, List<String> queues, int wanted) {
    var ready = 0L;
    for (var queue : queues) {
      ready += session.first(COUNT_READY, row -> row.getLong(1), queue, wanted).orElseThrow();
      if (ready >= wanted) {
        return true;
      }
    }
    return false;
  }

  /// The first jobs over all queues are among the first of each.
  private static List<Long> firstReady(Session session, List<String> queues, int limit) {
    return queues.stream()
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
