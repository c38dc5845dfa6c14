package dev.queuectl.cli.job;

import dev.queuectl.Job;
import dev.queuectl.NewJob;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.report.JobDefaults;
import dev.queuectl.report.JobDraft;
import dev.queuectl.report.JobJson;
import dev.queuectl.report.NewJobReader;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/// Adds jobs to the store and wakes the workers.
@Singleton
public final class Enqueuer {
  /// So many paused queues are named after a bulk.
  private static final int QUEUES_NAMED = 3;

  private final CommandContext context;
  private final NewJobReader reader = new NewJobReader();

  Enqueuer(CommandContext context) {
    this.context = context;
  }

  NewJobReader reader() {
    return reader;
  }

  public JobDefaults defaults() {
    return JobDefaults.of(
        context.console().clock().instant(),
        context.console().zone(),
        context.console().cwd(),
        context.access().openOrMake().config().settings());
  }

  /// Adds one job and prints it.
  void one(JobDraft draft, boolean replace) {
    var job = draft.toJob(defaults());
    var added = add(job, replace);
    noteIgnored();
    context.printer().stored("The job " + added.id() + " is stored.", () -> print(added));
    notePaused(List.of(job));
  }

  private void print(Job job) {
    if (context.printer().json()) {
      context.printer().object(json -> JobJson.fields(json, job, false));
    } else if (context.printer().terminal() && context.printer().talkative()) {
      context.printer().line("Enqueued " + job.id() + ".");
    } else {
      context.printer().line(job.id());
    }
  }

  /// Adds a job; it is durable when this returns.
  ///
  /// @param replace whether a job of the same id gives way, with its output
  Job add(NewJob job, boolean replace) {
    return context.access().actions().add(job, replace);
  }

  /// Adds the jobs, all or none; they are durable when this returns.
  ///
  /// @param replace whether jobs of the same ids give way, with their output
  /// @return their ids, in order
  public List<String> add(List<NewJob> jobs, boolean replace) {
    try (var progress = context.printer().progress("enqueueing", jobs.size())) {
      return context.access().actions().enqueue(jobs, progress.over(jobs), replace);
    }
  }

  /// Says that a job will wait, although there are workers.
  void notePaused(String queue) {
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
  void notePaused(List<NewJob> jobs) {
    if (context.console().errTerminal()) {
      jobs.stream().map(NewJob::queue).distinct().limit(QUEUES_NAMED).forEach(this::notePaused);
    }
  }

  /// Says which fields of printed jobs meant nothing.
  void noteIgnored() {
    if (!reader.ignored().isEmpty()) {
      context
          .printer()
          .note(
              "ignored %s: a new job starts from scratch."
                  .formatted(String.join(", ", new ArrayList<>(reader.ignored()))));
    }
  }
}
