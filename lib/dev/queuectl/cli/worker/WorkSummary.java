package dev.queuectl.cli.worker;

import dev.queuectl.Durations;
import dev.queuectl.Numbers;
import dev.queuectl.Transition;
import dev.queuectl.worker.WorkerEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a worker has done since the last summary. Used by one thread.
final class WorkSummary {
  /// A table after each single job would be more than the job.
  private static final int FEWEST = 2;

  private int done;
  private int failed;
  private int dead;
  private int others;
  private Duration ran = Duration.ZERO;
  private Duration longest = Duration.ZERO;
  private @Nullable Instant since;

  /// @param now when it was printed
  void count(WorkerEvent event, Instant now) {
    switch (event) {
      case WorkerEvent.Started _, WorkerEvent.Adopted _ -> since = since == null ? now : since;
      case WorkerEvent.Ended ended -> count(ended);
      case WorkerEvent.Quarantined _ -> dead++;
      default -> {
        // No job begins or ends.
      }
    }
  }

  private void count(WorkerEvent.Ended ended) {
    switch (ended.transition()) {
      case Transition.Complete() -> done++;
      case Transition.Retry _ -> failed++;
      case Transition.Bury _ -> dead++;
      case Transition.Cancel _, Transition.Release _, Transition.Snooze _ -> others++;
    }
    ran = ran.plus(ended.ran());
    longest = ended.ran().compareTo(longest) > 0 ? ended.ran() : longest;
  }

  private int ended() {
    return done + failed + dead + others;
  }

  /// A header and a row, and the counts start again; nothing while there is too little to report.
  List<String> lines(Instant now) {
    if (ended() < FEWEST || since == null) {
      return List.of();
    }
    var took = Durations.between(since, now);
    var cells =
        List.of(
            List.of("DONE", Numbers.grouped(done)),
            List.of("RETRIED", Numbers.grouped(failed)),
            List.of("DEAD", Numbers.grouped(dead)),
            List.of("MEAN", Durations.text(ran.dividedBy(ended()))),
            List.of("LONGEST", Durations.text(longest)),
            List.of("PER SECOND", rate(took)),
            List.of("TIME", Durations.text(took.isNegative() ? Duration.ZERO : took)));
    forget();
    return List.of(row(cells, 0), row(cells, 1));
  }

  private String rate(Duration took) {
    return took.isPositive()
        ? String.format(Locale.ROOT, "%.1f", ended() * 1000.0 / Math.max(1, took.toMillis()))
        : "-";
  }

  private static String row(List<List<String>> cells, int which) {
    var parts = new ArrayList<String>();
    for (var cell : cells) {
      var width = Math.max(cell.getFirst().length(), cell.getLast().length());
      parts.add(("%-" + width + "s").formatted(cell.get(which)));
    }
    return String.join("  ", parts).stripTrailing();
  }

  private void forget() {
    done = 0;
    failed = 0;
    dead = 0;
    others = 0;
    ran = Duration.ZERO;
    longest = Duration.ZERO;
    since = null;
  }
}
