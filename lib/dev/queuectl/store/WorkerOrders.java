package dev.queuectl.store;

import static dev.queuectl.store.schema.Tables.WORKERS;

import dev.queuectl.Worker;
import java.util.Arrays;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// What workers are told through their rows.
final class WorkerOrders {
  private WorkerOrders() {}

  /// A stop, unless a stronger one was asked for.
  static Query stop(String workerId, Worker.Stop stop) {
    var stronger =
        Arrays.stream(Worker.Stop.values())
            .filter(other -> other.compareTo(stop) > 0)
            .map(WorkerRows::word)
            .toList();
    return DSL.update(WORKERS)
        .set(
            WORKERS.STOP,
            DSL.when(WORKERS.STOP.in(stronger), WORKERS.STOP).otherwise(WorkerRows.word(stop)))
        .where(WORKERS.ID.eq(workerId));
  }
}
