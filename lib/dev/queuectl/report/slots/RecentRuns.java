package dev.queuectl.report.slots;

import dev.queuectl.Job;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.Queue;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobStore;
import dev.queuectl.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// The attempts that ended from a time on, or run.
///
/// Attempts have no index by time, since it would cost every job something for a page that is
/// seldom looked at: jobs have one by when they ended, which leads to them.
///
/// @param since from when on no job that ended is missing
/// @param waitingLeft whether there are more jobs that wait, again perhaps, than were looked at
record RecentRuns(List<SlotRun> runs, Instant since, boolean waitingLeft) {
  private static final Set<JobState> ENDED =
      Set.of(JobState.COMPLETED, JobState.DEAD, JobState.CANCELLED);

  /// How many jobs that ended are looked at.
  private static final int MOST_ENDED = 2000;

  private static final int LEAST_OF_QUEUE = 10;
  private static final int MOST_RUNNING = 500;
  private static final int MOST_WAITING = 200;
  private static final int MOST_RUNS = 3000;

  static RecentRuns of(Store store, Instant from) {
    var jobs = new LinkedHashMap<Long, Job>();
    store
        .jobs()
        .list(JobQuery.newest(MOST_RUNNING, JobState.PROCESSING))
        .forEach(job -> jobs.put(job.seq(), job));
    var waiting = waiting(store.jobs());
    waiting.again().forEach(job -> jobs.put(job.seq(), job));
    var since = ended(store, from, jobs);
    var runs = new ArrayList<SlotRun>();
    for (var job : jobs.values()) {
      for (var attempt : store.jobs().attempts(job.seq())) {
        var run = new SlotRun(job, attempt);
        if (run.isAfter(from)) {
          runs.add(run);
        }
      }
    }
    runs.sort(SlotRun.LAST_FIRST);
    return runs.size() <= MOST_RUNS
        ? new RecentRuns(runs, since, waiting.left())
        : cut(runs, since, waiting.left());
  }

  private static RecentRuns cut(List<SlotRun> runs, Instant since, boolean waitingLeft) {
    var shown = runs.subList(0, MOST_RUNS);
    var last = shown.getLast().attempt().endedAt();
    return new RecentRuns(shown, last == null || last.isBefore(since) ? since : last, waitingLeft);
  }

  /// Those that failed or were interrupted are near the front of their lines.
  private static Waiting waiting(JobStore jobs) {
    var due = jobs.nextDue(MOST_WAITING);
    // Not those that are next: a damaged name of a queue hides the jobs of those behind it.
    var pending = JobFilter.of(Set.of(JobState.PENDING), null);
    var oldest = jobs.list(new JobQuery(pending, JobQuery.Sort.OLDEST, MOST_WAITING));
    var again =
        Stream.concat(due.stream(), oldest.stream()).filter(job -> job.lastAttempt() > 0).toList();
    return new Waiting(again, due.size() == MOST_WAITING || oldest.size() == MOST_WAITING);
  }

  /// @param again those that have been tried
  /// @param left whether there may be others
  private record Waiting(List<Job> again, boolean left) {}

  /// As many of each queue; then, of those that have more, what is left for the others.
  ///
  /// @return from when on none is missing
  private static Instant ended(Store store, Instant from, Map<Long, Job> jobs) {
    var queues =
        store.queues().list().stream()
            .filter(queue -> ENDED.stream().anyMatch(state -> queue.count(state) > 0))
            .map(Queue::name)
            .toList();
    var each = Math.max(LEAST_OF_QUEUE, MOST_ENDED / Math.max(1, queues.size()));
    var full = new ArrayList<String>();
    var left = MOST_ENDED;
    for (var queue : queues) {
      var some = ended(store.jobs(), queue, each, from);
      if (some.size() == each) {
        full.add(queue);
      } else {
        left -= some.size();
        some.forEach(job -> jobs.put(job.seq(), job));
      }
    }
    var since = from;
    for (var queue : full) {
      var most = Math.max(each, left / full.size());
      var some = ended(store.jobs(), queue, most, from);
      some.forEach(job -> jobs.put(job.seq(), job));
      if (some.size() == most) {
        since = later(since, Objects.requireNonNull(some.getLast().finishedAt()));
      }
    }
    return since;
  }

  private static List<Job> ended(JobStore jobs, String queue, int most, Instant from) {
    return jobs.lastEnded(ENDED, Set.of(queue), most).stream()
        .filter(job -> job.finishedAt() != null && !job.finishedAt().isBefore(from))
        .toList();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isBefore(b) ? b : a;
  }
}
