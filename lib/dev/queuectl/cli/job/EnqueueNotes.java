package dev.queuectl.cli.job;

import dev.queuectl.JobField;
import dev.queuectl.NewJob;
import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.environment.JobShell;
import dev.queuectl.report.JobDraft;
import dev.queuectl.report.JsonValues;
import dev.queuectl.report.NewJobReader;
import dev.queuectl.report.ShellWords;
import dev.queuectl.report.Times;
import dev.queuectl.store.JobStore.Enqueued;
import dev.queuectl.store.JobStore.Twin;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is worth knowing about jobs that were added, besides their ids, while there is somebody who
/// can still change it.
@Singleton
final class EnqueueNotes {
  /// So many queues and directories are named after a bulk.
  private static final int NAMED = 3;

  private static final Pattern VALUE = Pattern.compile("(?s)-?\\d.*|null|\\[.*]");

  private final CommandContext context;

  EnqueueNotes(CommandContext context) {
    this.context = context;
  }

  /// Which jobs stand for those that were not added, since their keys were taken.
  void twins(Enqueued stored) {
    var twins = stored.twins();
    if (twins.size() == 1 && stored.ids().size() == 1) {
      note(sentence(twins.getFirst()));
    } else if (!twins.isEmpty()) {
      var replaced = twins.stream().filter(Twin::isReplaced).count();
      context
          .printer()
          .note(
              "Enqueued %,d%s%s."
                  .formatted(
                      stored.added(),
                      replaced == 0 ? "" : ", replaced %,d".formatted(replaced),
                      replaced == twins.size()
                          ? ""
                          : ", skipped " + Numbers.counted(twins.size() - replaced, "duplicate")));
    }
  }

  private static String sentence(Twin twin) {
    var holder = twin.holder();
    var key = holder.policy().get(JobField.UNIQUE);
    if (twin.isReplaced()) {
      return "%s was waiting as %s, which now is what was to be added.".formatted(key, holder.id());
    }
    return "%s %s as %s; nothing was added."
        .formatted(
            key,
            switch (holder.state()) {
              case PENDING -> "is waiting already";
              case FAILED -> "is waiting for a retry";
              case PROCESSING -> "is running already";
              case COMPLETED, DEAD, CANCELLED -> "was enqueued before";
            },
            holder.id());
  }

  /// That jobs were added.
  void added(List<NewJob> jobs) {
    context.access().noteNew(context.printer());
    jobs.stream().map(NewJob::cwd).distinct().limit(NAMED).forEach(this::directory);
    jobs.stream()
        .map(job -> job.policy().get(JobField.SHELL))
        .distinct()
        .limit(NAMED)
        .forEach(this::shell);
    // A person sees it; a script that fills a paused queue knows what it does.
    if (context.console().errTerminal()) {
      jobs.stream().map(NewJob::queue).distinct().limit(NAMED).forEach(this::paused);
    }
  }

  /// That the directory in which a job will run is not there. It may come.
  void directory(String cwd) {
    if (!Files.isDirectory(Path.of(cwd))) {
      note("the directory %s does not exist; a job that starts without it fails.".formatted(cwd));
    }
  }

  /// That the shell is not on this machine. It may be where the job will run.
  void shell(@Nullable Object shell) {
    if (shell == null || shell.equals(JobShell.USUAL)) {
      return;
    }
    var program = JobShell.words(shell.toString()).getFirst();
    var isThere =
        program.indexOf('/') < 0 ? isOnPath(program) : Files.isExecutable(Path.of(program));
    if (!isThere) {
      note("there is no shell %s here; a job that starts without it fails.".formatted(program));
    }
  }

  /// That a job will wait, although there are workers.
  void paused(String queue) {
    var found = context.open().queues().find(queue);
    if (found.isPaused()) {
      var reason = found.pauseReason() == null ? "" : " (" + found.pauseReason() + ")";
      note(
          "the queue %s is paused%s, so its jobs wait. Resume it with: queuectl queue resume %s"
              .formatted(queue, reason, queue));
    }
  }

  /// That the command is probably not meant as one: it is what a file of jobs is called, or JSON.
  void command(String word) {
    if (isValue(word)) {
      note(
          "the command is %s; a job in JSON is an object: {\"command\": \"make\"}".formatted(word));
    } else if (isUnrunnable(word)) {
      note(
          "the command is %s, a file that cannot be run; for a job of each of its lines: queuectl"
                  .formatted(word)
              + " enqueue --file "
              + ShellWords.quoted(List.of(word)));
    }
  }

  /// Whether it is a number, null or an array. `true` is a command, and a string may be one.
  private static boolean isValue(String word) {
    if (!VALUE.matcher(word).matches()) {
      return false;
    }
    try {
      JsonValues.object("{\"value\": " + word + "}");
      return true;
    } catch (QueueException.Invalid e) {
      return false;
    }
  }

  private boolean isUnrunnable(String word) {
    var file = context.console().cwd().resolve(word);
    return Files.isRegularFile(file)
        && Files.isReadable(file)
        && !Files.isExecutable(file)
        && !isOnPath(word);
  }

  /// Where the shell looks for a name without a slash.
  private boolean isOnPath(String word) {
    return word.indexOf('/') < 0
        && Arrays.stream(context.console().env("PATH", "").split(":"))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, word)));
  }

  /// Which fields of printed jobs meant nothing.
  void ignored(NewJobReader reader) {
    if (!reader.ignored().isEmpty()) {
      note(
          "ignored %s: a new job starts from scratch."
              .formatted(String.join(", ", reader.ignored())));
    }
  }

  /// That clocks skip the time at which a job is to run.
  void skippedTime(JobDraft draft) {
    var runAt = draft.word(JobField.RUN_AT);
    if (runAt != null) {
      var zone = context.console().zone().get();
      Times.skipped(runAt, context.now(), zone)
          .ifPresent(
              wanted ->
                  note(
                      "%s does not exist in %s, where clocks go forward; it means %s."
                          .formatted(
                              wanted.toString().replace('T', ' '),
                              zone,
                              Times.local(
                                  Times.parse(JobField.RUN_AT.key(), runAt, context.now(), zone),
                                  zone))));
    }
  }

  /// The same of a job that was changed.
  void changed(JobDraft draft) {
    skippedTime(draft);
    var cwd = draft.word(JobField.CWD);
    if (cwd != null) {
      directory(context.console().cwd().resolve(cwd).normalize().toString());
    }
    shell(draft.word(JobField.SHELL));
  }

  private void note(String sentence) {
    context.printer().note(sentence);
  }
}
