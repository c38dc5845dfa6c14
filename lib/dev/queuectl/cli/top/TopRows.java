package dev.queuectl.cli.top;

import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.Worker;
import dev.queuectl.cli.console.Glyphs;
import dev.queuectl.cli.console.Style;
import dev.queuectl.cli.console.TextWidth;
import dev.queuectl.report.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/// The lines of one list of `top`.
///
/// @param width of the screen
record TopRows(TopData data, Instant now, ZoneId zone, Glyphs glyphs, int width) {
  private static final int NARROW = 70;
  private static final int WIDE = 120;
  private static final int BAR = 10;

  /// What usually takes less is over before anybody looks.
  private static final Duration SHORT = Duration.ofSeconds(1);

  /// @param job its id; empty for a line that cannot be selected
  /// @param line made when it is to be seen, as most are not
  record Row(String job, Supplier<ScreenLine> line) {}

  List<Row> of(TopPane pane, TopState state) {
    var jobs = data.jobs(pane, state.sort(), state.filter());
    var ids = ids(jobs);
    return switch (pane) {
      case RUNNING ->
          state.sort() == TopSort.USUAL ? byWorker(jobs, state.filter()) : running(jobs, jobs);
      case WAITING -> rows(jobs, job -> waiting(job, ids));
      case DEAD -> rows(jobs, job -> dead(job, ids));
    };
  }

  private static List<Row> rows(List<Job> jobs, Function<Job, ScreenLine> line) {
    return jobs.stream().map(job -> new Row(job.id(), () -> line.apply(job))).toList();
  }

  /// How wide the column of ids is.
  private int ids(List<Job> jobs) {
    var longest = jobs.stream().mapToInt(job -> TextWidth.of(job.id())).max().orElse(0);
    return Math.min(longest, Math.max(12, width / 3));
  }

  private List<Row> byWorker(List<Job> jobs, String filter) {
    var rows = new ArrayList<Row>();
    var left = new ArrayList<>(jobs);
    for (var worker : data.workers()) {
      var its = jobs.stream().filter(job -> isOf(job, worker)).toList();
      left.removeAll(its);
      if (filter.isEmpty() || !its.isEmpty()) {
        rows.add(new Row("", () -> worker(worker)));
        rows.addAll(running(its, jobs));
      }
    }
    if (!left.isEmpty()) {
      rows.add(new Row("", () -> ScreenLine.of(Style.RED, "worker gone: others will take over")));
      rows.addAll(running(left, jobs));
    }
    return rows;
  }

  private static boolean isOf(Job job, Worker worker) {
    return TopData.lease(job).worker().equals(worker.id());
  }

  private ScreenLine worker(Worker worker) {
    var slots = new HashSet<Integer>();
    data.running().stream()
        .filter(job -> isOf(job, worker))
        .forEach(job -> slots.add(TopData.lease(job).slot()));
    var line =
        ScreenLine.of(Style.GREEN, worker.id())
            .add(" " + slots.size() + "/" + worker.slots())
            .add(worker.wantedSlots() == null ? "" : " -> " + worker.wantedSlots())
            .add(Style.YELLOW, worker.stop() == null ? "" : " stopping")
            .add("  " + Numbers.grouped(worker.jobsDone()) + " done");
    if (worker.jobsDone() > 0) {
      var mean = Duration.ofMillis(worker.runMillis() / worker.jobsDone());
      line.add(", mean " + Durations.text(mean));
    }
    line.add(Style.DIM, "  %s, pid %d".formatted(worker.host(), worker.process().pid()));
    return worker.queues().isEmpty()
        ? line
        : line.add(Style.DIM, ", only " + String.join(",", worker.queues()));
  }

  private List<Row> running(List<Job> jobs, List<Job> all) {
    var ids = ids(all);
    return rows(jobs, job -> running(job, ids));
  }

  private ScreenLine running(Job job, int ids) {
    var lease = TopData.lease(job);
    var since = Objects.requireNonNullElse(job.startedAt(), job.updatedAt());
    var line = ScreenLine.of("  ").column(3, Style.DIM, Integer.toString(lease.slot()));
    line.column(ids, job.id()).column(7, Style.CYAN, TopHeader.age(since, now));
    if (width >= NARROW) {
      progress(line, job, Durations.between(since, now));
    }
    if (width >= WIDE) {
      line.column(12, Style.DIM, job.queue());
    }
    var cancelled = job.cancelRequestedAt() == null ? "" : "(being cancelled) ";
    return line.add(Style.YELLOW, cancelled).add(job.command());
  }

  private void progress(ScreenLine line, Job job, Duration ran) {
    var usual = data.usual().of(job).filter(usually -> usually.compareTo(SHORT) >= 0).orElse(null);
    if (usual == null) {
      line.column(BAR + 12, "");
      return;
    }
    var left = usual.minus(ran);
    line.column(BAR, Style.CYAN, glyphs.bar(BAR, (double) ran.toMillis() / usual.toMillis()));
    line.column(11, Style.DIM, left.isNegative() ? "usual " + brief(usual) : brief(left) + " left");
  }

  /// To the second, rounded up: nothing is left for 0 s.
  private static String brief(Duration duration) {
    return Durations.text(Duration.ofSeconds(duration.plusMillis(999).toSeconds()))
        .replace(" ", "");
  }

  private ScreenLine waiting(Job job, int ids) {
    var line = ScreenLine.of("  ").column(ids, job.id());
    line.column(9, job.state() == JobState.FAILED ? Style.MAGENTA : Style.YELLOW, due(job));
    line.column(4, "p" + job.priority());
    if (width >= NARROW) {
      line.column(5, job.attempts() + "/" + job.maxAttempts());
    }
    if (width >= WIDE) {
      line.column(12, Style.DIM, job.queue())
          .column(9, Style.DIM, TopHeader.age(job.createdAt(), now));
    }
    return line.add(job.command());
  }

  private String due(Job job) {
    var at = job.nextRetryAt() == null ? job.runAt() : job.nextRetryAt();
    var verb = job.state() == JobState.FAILED ? "again " : "in ";
    return at.isAfter(now) ? verb + brief(Durations.between(now, at)) : "next";
  }

  private ScreenLine dead(Job job, int ids) {
    var line = ScreenLine.of("  ").column(ids, job.id());
    line.column(5, job.attempts() + "/" + job.maxAttempts());
    if (width >= NARROW) {
      var at = Objects.requireNonNullElse(job.finishedAt(), job.updatedAt());
      line.column(10, Style.DIM, Times.brief(at, now, zone));
    }
    line.column(
        Math.clamp(width / 4, 12, 40), Style.RED, Objects.requireNonNullElse(job.error(), "-"));
    if (width >= WIDE) {
      line.column(12, Style.DIM, job.queue());
    }
    return line.add(job.command());
  }
}
