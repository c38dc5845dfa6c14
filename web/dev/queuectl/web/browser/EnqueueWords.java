package dev.queuectl.web.browser;

import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.NewJob;
import dev.queuectl.report.ShellWords;
import java.util.ArrayList;
import java.util.List;

/// The command that enqueues the same as a job once more. Without its environment, which may be
/// secret.
final class EnqueueWords {
  private final List<String> words = new ArrayList<>(List.of("queuectl", "enqueue"));

  private EnqueueWords() {}

  static String of(Job job) {
    return new EnqueueWords().words(job);
  }

  private String words(Job job) {
    if (!job.queue().equals(NewJob.DEFAULT_QUEUE)) {
      add("--queue", job.queue());
    }
    if (job.priority() != 0) {
      add("--priority", Integer.toString(job.priority()));
    }
    add("--max-retries", Integer.toString(job.maxRetries()));
    var policy = job.policy();
    if (policy.timeout() != null) {
      add("--timeout", Durations.text(policy.timeout()).replace(" ", ""));
    }
    if (policy.backoff() != null) {
      add("--backoff", policy.backoff().word());
    }
    if (policy.backoffBase() != null) {
      add("--backoff-base", Double.toString(policy.backoffBase()));
    }
    if (policy.backoffMax() != null) {
      add("--backoff-max", Durations.text(policy.backoffMax()).replace(" ", ""));
    }
    add("--cwd", job.cwd());
    add("--command", job.command());
    return ShellWords.quoted(words);
  }

  private void add(String option, String value) {
    words.add(option);
    words.add(value);
  }
}
