package dev.queuectl.store.worker;

import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.WorkerStore.Quarantined;
import dev.queuectl.store.sql.SqlSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Keeps the parts of an exchange separate. Most exchanges need no fence: if the database refuses
/// anything, the transaction ends. It is then repeated with [Savepoints], so that the one job whose
/// row is in the way does not keep all others from running.
class Fence {
  private final List<Quarantined> quarantined = new ArrayList<>();

  /// Whether nothing is kept separate, so that one statement may do the same for several jobs.
  boolean isNone() {
    return true;
  }

  /// Does what belongs to one job.
  ///
  /// @param seq the job's
  /// @return empty if the database refused it; then the job is in quarantine
  <T> Optional<T> around(long seq, Supplier<T> part) {
    return Optional.of(part.get());
  }

  /// Applies an ending, see [Endings#apply].
  boolean apply(SqlSession session, Ending ending) {
    return Endings.apply(session, ending);
  }

  /// Makes jobs whose time has come ready.
  void promote(SqlSession session, Instant now) {
    Claims.promote(session, now);
  }

  /// Does something that belongs to no job and can be skipped.
  void around(Runnable part) {
    part.run();
  }

  /// A job was put in quarantine.
  void add(Quarantined job) {
    quarantined.add(job);
  }

  List<Quarantined> quarantined() {
    return List.copyOf(quarantined);
  }
}
