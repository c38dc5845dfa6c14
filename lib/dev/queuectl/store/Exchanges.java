package dev.queuectl.store;

import static dev.queuectl.store.schema.Prepared.KNOWN;

import dev.queuectl.QueueException;
import dev.queuectl.WorkerStore.Ending;
import dev.queuectl.WorkerStore.Exchange;
import dev.queuectl.WorkerStore.Exchanged;
import java.util.ArrayList;
import java.util.List;

/// The transaction of [Exchange].
final class Exchanges {
  private final Session session;
  private final Exchange exchange;
  private final Fence fence;
  private final List<Ending> applied = new ArrayList<>();
  private final List<Ending> lost = new ArrayList<>();

  private Exchanges(Session session, Exchange exchange, Fence fence) {
    this.session = session;
    this.exchange = exchange;
    this.fence = fence;
  }

  /// Once more, with a fence around each job, if a row was in the way.
  static Exchanged make(Database database, Exchange exchange) {
    try {
      return database.write(session -> new Exchanges(session, exchange, new Fence()).make());
    } catch (QueueException.Unavailable e) {
      if (!StoreErrors.isOfRow(e)) {
        throw e;
      }
      return database.write(
          session ->
              new Exchanges(session, exchange, new Savepoints(session, exchange.now())).make());
    }
  }

  private Exchanged make() {
    exchange.endings().forEach(this::apply);
    fence.around(() -> Endings.count(session, exchange.workerId(), applied));
    fence.around(() -> Rollups.add(session, applied));
    exchange
        .unstarted()
        .forEach(
            job -> fence.around(job.seq(), () -> Unstarted.giveBack(session, job, exchange.now())));
    var nextDueAt = Claims.promoteDue(session, exchange.now(), fence);
    var claimed = claimed();
    return new Exchanged(
        lost, fence.quarantined(), claimed.jobs(), nextDueAt.orElse(null), claimed.crowded());
  }

  /// What is not applied for its row is in quarantine, and so neither.
  private void apply(Ending ending) {
    fence
        .around(ending.job().seq(), () -> fence.apply(session, ending))
        .ifPresent(done -> (done ? applied : lost).add(ending));
  }

  /// Nobody would ever look for the leases of a worker without a row.
  private Claims.Claimed claimed() {
    var known = session.first(KNOWN, row -> row.getInt(1), exchange.workerId()).isPresent();
    return known ? Claims.claim(session, exchange, fence) : Claims.Claimed.NONE;
  }
}
