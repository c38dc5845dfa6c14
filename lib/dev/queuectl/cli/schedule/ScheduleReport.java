package dev.queuectl.cli.schedule;

import dev.queuectl.QueueException;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.report.LiveWorkers;
import dev.queuectl.report.Printable;
import dev.queuectl.report.schedule.ScheduleJson;
import dev.queuectl.report.schedule.ScheduleText;
import dev.queuectl.schedule.Schedule;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// What is printed of schedules.
@Singleton
final class ScheduleReport {
  private final CommandContext context;

  ScheduleReport(CommandContext context) {
    this.context = context;
  }

  /// `nightly: at 02:30 every day, Europe/Berlin. Next: Sat 28 Nov 02:30, Sun 29 Nov 02:30.`
  void added(Schedule schedule) {
    result(
        schedule,
        "%s: %s. %s"
            .formatted(
                schedule.name(),
                ScheduleText.rule(schedule.timetable(), schedule.zone()),
                ScheduleText.next(schedule, 2, context.now())));
    noteIdle();
  }

  void result(Schedule schedule, String sentence) {
    context.printer().result(sentence, json -> ScheduleJson.fields(json, schedule, true));
  }

  /// Nobody makes jobs while no worker runs.
  void noteIdle() {
    if (LiveWorkers.of(context.open().workers(), context.now()).isEmpty()) {
      context
          .printer()
          .note("no worker is running, and without one nothing happens: queuectl worker start");
    }
  }

  /// When it runs next, or why it does not.
  String next(Schedule schedule) {
    var next = schedule.progress().nextAt();
    var pausedAt = schedule.progress().pausedAt();
    if (next != null) {
      return ScheduleText.time(next, context.now(), zoneOrUtc(schedule));
    }
    if (pausedAt == null) {
      return "never again";
    }
    var reason = schedule.progress().pauseReason();
    return "paused" + (reason == null ? "" : ": " + reason);
  }

  private static ZoneId zoneOrUtc(Schedule schedule) {
    try {
      return schedule.zone();
    } catch (QueueException.Invalid e) {
      return ZoneOffset.UTC; // a zone that this Java does not know
    }
  }

  void field(String label, @Nullable Object value) {
    if (value != null) {
      context.printer().line(Printable.line(label + ": " + value));
    }
  }
}
