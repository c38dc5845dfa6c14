package dev.queuectl.store.postgres;

import dev.queuectl.QueueException;
import dev.queuectl.store.schema.Prepared;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the tables that count short. Whoever counts adds rows, so that no row is one that all
/// write; now and then a process that stays makes one row of those of each key.
final class Folding {
  private static final Logger log = LoggerFactory.getLogger(Folding.class);
  private static final long NANOS_BETWEEN = Duration.ofSeconds(10).toNanos();

  private static final List<Prepared> ALL =
      List.of(
          Prepared.FOLD_JOB_COUNTS,
          Prepared.FOLD_WAIT_COUNTS,
          Prepared.FOLD_CAUSE_COUNTS,
          Prepared.FOLD_OUTPUT_TOTAL,
          Prepared.FOLD_ROLLUPS,
          Prepared.FOLD_TOTALS);

  private final AtomicLong foldedAt = new AtomicLong(System.nanoTime());

  /// True for one thread at a time.
  boolean isDue() {
    var before = foldedAt.get();
    var now = System.nanoTime();
    return now - before >= NANOS_BETWEEN && foldedAt.compareAndSet(before, now);
  }

  void fold(ServerDatabase database) {
    try {
      // each by itself, so that no lock is held for long
      ALL.forEach(statement -> database.share(session -> session.run(statement)));
    } catch (QueueException e) {
      log.info("could not fold counts reason={}", e.getMessage());
    }
  }
}
