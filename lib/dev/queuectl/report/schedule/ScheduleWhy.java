package dev.queuectl.report.schedule;

import dev.queuectl.Durations;
import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.report.LiveWorkers;
import dev.queuectl.schedule.Schedule;
import dev.queuectl.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// When a schedule runs next, and why it did not run, in sentences.
public final class ScheduleWhy {
  private ScheduleWhy() {}

  public static List<String> of(Schedule schedule, Store store, Instant now) {
    var why = new ArrayList<String>();
    why.add(next(schedule, now));
    if (LiveWorkers.of(store.workers(), now).isEmpty()) {
      why.add(
          schedule
              .overdue(now)
              .map(overdue -> overdue + ".")
              .orElse("No worker is running, and without one nothing happens."));
    }
    schedule.late(now).ifPresent(late -> why.add(late + "."));
    if (schedule.progress().skipped() > 0) {
      why.add(
          "%s skipped, since the last job had not ended%s."
              .formatted(
                  Numbers.counted(schedule.progress().skipped(), "time was", "times were"),
                  unfinished(schedule, store)));
    }
    if (schedule.progress().missed() > 0) {
      why.add(
          "%s missed, since no worker was running."
              .formatted(Numbers.counted(schedule.progress().missed(), "time was", "times were")));
    }
    return why;
  }

  private static String unfinished(Schedule schedule, Store store) {
    var last = schedule.progress().lastJob();
    return last == null
        ? ""
        : store
            .jobs()
            .find(last)
            .filter(job -> !job.state().isFinal())
            .map(job -> "; %s is %s now".formatted(job.id(), job.state().word()))
            .orElse("");
  }

  private static String next(Schedule schedule, Instant now) {
    var next = schedule.progress().nextAt();
    var pausedAt = schedule.progress().pausedAt();
    if (pausedAt != null) {
      var reason = schedule.progress().pauseReason();
      return "It is paused since %s%s."
          .formatted(
              Durations.text(Durations.between(pausedAt, now)),
              reason == null ? "" : ": " + reason);
    }
    return next == null
        ? "It has ended: there is no next time."
        : "It runs next on %s %s (in %s)."
            .formatted(
                at(schedule, next, now),
                schedule.tz(),
                Durations.text(Durations.between(now, next)));
  }

  private static String at(Schedule schedule, Instant next, Instant now) {
    try {
      return ScheduleText.time(next, now, schedule.zone()).replaceFirst(" (?=\\d\\d:)", " at ");
    } catch (QueueException.Invalid e) {
      return next.toString(); // a zone that this Java does not know
    }
  }
}
