package dev.queuectl.store.worker;

import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.WorkerStore.Quarantined;
import dev.queuectl.store.sql.SqlSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What keeps the parts of an exchange from each other. Most exchanges need nothing of the kind:
/// what the database refuses ends the transaction. Then it is done once more with [Savepoints], so
/// that the one job whose row is in the way does not keep all others from running.
class Fence {
  private final List<Quarantined> quarantined = new ArrayList<>();

  /// Does what belongs to one job.
  ///
  /// @param seq the job's
  /// @return empty if the database has refused it; the job is in quarantine then
  <T> Optional<T> around(long seq, Supplier<T> part) {
    return Optional.of(part.get());
  }

  /// Applies an ending, see [Endings#apply].
  boolean apply(SqlSession session, Ending ending) {
    return Endings.apply(session, ending);
  }

  /// Makes the jobs ready whose time has come.
  void promote(SqlSession session, Instant now) {
    Claims.promote(session, now);
  }

  /// Does what belongs to no job, and can be left out.
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
