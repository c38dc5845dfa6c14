package dev.queuectl.report.tail;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobRef;
import dev.queuectl.store.JobStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What running jobs have printed since somebody looked last.
///
/// @param running how many jobs run
/// @param fresh what came, stream by stream
/// @param places where to go on: one for each job that is followed
public record RunningOutput(long running, List<FreshLines> fresh, List<TailPlace> places) {
  /// How many jobs are followed, those that were enqueued last.
  public static final int MOST_JOBS = 64;

  private static final int MOST_LINES = 300;
  private static final int LEAST_LINES = 3;
  private static final int FIRST_LINES = 5;

  public RunningOutput {
    fresh = List.copyOf(fresh);
    places = List.copyOf(places);
  }

  /// @param known where it has been read; null to begin with the last lines of each job
  public static RunningOutput since(JobStore jobs, LogStore logs, @Nullable List<TailPlace> known) {
    try {
      return new Reading(jobs, logs, known).read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Reading {
    private final JobStore jobs;
    private final LogStore logs;
    private final boolean isFirst;
    private final Map<Long, TailPlace> known = new HashMap<>();
    private final List<FreshLines> fresh = new ArrayList<>();
    private final List<TailPlace> places = new ArrayList<>();

    Reading(JobStore jobs, LogStore logs, @Nullable List<TailPlace> known) {
      this.jobs = jobs;
      this.logs = logs;
      this.isFirst = known == null;
      if (known != null) {
        known.forEach(place -> this.known.put(place.seq(), place));
      }
    }

    RunningOutput read() throws IOException {
      // Asked before the output is read: of a job that ends in between, nothing is missed.
      var running = jobs.list(JobQuery.newest(MOST_JOBS, JobState.PROCESSING));
      for (var job : running.reversed()) {
        var place = known.remove(job.seq());
        if (place != null && place.attempt() != job.lastAttempt()) {
          follow(job, place, true);
          place = null;
        }
        places.add(follow(job, place == null ? begin(job) : place, false));
      }
      for (var place : known.values()) {
        var job = jobs.find(new JobRef.Itself(place.seq()));
        if (job.isPresent()) {
          follow(job.get(), place, true);
        }
      }
      var most = Math.max(LEAST_LINES, MOST_LINES / Math.max(1, fresh.size()));
      return new RunningOutput(
          Math.max(running.size(), jobs.counts().getOrDefault(JobState.PROCESSING, 0L)),
          fresh.stream().map(it -> it.last(most)).toList(),
          places);
    }

    private TailPlace begin(Job job) throws IOException {
      var files = logs.reading(job.seq(), job.lastAttempt());
      return isFirst
          ? new TailPlace(
              job.seq(),
              job.lastAttempt(),
              FreshLines.tail(files.stdout(), FIRST_LINES),
              FreshLines.tail(files.stderr(), FIRST_LINES))
          : new TailPlace(job.seq(), job.lastAttempt(), 0, 0);
    }

    private TailPlace follow(Job job, TailPlace from, boolean ended) throws IOException {
      var files = logs.reading(from.seq(), from.attempt());
      var attempt = from.attempt();
      var out = FreshLines.of(job, attempt, "stdout", files.stdout(), from.stdout(), ended);
      var err = FreshLines.of(job, attempt, "stderr", files.stderr(), from.stderr(), ended);
      for (var each : List.of(out, err)) {
        if (!each.lines().isEmpty()) {
          fresh.add(each);
        }
      }
      return new TailPlace(from.seq(), attempt, out.next(), err.next());
    }
  }
}
