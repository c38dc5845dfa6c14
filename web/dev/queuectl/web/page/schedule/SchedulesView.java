package dev.queuectl.web.page.schedule;

import dev.queuectl.Job;
import dev.queuectl.schedule.Schedule;
import java.util.List;

/// The schedules, by name.
///
/// @param number of this page, from 1 on
/// @param all how many schedules there are
/// @param hasWorker whether a worker is running: without one nothing happens
public record SchedulesView(List<Line> lines, int number, int all, boolean hasWorker) {
  public static final int PAGE = 50;

  /// How many of its last jobs are shown of each.
  public static final int LAST_JOBS = 10;

  public SchedulesView {
    lines = List.copyOf(lines);
  }

  /// @param words when it runs, in words
  /// @param last its last jobs, the newest first
  public record Line(Schedule schedule, String words, List<Job> last) {
    public Line {
      last = List.copyOf(last);
    }
  }

  int pages() {
    return Math.max(1, (all + PAGE - 1) / PAGE);
  }
}
