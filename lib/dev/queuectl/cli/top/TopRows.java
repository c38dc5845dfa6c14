package dev.queuectl.cli.top;

import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.Numbers;
import dev.queuectl.Worker;
import dev.queuectl.cli.console.Glyphs;
import dev.queuectl.cli.console.Style;
import dev.queuectl.cli.console.TextWidth;
import dev.queuectl.cli.top.TopTable.Cell;
import dev.queuectl.cli.top.TopTable.Row;
import dev.queuectl.report.Printable;
import dev.queuectl.report.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/// The lines of one list of `top`.
///
/// @param width of the screen
record TopRows(TopData data, Instant now, ZoneId zone, Glyphs glyphs, int width) {
  private static final int NARROW = 70;
  private static final int WIDE = 120;
  private static final int BAR = 10;
  private static final int LONGEST_QUEUE = 20;

  /// What usually takes less is over before anybody looks.
  private static final Duration SHORT = Duration.ofSeconds(1);

  List<Row> of(TopPane pane, TopState state) {
    var jobs = data.jobs(pane, state.sort(), state.filter());
    var table = new TopTable();
    switch (pane) {
      case RUNNING -> {
        if (state.sort() == TopSort.USUAL) {
          byWorker(jobs, state.filter(), table);
        } else {
          jobs.forEach(job -> running(job, table));
        }
      }
      case WAITING -> jobs.forEach(job -> waiting(job, table));
      case DEAD -> jobs.forEach(job -> dead(job, table));
      case FINISHED -> jobs.forEach(job -> finished(job, table));
    }
    return table.rows();
  }

  /// The beginning and the end of a long id: ids made by people differ at either.
  private Cell id(Job job) {
    var room = Math.max(12, width / 3);
    return cell(0, TextWidth.shortened(Printable.line(job.id()), room, glyphs.ellipsis()));
  }

  private Cell queue(Job job) {
    var name = TextWidth.shortened(Printable.line(job.queue()), LONGEST_QUEUE, glyphs.ellipsis());
    return new Cell(12, Style.DIM, name);
  }

  private static Cell cell(int least, String text) {
    return new Cell(least, Style.PLAIN, text);
  }

  private void byWorker(List<Job> jobs, String filter, TopTable table) {
    var left = new ArrayList<>(jobs);
    for (var worker : data.workers()) {
      var its = jobs.stream().filter(job -> isOf(job, worker)).toList();
      left.removeAll(its);
      if (filter.isEmpty() || !its.isEmpty()) {
        table.line(() -> worker(worker));
        its.forEach(job -> running(job, table));
      }
    }
    if (!left.isEmpty()) {
      table.line(() -> ScreenLine.of(Style.RED, "worker gone: others will take over"));
      left.forEach(job -> running(job, table));
    }
  }

  private static boolean isOf(Job job, Worker worker) {
    return TopData.lease(job).worker().equals(worker.id());
  }

  private ScreenLine worker(Worker worker) {
    var slots = new HashSet<Integer>();
    data.lists().running().stream()
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

  private void running(Job job, TopTable table) {
    var since = Objects.requireNonNullElse(job.startedAt(), job.updatedAt());
    var cells = new ArrayList<Cell>();
    cells.add(new Cell(3, Style.DIM, Integer.toString(TopData.lease(job).slot())));
    cells.add(id(job));
    cells.add(new Cell(7, Style.CYAN, TopHeader.age(since, now)));
    if (width >= NARROW) {
      progress(cells, job, Durations.between(since, now));
    }
    if (width >= WIDE) {
      cells.add(queue(job));
    }
    if (job.cancelRequestedAt() == null) {
      table.row(job.id(), cells, Style.PLAIN, job.command());
    } else {
      table.row(job.id(), cells, Style.YELLOW, "(being cancelled) " + job.command());
    }
  }

  private void progress(List<Cell> cells, Job job, Duration ran) {
    var usual = data.usual().of(job).filter(usually -> usually.compareTo(SHORT) >= 0).orElse(null);
    if (usual == null) {
      cells.add(cell(BAR, ""));
      cells.add(cell(11, ""));
      return;
    }
    var left = usual.minus(ran);
    var part = (double) ran.toMillis() / usual.toMillis();
    cells.add(new Cell(BAR, Style.CYAN, glyphs.bar(BAR, part)));
    cells.add(
        new Cell(
            11, Style.DIM, left.isNegative() ? "usual " + brief(usual) : brief(left) + " left"));
  }

  /// To the second, rounded up: nothing is left for 0 s.
  private static String brief(Duration duration) {
    return Durations.text(Duration.ofSeconds(duration.plusMillis(999).toSeconds()))
        .replace(" ", "");
  }

  private void waiting(Job job, TopTable table) {
    var why = TopWait.of(job, data, now);
    var cells = new ArrayList<Cell>();
    cells.add(id(job));
    cells.add(new Cell(9, why.style(), when(job, why)));
    cells.add(cell(4, "p" + job.priority()));
    if (width >= NARROW) {
      cells.add(cell(5, attempts(job)));
    }
    if (width >= WIDE) {
      cells.add(queue(job));
      cells.add(new Cell(9, Style.DIM, TopHeader.age(job.createdAt(), now)));
    }
    table.row(job.id(), cells, Style.PLAIN, job.command());
  }

  private String when(Job job, TopWait why) {
    return switch (why) {
      case NEXT -> "next";
      case SCHEDULED -> "in " + brief(Durations.between(now, TopWait.due(job)));
      case RETRY -> "again " + brief(Durations.between(now, TopWait.due(job)));
      case HELD -> "held";
      case BLOCKED -> "blocked";
      case PAUSED -> "paused";
      case LIMIT -> "limit";
    };
  }

  private static String attempts(Job job) {
    return job.attemptsBegun() + "/" + job.maxAttempts();
  }

  private void dead(Job job, TopTable table) {
    var cells = new ArrayList<Cell>();
    cells.add(id(job));
    cells.add(cell(5, attempts(job)));
    if (width >= NARROW) {
      cells.add(ended(job));
    }
    var room = Math.clamp(width / 4, 12, 40);
    var error = Printable.line(Objects.requireNonNullElse(job.failure(), "-"));
    cells.add(new Cell(room, Style.RED, TextWidth.shortened(error, room, glyphs.ellipsis())));
    if (width >= WIDE) {
      cells.add(queue(job));
    }
    table.row(job.id(), cells, Style.PLAIN, job.command());
  }

  private Cell ended(Job job) {
    var at = Objects.requireNonNullElse(job.finishedAt(), job.updatedAt());
    return new Cell(10, Style.DIM, Times.brief(at, now, zone));
  }

  private void finished(Job job, TopTable table) {
    var cells = new ArrayList<Cell>();
    cells.add(id(job));
    cells.add(new Cell(9, Style.of(job.state()), job.state().word()));
    if (width >= NARROW) {
      cells.add(ended(job));
    }
    cells.add(new Cell(6, Style.PLAIN, took(job)));
    if (width >= WIDE) {
      cells.add(queue(job));
    }
    table.row(job.id(), cells, Style.PLAIN, job.command());
  }

  private static String took(Job job) {
    return job.startedAt() == null || job.finishedAt() == null
        ? "-"
        : Durations.text(Durations.between(job.startedAt(), job.finishedAt())).replace(" ", "");
  }
}
