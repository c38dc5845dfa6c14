package dev.queuectl.web.page.chart;

import dev.queuectl.Words;
import dev.queuectl.store.Histogram;
import dev.queuectl.store.Rollup;
import dev.queuectl.store.Rollup.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What ended over a span of time, in steps of the same length. Pure.
///
/// @param steps oldest first, also those in which nothing ended
public record Series(Span span, Instant from, List<Step> steps) {

  public Series {
    steps = List.copyOf(steps);
  }

  /// How far back, and in which steps: few enough for bars that can be told apart.
  public enum Span {
    HOUR("1h", Duration.ofHours(1), Duration.ofMinutes(1), Rollup.Span.MINUTE),
    DAY("24h", Duration.ofHours(24), Duration.ofMinutes(30), Rollup.Span.MINUTE),
    WEEK("7d", Duration.ofDays(7), Duration.ofHours(3), Rollup.Span.HOUR);

    private final String word;
    private final Duration length;
    private final Duration step;
    private final Rollup.Span rollups;

    Span(String word, Duration length, Duration step, Rollup.Span rollups) {
      this.word = word;
      this.length = length;
      this.step = step;
      this.rollups = rollups;
    }

    public String word() {
      return word;
    }

    public Duration length() {
      return length;
    }

    public Duration step() {
      return step;
    }

    /// What it is counted from.
    public Rollup.Span rollups() {
      return rollups;
    }

    /// @throws dev.queuectl.QueueException.Invalid if there is no such span
    public static Span of(String word) {
      return Words.match("span", word, values(), Span::word);
    }

    /// Where its first step begins, so that the last one is the one that now lies in.
    public Instant from(Instant now) {
      var millis = step.toMillis();
      var last = Math.floorDiv(now.toEpochMilli(), millis) * millis;
      return Instant.ofEpochMilli(last + millis - length.toMillis());
    }
  }

  /// What ended in one step.
  public record Step(Instant beginsAt, Map<Measure, Long> counts, Histogram ran, Histogram waited) {
    public long completed() {
      return count(Measure.COMPLETED);
    }

    /// Attempts, whether the job is retried or not.
    long failed() {
      return count(Measure.FAILED) + count(Measure.DEAD);
    }

    private long count(Measure measure) {
      return counts.getOrDefault(measure, 0L);
    }

    private void add(Rollup rollup) {
      switch (rollup.measure()) {
        case RUN -> ran.add(rollup.bucket(), rollup.attempts());
        case WAIT -> waited.add(rollup.bucket(), rollup.attempts());
        case COMPLETED, FAILED, DEAD, CANCELLED, INTERRUPTED ->
            counts.merge(rollup.measure(), rollup.attempts(), Long::sum);
      }
    }
  }

  /// @param rollups those from [Span#from] on
  public static Series of(Span span, List<Rollup> rollups, Instant now) {
    var from = span.from(now);
    var steps = new ArrayList<Step>();
    for (var at = from; at.isBefore(from.plus(span.length)); at = at.plus(span.step)) {
      steps.add(new Step(at, new EnumMap<>(Measure.class), new Histogram(), new Histogram()));
    }
    for (var rollup : rollups) {
      var index =
          Math.floorDiv(Duration.between(from, rollup.beginsAt()).toMillis(), span.step.toMillis());
      if (index >= 0 && index < steps.size()) {
        steps.get((int) index).add(rollup);
      }
    }
    return new Series(span, from, steps);
  }

  public long completed() {
    return steps.stream().mapToLong(Step::completed).sum();
  }

  long failed() {
    return steps.stream().mapToLong(Step::failed).sum();
  }

  /// The part of attempts that succeeded; empty if none ended.
  public Optional<Double> success() {
    var all = completed() + failed();
    return all == 0 ? Optional.empty() : Optional.of((double) completed() / all);
  }
}
