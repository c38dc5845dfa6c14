package dev.queuectl.cli.schedule;

import dev.queuectl.report.schedule.ScheduleDraft;
import dev.queuectl.report.schedule.ScheduleField;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What can be said of a schedule besides the options of its job.
final class ScheduleOptions {
  @Option(
      names = "--tz",
      paramLabel = "ZONE",
      description =
          "The time zone, by name or as an offset: Europe/Berlin, +02:00 (default: that of this "
              + "system).")
  @Nullable String tz;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Not before; intervals such as every 15m are counted from it (default: now).")
  @Nullable String from;

  @Option(names = "--until", paramLabel = "TIME", description = "Not after that.")
  @Nullable String until;

  @Option(
      names = "--catch-up",
      paramLabel = "HOW",
      description =
          "What to do about times that passed while no worker was running: none, last (one run "
              + "for all of them, the default) or all (each, the oldest first, at most 1,000).")
  @Nullable String catchUp;

  @Option(
      names = "--catch-up-window",
      paramLabel = "DURATION",
      description = "With --catch-up all, nothing older than that is made up for (default: 7d).")
  @Nullable String catchUpWindow;

  @Option(
      names = "--overlap",
      paramLabel = "HOW",
      description =
          "What to do if the last job has not ended: skip (enqueue none, the default) or allow.")
  @Nullable String overlap;

  @Option(
      names = "--jitter",
      paramLabel = "DURATION",
      description =
          "Run up to so much later than the time, each time differently, so that not everything "
              + "begins at once.")
  @Nullable String jitter;

  @Option(
      names = "--pause-after",
      paramLabel = "N",
      description = "Pause it when so many of its jobs in a row are dead.")
  @Nullable String pauseAfter;

  void describe(ScheduleDraft draft) {
    draft
        .putIfGiven(ScheduleField.TZ, tz)
        .putIfGiven(ScheduleField.FROM, from)
        .putIfGiven(ScheduleField.UNTIL, until)
        .putIfGiven(ScheduleField.CATCH_UP, catchUp)
        .putIfGiven(ScheduleField.CATCH_UP_WINDOW, catchUpWindow)
        .putIfGiven(ScheduleField.OVERLAP, overlap)
        .putIfGiven(ScheduleField.JITTER, jitter)
        .putIfGiven(ScheduleField.PAUSE_AFTER, pauseAfter);
  }
}
