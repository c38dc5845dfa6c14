package dev.queuectl.cli.top;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.cli.console.Style;
import java.time.Instant;

/// What a job that is not running waits for.
enum TopWait {
  /// A slot.
  NEXT("next", Style.YELLOW),
  SCHEDULED("scheduled", Style.YELLOW),
  RETRY("to retry", Style.MAGENTA),
  HELD("held", Style.DIM),
  /// Ends of other jobs.
  BLOCKED("blocked", Style.DIM),
  /// Its queue, to be resumed.
  PAUSED("paused", Style.DIM),
  /// Another job of its queue, which runs as many as it may.
  LIMIT("at the limit", Style.YELLOW);

  private final String words;
  private final Style style;

  TopWait(String words, Style style) {
    this.words = words;
    this.style = style;
  }

  static TopWait of(Job job, TopData data, Instant now) {
    if (job.held()) {
      return HELD;
    }
    if (job.ties().waitingOn() > 0) {
      return BLOCKED;
    }
    var queue = data.closed(job.queue());
    if (queue.isPresent() && queue.get().isPaused()) {
      return PAUSED;
    }
    if (due(job).isAfter(now)) {
      return job.state() == JobState.FAILED ? RETRY : SCHEDULED;
    }
    return queue.isPresent() ? LIMIT : NEXT;
  }

  static Instant due(Job job) {
    return job.nextRetryAt() == null ? job.runAt() : job.nextRetryAt();
  }

  /// As it stands behind a number of jobs.
  String words() {
    return words;
  }

  Style style() {
    return style;
  }
}
