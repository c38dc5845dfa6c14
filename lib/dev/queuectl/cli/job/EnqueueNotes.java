package dev.queuectl.cli.job;

import dev.queuectl.NewJob;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.report.NewJobReader;
import jakarta.inject.Singleton;
import java.util.List;

/// What is worth knowing about jobs that were added, besides their ids.
@Singleton
final class EnqueueNotes {
  /// So many paused queues are named after a bulk.
  private static final int QUEUES_NAMED = 3;

  private final CommandContext context;

  EnqueueNotes(CommandContext context) {
    this.context = context;
  }

  /// Says that a job will wait, although there are workers.
  void paused(String queue) {
    var found = context.open().queues().find(queue);
    if (found.isPaused()) {
      var reason = found.pauseReason() == null ? "" : " (" + found.pauseReason() + ")";
      context
          .printer()
          .note(
              "the queue %s is paused%s, so its jobs wait. Resume it with: queuectl queue resume %s"
                  .formatted(queue, reason, queue));
    }
  }

  /// A person sees it; a script that fills a paused queue knows what it does.
  void paused(List<NewJob> jobs) {
    if (context.console().errTerminal()) {
      jobs.stream().map(NewJob::queue).distinct().limit(QUEUES_NAMED).forEach(this::paused);
    }
  }

  /// Says which fields of printed jobs meant nothing.
  void ignored(NewJobReader reader) {
    if (!reader.ignored().isEmpty()) {
      context
          .printer()
          .note(
              "ignored %s: a new job starts from scratch."
                  .formatted(String.join(", ", reader.ignored())));
    }
  }
}
