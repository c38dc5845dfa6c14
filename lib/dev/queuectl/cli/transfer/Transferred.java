package dev.queuectl.cli.transfer;

import dev.queuectl.Numbers;

/// How much went from one queue to a file, or from a file to a queue.
record Transferred(long jobs, int schedules) {
  String words() {
    return Numbers.counted(jobs, "job")
        + (schedules == 0 ? "" : " and " + Numbers.counted(schedules, "schedule"));
  }
}
