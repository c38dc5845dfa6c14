package dev.queuectl.cli.worker;

import dev.queuectl.store.Rollup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// How many jobs completed in each of the last seconds, from how many have at each look.
public final class Throughput {
  public static final int SECONDS = 300;
  private static final int RATE_SECONDS = 10;

  private final TreeMap<Long, Double> bySecond = new TreeMap<>();
  private Instant at;
  private long completed;

  /// @param completed until now
  /// @param before what was counted each second until now
  public Throughput(long completed, List<Rollup> before, Instant now) {
    this.completed = completed;
    this.at = now;
    before.stream()
        .filter(rollup -> rollup.measure() == Rollup.Measure.COMPLETED)
        .forEach(
            rollup ->
                bySecond.merge(
                    rollup.beginsAt().getEpochSecond(), (double) rollup.attempts(), Double::sum));
  }

  /// Starts counting again from now.
  public void restart(long nowCompleted) {
    completed = nowCompleted;
  }

  /// Spreads what came evenly over the time since the last look.
  public void look(long nowCompleted, Instant now) {
    var millis = Duration.between(at, now).toMillis();
    var more = Math.max(0, nowCompleted - completed);
    completed = nowCompleted;
    if (millis <= 0) {
      return;
    }
    for (var from = at; from.isBefore(now); ) {
      var second = from.getEpochSecond();
      var next = Instant.ofEpochSecond(second + 1);
      var until = next.isBefore(now) ? next : now;
      var part = (double) Duration.between(from, until).toMillis() / millis;
      bySecond.merge(second, more * part, Double::sum);
      from = until;
    }
    at = now;
    bySecond.headMap(now.getEpochSecond() - SECONDS).clear();
  }

  /// The last seconds that are over, oldest first.
  public List<Double> seconds(int count, Instant now) {
    var last = now.getEpochSecond() - 1;
    var values = new ArrayList<Double>();
    for (var second = last - count + 1; second <= last; second++) {
      values.add(bySecond.getOrDefault(second, 0.0));
    }
    return values;
  }

  /// Jobs per second, lately.
  public double rate(Instant now) {
    return seconds(RATE_SECONDS, now).stream().mapToDouble(value -> value).sum() / RATE_SECONDS;
  }
}
