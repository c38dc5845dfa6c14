package dev.queuectl.web.browser;

import dev.queuectl.Backoff;
import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.NewJob;
import dev.queuectl.Numbers;
import dev.queuectl.Setting;
import dev.queuectl.Settings;
import dev.queuectl.report.ShellWords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The command that enqueues the same as a job once more. Without its environment, which may be
/// secret.
final class EnqueueWords {
  private final List<String> words = new ArrayList<>(List.of("queuectl", "enqueue"));

  private final Settings settings;

  private EnqueueWords(Settings settings) {
    this.settings = settings;
  }

  static String of(Job job, Settings settings) {
    return new EnqueueWords(settings).words(job);
  }

  private String words(Job job) {
    var policy = job.policy();
    var usual = settings.jobPolicy();
    addUnless(NewJob.DEFAULT_QUEUE, "--queue", job.queue());
    addUnless(settings.text(Setting.PRIORITY), "--priority", Integer.toString(job.priority()));
    addUnless(
        settings.text(Setting.MAX_RETRIES), "--max-retries", Integer.toString(job.maxRetries()));
    addUnless(text(usual.timeout()), "--timeout", text(policy.timeout()));
    addUnless(word(usual.backoff()), "--backoff", word(policy.backoff()));
    addUnless(text(usual.backoffBase()), "--backoff-base", text(policy.backoffBase()));
    addUnless(text(usual.backoffMax()), "--backoff-max", text(policy.backoffMax()));
    add("--cwd", job.cwd());
    add("--command", job.command());
    return ShellWords.quoted(words);
  }

  private static @Nullable String text(@Nullable Duration duration) {
    return duration == null ? null : Durations.exact(duration);
  }

  private static @Nullable String text(@Nullable Double number) {
    return number == null ? null : Numbers.plain(number);
  }

  private static @Nullable String word(@Nullable Backoff backoff) {
    return backoff == null ? null : backoff.word();
  }

  /// What is as configured need not be said.
  private void addUnless(@Nullable String usual, String option, @Nullable String value) {
    if (value != null && !value.equals(usual)) {
      add(option, value);
    }
  }

  private void add(String option, String value) {
    words.add(value.startsWith("-") ? option + "=" + value : option);
    if (!value.startsWith("-")) {
      words.add(value);
    }
  }
}
