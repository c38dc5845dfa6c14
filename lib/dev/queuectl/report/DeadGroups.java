package dev.queuectl.report;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.process.output.OutputEnd;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The dead letter queue by cause, read page by page.
public final class DeadGroups {
  /// More causes than a person reads; what comes beyond is counted, not kept.
  private static final int MOST_GROUPS = 1000;

  private static final JobQuery DEAD = JobQuery.newest(1, JobState.DEAD);

  private static final Comparator<DeadGroup> ORDER =
      Comparator.comparingLong(DeadGroup::count)
          .thenComparing(DeadGroup::lastSeenAt)
          .reversed()
          .thenComparing(group -> group.cause().group());

  private final JobStore jobs;
  private final LogStore logs;

  public DeadGroups(JobStore jobs, LogStore logs) {
    this.jobs = jobs;
    this.logs = logs;
  }

  /// @param groups the largest first
  /// @param others how many jobs died of further causes, seen last before those of the groups
  public record Found(List<DeadGroup> groups, long others) {}

  public Found all() {
    return newest(Long.MAX_VALUE);
  }

  /// Of so many of the jobs that were enqueued last, and read no more.
  public Found newest(long jobsAtMost) {
    var groups = new HashMap<String, DeadGroup>();
    var others = 0L;
    for (var each = JobPages.of(jobs, DEAD).limit(jobsAtMost).iterator(); each.hasNext(); ) {
      var job = each.next();
      var cause = cause(job);
      var name = cause.group();
      if (groups.containsKey(name) || groups.size() < MOST_GROUPS) {
        groups.computeIfAbsent(name, _ -> new DeadGroup(cause, job)).add(job);
      } else {
        others++;
      }
    }
    return new Found(groups.values().stream().sorted(ORDER).toList(), others);
  }

  /// The dead jobs of one group, lazily.
  public Stream<Job> of(String group) {
    return of(group, Long.MAX_VALUE);
  }

  /// Of so many of the jobs that were enqueued last, and read no more.
  public Stream<Job> of(String group, long jobsAtMost) {
    return JobPages.of(jobs, DEAD)
        .limit(jobsAtMost)
        .filter(job -> cause(job).group().equals(group));
  }

  private FailureCause cause(Job job) {
    var stderr = logs.output(job.seq(), job.lastAttempt()).stderr();
    try {
      return FailureCause.of(
          Objects.requireNonNullElse(job.error(), ""),
          TerminalText.plain(OutputEnd.lastLine(stderr)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
