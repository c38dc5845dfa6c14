package dev.queuectl.store;

import static dev.queuectl.store.schema.Prepared.COMPLETED_IN_MINUTES;
import static dev.queuectl.store.schema.Prepared.COUNT_ENDED_BETWEEN;

import dev.queuectl.JobState;
import dev.queuectl.MetricStore;
import dev.queuectl.MetricStore.Completed;
import dev.queuectl.Rollup.Span;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/// How many jobs completed since a time, whether or not they are still stored.
///
/// Whole minutes come from the rollups. Of the minute in which the time lies, the jobs that are
/// still stored tell exactly how many completed before and after it; those that were removed or
/// retried since, and all where they are many, are divided as if they had come evenly.
final class CompletedJobs {
  private final Session session;
  private final long since;
  private final long minute;
  private final long next;

  private CompletedJobs(Session session, Instant since) {
    this.session = session;
    this.since = since.toEpochMilli();
    this.minute = Span.MINUTE.begin(since).toEpochMilli();
    this.next = minute + Span.MINUTE.length().toMillis();
  }

  static Completed since(Session session, Instant since) {
    var jobs = new CompletedJobs(session, since);
    var whole = jobs.rolledUp(jobs.next, Long.MAX_VALUE);
    return new Completed(whole + jobs.inFirstMinute(), false);
  }

  private long inFirstMinute() {
    var all = rolledUp(minute, minute);
    if (since == minute || all == 0) {
      return all;
    }
    var isFew = all <= MetricStore.MOST_COUNTED;
    var stored = isFew ? stored(minute) : 0;
    var gone = Math.max(0, all - stored);
    return (isFew ? stored(since) : 0)
        + Math.round((double) gone * (next - since) / (next - minute));
  }

  private long rolledUp(long from, long to) {
    return session.first(COMPLETED_IN_MINUTES, row -> row.getLong(1), from, to).orElseThrow();
  }

  /// Of the first minute, from a time on.
  private long stored(long from) {
    var jobs = 0L;
    for (var line : Lines.of(session, EnumSet.of(JobState.COMPLETED), Set.of())) {
      var found =
          session
              .first(
                  COUNT_ENDED_BETWEEN,
                  row -> row.getLong(1),
                  line.queue(),
                  line.state().word(),
                  from,
                  next - 1)
              .orElseThrow();
      jobs += found;
    }
    return jobs;
  }
}
