package dev.queuectl.cli.job;

import dev.queuectl.JobField;
import dev.queuectl.NewJob;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.report.JobDraft;
import dev.queuectl.report.NewJobReader;
import dev.queuectl.report.Times;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What is worth knowing about jobs that were added, besides their ids, while there is somebody who
/// can still change it.
@Singleton
final class EnqueueNotes {
  /// So many queues and directories are named after a bulk.
  private static final int NAMED = 3;

  private final CommandContext context;

  EnqueueNotes(CommandContext context) {
    this.context = context;
  }

  /// That jobs were added.
  void added(List<NewJob> jobs) {
    context.access().noteNew(context.printer());
    jobs.stream().map(NewJob::cwd).distinct().limit(NAMED).forEach(this::directory);
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
  }

  private void note(String sentence) {
    context.printer().note(sentence);
  }
}
