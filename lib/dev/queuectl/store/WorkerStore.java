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
/// All methods throw [QueueException.Unavailable] if the store cannot do it; then nothing was
/// changed.
public interface WorkerStore {

  /// Makes a worker known.
  void join(Worker worker);

  /// Forgets a worker that no longer holds any lease.
  void leave(String workerId);

  /// The workers that have joined and not left, oldest first; some may have died.
  List<Worker> workers();

  /// Applies endings, gives back what was claimed ahead and not started, and claims new jobs, in
  /// one transaction.
  Exchanged exchange(Exchange exchange);

  /// An ending to apply: [Transition] made from [Outcome] by the worker that holds `job.lease()`.
  ///
  /// @param noticed in what was printed
  record Ending(
      Job job,
      Outcome outcome,
      Transition transition,
      Instant endedAt,
      long stdoutBytes,
      long stderrBytes,
      Noticed noticed) {

    public Ending(
        Job job,
        Outcome outcome,
        Transition transition,
        Instant endedAt,
        long stdoutBytes,
        long stderrBytes) {
      this(job, outcome, transition, endedAt, stdoutBytes, stderrBytes, Noticed.NOTHING);
    }

    /// How the attempt is recorded: a rule of its job may have taken another end for a success.
    public String word() {
      return transition instanceof Transition.Complete
          ? new Outcome.Succeeded().word()
          : outcome.word();
    }
  }

  /// What a worker has seen in the output of an attempt.
  ///
  /// @param cause what the job died of, if it is dead then; null if nobody has looked yet
  /// @param lastStderr see [dev.queuectl.Attempt#lastStderr]
  /// @param order in which the attempt wrote to both streams; null if that is not known
  record Noticed(
      @Nullable FailureCause cause, @Nullable String lastStderr, @Nullable String order) {
    public static final Noticed NOTHING = new Noticed(null, null, null);

    public static Noticed cause(FailureCause cause) {
      return new Noticed(cause, null, null);
    }
  }

  /// @param workerId a worker that the store does not know (any more) gets no job
  /// @param unstarted jobs claimed ahead: they take their old places in the queue, as if they had
  ///   never been claimed; those that somebody has asked to cancel meanwhile are cancelled
  /// @param freeSlots the slots to fill, at most one job each; claimed jobs get them in this order
  /// @param nextSlots the slots to claim ahead for, filled only while enough jobs are waiting that
  ///   no other worker misses these
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
  /// @param quarantined jobs that are dead now, because their rows contradict themselves or their
  ///   history; the ending of such a job is not applied
  /// @param cancelled the [Job#seq] of jobs that would have run again, but that somebody had asked
  ///   to cancel before their endings arrived: they are cancelled
  /// @param claimed jobs now processing under this worker's lease, in the order of the queue: first
  ///   those for the free slots, then those claimed ahead
  /// @param nextDueAt when the next job that only waits for its time falls due; null if there is
  ///   none
  /// @param crowded whether jobs are ready in a queue with a limit: the end of one may let the next
  ///   begin
  /// @param unsettled whether ends of jobs do not count yet for all that wait for them
  /// @param nextExpiryAt see [Expired]
  record Exchanged(
      List<Ending> lost,
      List<Quarantined> quarantined,
      Set<Long> cancelled,
      List<Job> claimed,
      @Nullable Instant nextDueAt,
      boolean crowded,
      boolean unsettled,
      @Nullable Instant nextExpiryAt) {}

  /// A job that was put in quarantine, so that the others can go on.
  ///
  /// @param reason what is wrong
  record Quarantined(Job job, String reason) {}

  /// Records the worker's heartbeat, extends its leases, and returns its orders. If the clock was
  /// set back since the last heartbeat, the waits of failed jobs start again.
  ///
  /// @return empty if the store does not know the worker (any more)
  Optional<Orders> heartbeat(String workerId, Instant now, Instant leaseUntil);

  /// The worker's orders, without writing.
  Orders orders(String workerId);

  /// @param stop null to go on
  /// @param slots how many it should have; null for as many as it has
  /// @param cancelled the [Job#seq] of its running jobs that somebody wants cancelled
  /// @param nextFiringAt when the next of all schedules is due; null if none is
  /// @param nextExpiryAt see [Expired]
  record Orders(
      Worker.@Nullable Stop stop,
      @Nullable Integer slots,
      Set<Long> cancelled,
      @Nullable Instant nextFiringAt,
      @Nullable Instant nextExpiryAt) {}

  /// Cancels jobs that have not begun in time, as many as one transaction may.
  Expired expire(Instant now);

  /// @param ids of the jobs that were cancelled
  /// @param nextExpiryAt when the next job is cancelled if it has not begun by then, perhaps a time
  ///   that has passed; null if there is none
  record Expired(List<String> ids, @Nullable Instant nextExpiryAt) {
    public Expired {
      ids = List.copyOf(ids);
    }
  }

  /// Asks something of a worker, or records something that others should know about it.
  ///
  /// @return false if there is no such worker
  boolean change(String workerId, WorkerChange change);

  /// Moves the leases of a dead worker to a living one, under new tokens, and forgets the dead one.
  ///
  /// @return the jobs now leased by `heirId`, with their attempt unchanged
  List<Job> inherit(String deadId, String heirId, Instant now, Instant leaseUntil);

  /// The jobs whose leases the worker holds.
  List<Job> leasedBy(String workerId);

  /// Whether a job in these queues (empty means all) is ready, running (under any worker) or failed
  /// and waiting for its retry. Jobs that are held, scheduled for later or in a paused queue do not
  /// count, unless they are running.
  boolean hasWork(Set<String> queues);
}
