package dev.queuectl.cli.schedule;

import dev.queuectl.Numbers;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.report.schedule.ScheduleText;
import dev.queuectl.schedule.Timetable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/// Prints times that are to come, a line each: for people in their words, for programs with the
/// offset from UTC.
@Singleton
final class TimesReport {
  private static final int MOST = 1000;

  private final CommandContext context;

  TimesReport(CommandContext context) {
    this.context = context;
  }

  static int count(String text) {
    return Numbers.whole("count", text, 1, MOST);
  }

  void print(Timetable table, ZoneId zone, List<Instant> times) {
    var printer = context.printer();
    if (printer.json()) {
      printer.objects(
          times,
          (json, time) -> {
            json.field("time", time);
            json.field("local", ScheduleText.local(time, zone));
            json.field("note", table.moved(time, zone).orElse(null));
          });
      return;
    }
    for (var time : times) {
      var text =
          printer.terminal()
              ? ScheduleText.time(time, context.now(), zone)
              : ScheduleText.local(time, zone);
      printer.line(text + table.moved(time, zone).map(note -> " (" + note + ")").orElse(""));
    }
  }
}
