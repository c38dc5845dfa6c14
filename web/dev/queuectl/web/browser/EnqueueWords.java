package dev.queuectl.web.browser;

import dev.queuectl.FieldKind;
import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.NewJob;
import dev.queuectl.Settings;
import dev.queuectl.report.JobDraft;
import dev.queuectl.report.ShellWords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The command that enqueues the same as a job once more. Without its environment, which may be
/// secret; what it reads must be piped in.
final class EnqueueWords {
  private final List<String> words = new ArrayList<>(List.of("queuectl", "enqueue"));

  private EnqueueWords() {}

  static String of(Job job, Settings settings, Instant now) {
    var enqueue = new EnqueueWords();
    var again = JobDraft.again(job, now);
    for (var field : JobField.values()) {
      var value = again.word(field);
      // What is as configured is left out; the command comes last.
      if (field != JobField.COMMAND && value != null && !value.equals(usual(field, settings))) {
        enqueue.add(field, value);
      }
    }
    if (job.surroundings().stdin() != null) {
      enqueue.words.addAll(List.of("--stdin", "-"));
    }
    enqueue.add(JobField.COMMAND, job.command());
    return ShellWords.quoted(enqueue.words);
  }

  private static @Nullable String usual(JobField field, Settings settings) {
    if (field == JobField.QUEUE) {
      return NewJob.DEFAULT_QUEUE;
    }
    return field.isTaken() ? settings.configured(field).map(field.kind()::text).orElse(null) : null;
  }

  private void add(JobField field, String value) {
    if (field.kind() instanceof FieldKind.Flag) {
      words.add(field == JobField.HELD ? "--hold" : field.flag());
      return;
    }
    var option = field.flag();
    words.add(value.startsWith("-") ? option + "=" + value : option);
    if (!value.startsWith("-")) {
      words.add(value);
    }
  }
}
