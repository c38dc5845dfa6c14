package dev.queuectl.web.browser;

import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.Numbers;
import dev.queuectl.report.JobField;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What to say of each field to have a job once more: the form filled from it and the command that
/// enqueues it again both ask here, so that neither forgets one.
final class SameAgain {
  private SameAgain() {}

  /// Null where there is nothing to say: a new job has an id of its own, a time that has passed
  /// would mean now, and the environment may be secret.
  static @Nullable String word(JobField field, Job job, Instant now) {
    var policy = job.policy();
    return switch (field) {
      case ID, DELAY, ENV -> null;
      case COMMAND -> job.command();
      case QUEUE -> job.queue();
      case PRIORITY -> Integer.toString(job.priority());
      case MAX_RETRIES -> Integer.toString(job.maxRetries());
      case TIMEOUT -> text(policy.timeout());
      case BACKOFF -> policy.backoff() == null ? null : policy.backoff().word();
      case BACKOFF_BASE ->
          policy.backoffBase() == null ? null : Numbers.plain(policy.backoffBase());
      case BACKOFF_MAX -> text(policy.backoffMax());
      case RUN_AT ->
          job.runAt() != null && job.runAt().isAfter(now) ? job.runAt().toString() : null;
      case CWD -> job.cwd();
      case HELD -> job.held() ? "true" : null;
    };
  }

  static @Nullable String text(@Nullable Duration duration) {
    return duration == null ? null : Durations.exact(duration);
  }
}
