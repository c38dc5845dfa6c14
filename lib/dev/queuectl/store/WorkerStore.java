package dev.queuectl.store;

import dev.queuectl.Job;
import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import dev.queuectl.Worker;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What workers do with jobs and with each other. Every method is one transaction, durable when it
/// returns.
///
/// All methods throw [QueueException.Unavailable] when the store cannot do it; nothing was changed
/// then.
public interface WorkerStore {

  /// Makes a worker known.
  void join(Worker worker);

  /// Forgets a worker that holds no lease any more.
  void leave(String workerId);

  /// The workers that have joined and not left, oldest first; some may have died.
  List<Worker> workers();

  /// Applies what has ended, gives back what was claimed ahead and not started, and claims new
  /// jobs, in one transaction.
  Exchanged exchange(Exchange exchange);

  /// An ending to apply: [Transition] made from [Outcome] by the worker that holds `job.lease()`.
  record Ending(
      Job job,
      Outcome outcome,
      Transition transition,
      Instant endedAt,
      long stdoutBytes,
      long stderrBytes) {}

  /// @param workerId one that the store does not know (any more) gets no job
  /// @param unstarted jobs claimed ahead: they take their old places in the queue, as if they had
  ///   never been claimed; those that somebody has cancelled meanwhile are cancelled
  /// @param freeSlots the slots to fill, at most one job each; claimed jobs get them in this order
  /// @param nextSlots the slots to claim ahead for, filled only while so many jobs are waiting that
  ///   no other worker misses them
  /// @param queues only jobs of these; empty means all
  /// @param onlyJob only the job of this [Job#seq]; null means any
  record Exchange(
      String workerId,
      List<Ending> endings,
      List<Job> unstarted,
      List<Integer> freeSlots,
      List<Integer> nextSlots,
      Set<String> queues,
      @Nullable Long onlyJob,
      Instant now,
      Instant leaseUntil) {

    /// Without claiming ahead.
    public Exchange(
        String workerId,
        List<Ending> endings,
        List<Integer> freeSlots,
        Set<String> queues,
        @Nullable Long onlyJob,
        Instant now,
        Instant leaseUntil) {
      this(workerId, endings, List.of(), freeSlots, List.of(), queues, onlyJob, now, leaseUntil);
    }
  }

  /// @param lost endings that changed nothing, because the lease had gone to another worker
  /// @param quarantined jobs that are dead now, because what their rows hold contradicts itself or
  ///   their history; an ending of one of them is not applied
  /// @param cancelled the [Job#seq] of those that would run again, but that somebody has asked to
  ///   cancel before their endings came here: they are cancelled
  /// @param claimed jobs now processing under this worker's lease, in the order of the queue: first
  ///   those for the free slots, then those claimed ahead
  /// @param nextDueAt when the next job falls due that waits for its time only; null if none does
  /// @param crowded whether jobs are ready in a queue that limits how many run: the end of one may
  ///   let the next begin
  record Exchanged(
      List<Ending> lost,
      List<Quarantined> quarantined,
      Set<Long> cancelled,
      List<Job> claimed,
      @Nullable Instant nextDueAt,
      boolean crowded) {}

  /// A job that was set apart, so that the others can go on.
  ///
  /// @param reason what is wrong
  record Quarantined(Job job, String reason) {}

  /// Records the worker's heartbeat, extends its leases, and returns its orders. If the clock was
  /// set back since it last did, the waits of failed jobs start again.
  ///
  /// @return empty if the store does not know the worker (any more)
  Optional<Orders> heartbeat(String workerId, Instant now, Instant leaseUntil);

  /// The worker's orders, without writing.
  Orders orders(String workerId);

  /// @param stop null to go on
  /// @param slots how many it is to have; null for as many as it has
  /// @param cancelled the [Job#seq] of its running jobs that somebody wants cancelled
  record Orders(Worker.@Nullable Stop stop, @Nullable Integer slots, Set<Long> cancelled) {}

  /// Asks something of a worker, or says something that it is to be known by.
  ///
  /// @return false if there is no such worker
  boolean change(String workerId, WorkerChange change);

  /// Moves the leases of a dead worker to a living one, under new tokens, and forgets the dead one.
  ///
  /// @return the jobs now leased by `heirId`, with their attempt unchanged
  List<Job> inherit(String deadId, String heirId, Instant now, Instant leaseUntil);

  /// The jobs whose leases the worker holds.
  List<Job> leasedBy(String workerId);

  /// Whether a job is ready, running (under any worker) or failed and waiting for its retry, in
  /// these queues (empty means all). Jobs held, scheduled for later or in a paused queue do not
  /// count, unless they run.
  boolean hasWork(Set<String> queues);
}
