package dev.queuectl.web.browser;

import dev.queuectl.Job;
import dev.queuectl.NewJob;
import dev.queuectl.Numbers;
import dev.queuectl.Setting;
import dev.queuectl.Settings;
import dev.queuectl.report.JobField;
import dev.queuectl.report.ShellWords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The command that enqueues the same as a job once more. Without its environment, which may be
/// secret.
final class EnqueueWords {
  private final List<String> words = new ArrayList<>(List.of("queuectl", "enqueue"));

  private EnqueueWords() {}

  static String of(Job job, Settings settings, Instant now) {
    var enqueue = new EnqueueWords();
    for (var field : JobField.values()) {
      var value = SameAgain.word(field, job, now);
      // What is as configured need not be said; the command is said last.
      if (field != JobField.COMMAND && value != null && !value.equals(usual(field, settings))) {
        enqueue.add(field, value);
      }
    }
    enqueue.add(JobField.COMMAND, job.command());
    return ShellWords.quoted(enqueue.words);
  }

  private static @Nullable String usual(JobField field, Settings settings) {
    var policy = settings.jobPolicy();
    return switch (field) {
      case QUEUE -> NewJob.DEFAULT_QUEUE;
      case PRIORITY -> settings.text(Setting.PRIORITY);
      case MAX_RETRIES -> settings.text(Setting.MAX_RETRIES);
      case TIMEOUT -> SameAgain.text(policy.timeout());
      case BACKOFF -> policy.backoff() == null ? null : policy.backoff().word();
      case BACKOFF_BASE ->
          policy.backoffBase() == null ? null : Numbers.plain(policy.backoffBase());
      case BACKOFF_MAX -> SameAgain.text(policy.backoffMax());
      case ID, COMMAND, RUN_AT, DELAY, CWD, ENV, HELD -> null;
    };
  }

  private void add(JobField field, String value) {
    if (field == JobField.HELD) {
      words.add("--hold");
      return;
    }
    var option = "--" + field.key().replace('_', '-');
    words.add(value.startsWith("-") ? option + "=" + value : option);
    if (!value.startsWith("-")) {
      words.add(value);
    }
  }
}
