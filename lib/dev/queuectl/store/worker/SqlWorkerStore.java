package dev.queuectl.store.worker;

import static dev.queuectl.store.schema.Prepared.ALL_WORKERS;
import static dev.queuectl.store.schema.Prepared.HEARTBEAT;
import static dev.queuectl.store.schema.Prepared.LEAVE;
import static dev.queuectl.store.schema.Prepared.SCALE;
import static dev.queuectl.store.schema.Prepared.SCALED;
import static dev.queuectl.store.schema.Prepared.SET_TROUBLE;
import static dev.queuectl.store.schema.Prepared.WANTED;
import static dev.queuectl.store.schema.Prepared.WILL_RETRY;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Worker;
import dev.queuectl.store.WorkerChange;
import dev.queuectl.store.WorkerChange.Leave;
import dev.queuectl.store.WorkerChange.Scale;
import dev.queuectl.store.WorkerChange.Scaled;
import dev.queuectl.store.WorkerChange.Trouble;
import dev.queuectl.store.WorkerStore;
import dev.queuectl.store.job.ClaimCapacity;
import dev.queuectl.store.job.QueueStates;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.sql.Transactions;
import dev.queuectl.store.tie.Settlement;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

public final class SqlWorkerStore implements WorkerStore {
  /// Of so many ends each worker sees to at once, a thousand jobs that wait for them at a time.
  private static final int STEPS = 20;

  private final Transactions transactions;
  private final Medium medium;

  public SqlWorkerStore(Transactions transactions, Medium medium) {
    this.transactions = transactions;
    this.medium = medium;
  }

  @Override
  public void join(Worker worker) {
    if (transactions.read(session -> ClockSetBack.isSetBack(session, worker.heartbeatAt()))) {
      ClockSetBack.beginAnew(transactions, worker.heartbeatAt());
    }
    medium.workerJoins();
    transactions.write(session -> WorkerRows.insert(session, worker, medium.identity()));
  }

  @Override
  public void leave(String workerId) {
    transactions.write(session -> delete(session, workerId));
  }

  private static int delete(SqlSession session, String workerId) {
    return session.run(LEAVE, workerId);
  }

  @Override
  public List<Worker> workers() {
    var file = medium.identity();
    return transactions.read(
        session -> session.list(ALL_WORKERS, row -> WorkerRows.worker(row, file)));
  }

  @Override
  public Exchanged exchange(Exchange exchange) {
    var exchanged = Exchanges.make(transactions, exchange);
    if (exchanged.unsettled()) {
      settle(exchange.now());
    }
    return exchanged;
  }

  /// A step at a time, so that others can write in between. Those beyond the last one are left to
  /// the next exchange, of whichever worker.
  private void settle(Instant now) {
    var more = true;
    for (var step = 0; more && step < STEPS; step++) {
      more = transactions.write(session -> Settlement.step(session, now));
    }
  }

  @Override
  public Optional<Orders> heartbeat(String workerId, Instant now, Instant leaseUntil) {
    if (transactions.read(session -> ClockSetBack.isSetBack(session, workerId, now))) {
      ClockSetBack.beginAnew(transactions, now);
    }
    return transactions.share(
        session -> {
          if (session.run(HEARTBEAT, now.toEpochMilli(), leaseUntil.toEpochMilli(), workerId)
              == 0) {
            return Optional.empty();
          }
          Leases.extend(session, workerId, leaseUntil);
          return Optional.of(orders(session, workerId));
        });
  }

  @Override
  public Orders orders(String workerId) {
    return transactions.read(session -> orders(session, workerId));
  }

  private static Orders orders(SqlSession session, String workerId) {
    var cancelled = Leases.toCancel(session, workerId);
    return session
        .first(WANTED, row -> WorkerRows.orders(row, cancelled), workerId)
        .orElse(new Orders(null, null, cancelled, null, null));
  }

  @Override
  public Expired expire(Instant now) {
    return transactions.write(session -> Expiries.expire(session, now));
  }

  @Override
  public boolean change(String workerId, WorkerChange change) {
    return transactions.share(session -> change(session, workerId, change)) == 1;
  }

  /// What is asked of a worker is announced; what it says about itself asks nothing of others.
  private static int change(SqlSession session, String workerId, WorkerChange change) {
    return switch (change) {
      case Leave(var how) -> {
        session.announce();
        yield WorkerRows.stop(session, workerId, how);
      }
      case Scale(var slots) -> {
        session.announce();
        yield session.run(SCALE, slots, workerId);
      }
      case Scaled(var slots) -> session.run(SCALED, slots, slots, workerId);
      case Trouble(var why) -> session.run(SET_TROUBLE, why, workerId);
    };
  }

  @Override
  public List<Job> inherit(String deadId, String heirId, Instant now, Instant leaseUntil) {
    return transactions.write(
        session -> {
          var jobs = Leases.move(session, deadId, heirId, now, leaseUntil);
          delete(session, deadId);
          return jobs;
        });
  }

  @Override
  public List<Job> leasedBy(String workerId) {
    return transactions.read(session -> Leases.of(session, workerId));
  }

  @Override
  public boolean hasWork(Set<String> queues) {
    return transactions.read(
        session -> {
          var openings = ClaimCapacity.of(session);
          return !openings.withReadyJobs(queues).isEmpty()
              || Settlement.isDue(session)
              || !QueueStates.of(session, EnumSet.of(JobState.PROCESSING), queues).isEmpty()
              || QueueStates.of(session, EnumSet.of(JobState.FAILED), queues).stream()
                  .anyMatch(
                      line -> !openings.isPaused(line.queue()) && willRetry(session, line.queue()));
        });
  }

  private static boolean willRetry(SqlSession session, String queue) {
    return session.first(WILL_RETRY, row -> row.getInt(1), queue).isPresent();
  }
}
