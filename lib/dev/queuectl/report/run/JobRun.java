package dev.queuectl.report.run;

import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.report.JobPages;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobStore;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The jobs that a report is about: those of a queue, or enqueued since a time, or both. Read page
/// by page, newest first.
///
/// @param queue null for all
/// @param since null for all
public record JobRun(JobStore store, @Nullable String queue, @Nullable Instant since) {

  /// How many jobs came to which state, and how long they ran in all.
  public record Summary(Map<JobState, Long> counts, Duration ran) {
    public long count(JobState state) {
      return counts.getOrDefault(state, 0L);
    }

    public long total() {
      return counts.values().stream().mapToLong(n -> n).sum();
    }

    public long unfinished() {
      return count(JobState.PENDING) + count(JobState.PROCESSING) + count(JobState.FAILED);
    }
  }

  public Stream<Job> jobs() {
    var filter = new JobFilter(Set.of(), queue, null, since, null, null);
    return JobPages.of(store, new JobQuery(filter, JobQuery.Sort.NEWEST, 1));
  }

  public Summary summary() {
    var counts = new EnumMap<JobState, Long>(JobState.class);
    var ran = Duration.ZERO;
    for (var each = jobs().iterator(); each.hasNext(); ) {
      var job = each.next();
      counts.merge(job.state(), 1L, Long::sum);
      ran = ran.plus(ran(job));
    }
    return new Summary(counts, ran);
  }

  /// How long the last attempt of a job took; zero while it runs.
  public static Duration ran(Job job) {
    var started = job.startedAt();
    var finished = job.finishedAt();
    return started == null || finished == null
        ? Duration.ZERO
        : Durations.between(started, finished);
  }

  public String name() {
    return queue == null ? "queuectl" : queue;
  }
}
