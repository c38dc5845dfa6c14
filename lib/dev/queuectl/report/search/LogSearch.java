package dev.queuectl.report.search;

import dev.queuectl.Job;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobQuery.Place;
import dev.queuectl.store.JobQuery.Sort;
import dev.queuectl.store.JobStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks for a text in what jobs have printed: the newest jobs first, of each the newest attempt
/// first. No search is long: it stops in time and says where the next one goes on.
///
/// Output that was removed is not there to be found. Whoever goes on sees jobs as they are then.
public final class LogSearch {
  private static final int PAGE = 200;

  /// Where output may be: a job may have had attempts without end.
  private static final int MOST_PLACES = 100_000;

  private final JobStore jobs;
  private final LogStore logs;
  private final InstantSource clock;
  private final SearchQuery query;
  private final Needle needle;
  private final Instant begunAt;

  private final List<FoundLine> lines = new ArrayList<>();
  private long jobsDone;
  private long outputs;
  private long places;
  private long bytes;
  private @Nullable Job reached;
  private @Nullable SearchPlace next;

  private LogSearch(JobStore jobs, LogStore logs, InstantSource clock, SearchQuery query) {
    this.jobs = jobs;
    this.logs = logs;
    this.clock = clock;
    this.query = query;
    this.needle = new Needle(query.text());
    this.begunAt = clock.instant();
  }

  /// What one search has found.
  ///
  /// @param jobs how many jobs that match it has looked through
  /// @param outputs how many streams of attempts
  /// @param bytes how much of them
  /// @param reached the last job it has looked at; null for none
  /// @param next where the next search goes on; null if there is nothing more
  public record Found(
      List<FoundLine> lines,
      long jobs,
      long outputs,
      long bytes,
      @Nullable Job reached,
      @Nullable SearchPlace next) {
    public Found {
      lines = List.copyOf(lines);
    }
  }

  public static Found search(JobStore jobs, LogStore logs, InstantSource clock, SearchQuery query) {
    return new LogSearch(jobs, logs, clock, query).search();
  }

  private Found search() {
    var from = query.from();
    var after = from == null ? null : new Place(0, from.seq() + 1);
    do {
      var found = jobs.search(new JobQuery(query.filter(), Sort.NEWEST, PAGE, after));
      for (var job : found.jobs()) {
        reached = job;
        look(job, from != null && from.seq() == job.seq() ? from : SearchPlace.of(job.seq()));
        if (next != null) {
          return found();
        }
        jobsDone++;
        if (!goesOn()) {
          next = SearchPlace.of(job.seq() - 1);
          return found();
        }
      }
      after = found.next();
      if (after != null && !goesOn()) {
        next = SearchPlace.of(after.seq() - 1);
      }
    } while (after != null && next == null);
    return found();
  }

  private Found found() {
    return new Found(lines, jobsDone, outputs, bytes, reached, next);
  }

  private boolean goesOn() {
    return lines.size() < query.mostLines()
        && bytes < SearchQuery.MOST_BYTES
        && places < MOST_PLACES
        && clock.instant().isBefore(begunAt.plus(SearchQuery.LONGEST));
  }

  private void look(Job job, SearchPlace from) {
    var isWithin = from.attempt() > 0 && from.attempt() <= job.lastAttempt();
    var newest = isWithin ? from.attempt() : job.lastAttempt();
    for (var attempt = newest; attempt >= 1 && next == null; attempt--) {
      if (attempt < newest && !goesOn()) {
        next = new SearchPlace(job.seq(), attempt, false, 0, 1);
        return;
      }
      var files = logs.reading(job.seq(), attempt);
      var isFirst = attempt == from.attempt();
      if (!isFirst || !from.stderr()) {
        look(job, attempt, false, files.stdout(), isFirst ? from : SearchPlace.of(job.seq()));
      }
      if (next == null) {
        var isHere = isFirst && from.stderr();
        look(job, attempt, true, files.stderr(), isHere ? from : SearchPlace.of(job.seq()));
      }
    }
  }

  private void look(Job job, int attempt, boolean stderr, Path file, SearchPlace from) {
    places++;
    // As of most jobs; an exception would cost more.
    if (!file.toFile().exists()) {
      return;
    }
    var known = lines.size();
    var search =
        new FileSearch(
            file,
            needle,
            (line, offset, shown, behind) -> {
              var place = new SearchPlace(job.seq(), attempt, stderr, behind, line + 1);
              var isLast = lines.size() - known == query.mostOfOutput() - 1;
              lines.add(found(job, attempt, stderr, line, offset, shown, isLast, place));
              return !isLast && lines.size() < query.mostLines();
            });
    try {
      search.run(from.offset(), from.line(), SearchQuery.MOST_BYTES - bytes, this::goesOn);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    outputs++;
    bytes += search.bytes();
    stop(job, attempt, stderr, search);
  }

  private void stop(Job job, int attempt, boolean stderr, FileSearch search) {
    if (lines.size() >= query.mostLines()) {
      next = lines.getLast().next();
    } else if (!search.isEnded()) {
      next = new SearchPlace(job.seq(), attempt, stderr, search.offset(), search.line());
    }
  }

  private static FoundLine found(
      Job job,
      int attempt,
      boolean stderr,
      long line,
      long offset,
      Needle.Shown shown,
      boolean more,
      SearchPlace place) {
    return new FoundLine(
        job,
        attempt,
        stderr ? "stderr" : "stdout",
        line,
        offset,
        shown.before(),
        shown.match(),
        shown.after(),
        more,
        place);
  }
}
