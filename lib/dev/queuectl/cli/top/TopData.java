package dev.queuectl.cli.top;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Lease;
import dev.queuectl.Queue;
import dev.queuectl.Worker;
import dev.queuectl.cli.worker.UsualRuns;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What `top` shows, as it was at one moment. However large the store, the lists are short.
///
/// @param counts of jobs, for every state
/// @param workers those that are alive
/// @param closed the queues in which no job starts: paused, or running as many as they may
/// @param obstacle what keeps all workers from starting jobs
/// @param waitingSince since when the job that waits longest for a slot has done so
record TopData(
    Map<JobState, Long> counts,
    List<Worker> workers,
    TopLists lists,
    List<Queue> closed,
    Optional<String> obstacle,
    Optional<Instant> waitingSince,
    UsualRuns usual) {
  long count(JobState state) {
    return counts.getOrDefault(state, 0L);
  }

  /// The queue of that name, if no job starts in it.
  Optional<Queue> closed(String name) {
    return closed.stream().filter(queue -> queue.name().equals(name)).findFirst();
  }

  /// How many jobs there are for a pane, listed here or not.
  long total(TopPane pane) {
    return switch (pane) {
      case RUNNING -> count(JobState.PROCESSING);
      case WAITING -> count(JobState.PENDING) + count(JobState.FAILED);
      case DEAD -> count(JobState.DEAD);
      case FINISHED -> count(JobState.COMPLETED) + count(JobState.CANCELLED);
    };
  }

  /// The jobs of a pane that match, in order.
  ///
  /// @param filter in any case, in the id, the command, the queue or the error; empty for all
  List<Job> jobs(TopPane pane, TopSort sort, String filter) {
    var wanted = filter.toLowerCase(Locale.ROOT);
    return sort.sorted(listed(pane).stream().filter(job -> matches(job, wanted)).toList());
  }

  /// The jobs of a pane that are known here.
  List<Job> listed(TopPane pane) {
    return switch (pane) {
      case RUNNING -> bySlot();
      case WAITING -> lists.waiting();
      case DEAD -> lists.dead();
      case FINISHED -> lists.finished();
    };
  }

  /// The one of that id, if it is known here.
  Optional<Job> job(String id) {
    return Arrays.stream(TopPane.values())
        .flatMap(pane -> listed(pane).stream())
        .filter(job -> job.id().equals(id))
        .findFirst();
  }

  /// Worker by worker; last those whose workers are gone.
  private List<Job> bySlot() {
    var ids = workers.stream().map(Worker::id).toList();
    return lists.running().stream()
        .sorted(
            Comparator.<Job>comparingInt(
                    job -> Math.floorMod(ids.indexOf(lease(job).worker()), Integer.MAX_VALUE))
                .thenComparing(job -> lease(job).slot())
                .thenComparing(Job::seq))
        .toList();
  }

  static Lease lease(Job job) {
    return Objects.requireNonNull(job.lease());
  }

  private static boolean matches(Job job, String wanted) {
    return wanted.isEmpty()
        || contains(job.id(), wanted)
        || contains(job.command(), wanted)
        || contains(job.queue(), wanted)
        || job.error() != null && contains(job.error(), wanted);
  }

  private static boolean contains(String text, String wanted) {
    return text.toLowerCase(Locale.ROOT).contains(wanted);
  }
}
