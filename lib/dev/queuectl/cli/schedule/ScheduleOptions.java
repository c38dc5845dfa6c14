package dev.queuectl.cli.schedule;

import dev.queuectl.JobField;
import dev.queuectl.cli.job.NewJobOptions;
import dev.queuectl.cli.job.PipedInput;
import dev.queuectl.cli.job.PlanOptions;
import dev.queuectl.report.JobDraft;
import dev.queuectl.report.schedule.ScheduleDraft;
import dev.queuectl.report.schedule.ScheduleField;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// What can be said of a schedule and of its job.
final class ScheduleOptions {
  @Option(names = "--cron", paramLabel = "CRON", description = "The expression, as an option.")
  @Nullable String cron;

  @Option(
      names = {"-c", "--command"},
      paramLabel = "CMD",
      description = "The command, as an option.")
  @Nullable String command;

  @Option(
      names = "--tz",
      paramLabel = "ZONE",
      description =
          "The time zone, by name or as an offset: Europe/Berlin, +02:00 (default: that of this "
              + "system).")
  @Nullable String tz;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Not before; intervals such as every 15m are counted from it (default: now).")
  @Nullable String from;

  @Option(names = "--until", paramLabel = "TIME", description = "Not after that.")
  @Nullable String until;

  @Option(
      names = "--catch-up",
      paramLabel = "HOW",
      description =
          "What to do about times that passed while no worker was running: none, last (one run "
              + "for all of them, the default) or all (each, the oldest first, at most 1,000).")
  @Nullable String catchUp;

  @Option(
      names = "--catch-up-window",
      paramLabel = "DURATION",
      description = "With --catch-up all, nothing older than that is made up for (default: 7d).")
  @Nullable String catchUpWindow;

  @Option(
      names = "--overlap",
      paramLabel = "HOW",
      description =
          "What to do if the last job has not ended: skip (enqueue none, the default), queue (one "
              + "waits for its end), allow (both run) or replace (that one is cancelled).")
  @Nullable String overlap;

  @Option(
      names = "--jitter",
      paramLabel = "DURATION",
      description =
          "Run up to so much later than the time, each time differently, so that not everything "
              + "begins at once.")
  @Nullable String jitter;

  @Option(
      names = "--pause-after",
      paramLabel = "N",
      description = "Pause it when so many of its jobs in a row are dead.")
  @Nullable String pauseAfter;

  @Option(
      names = "--late",
      paramLabel = "DURATION",
      description =
          "It is late if no run has completed so long after its time: status, doctor, why and an "
              + "event say so.")
  @Nullable String late;

  private final PlanOptions plan = new PlanOptions(ScheduleDraft.NOT_OF_A_SCHEDULE);

  @Mixin final CommandSpec flags = plan.flags();

  @Option(
      names = {"-e", "--env"},
      paramLabel = "NAME[=VALUE]",
      description =
          "A variable for the job's environment; without =VALUE it has the value that it has here. "
              + "May be repeated.")
  List<String> env = List.of();

  @Option(
      names = "--cwd",
      paramLabel = "DIR",
      description = "The job's working directory (default: the current one).")
  @Nullable String cwd;

  @Option(
      names = "--stdin",
      paramLabel = "FILE",
      description =
          "What each job reads from standard input, up to 1 MiB; - is what this command reads.")
  @Nullable String stdin;

  /// What was given.
  ///
  /// @param variables of whoever gives it
  ScheduleDraft draft(Map<String, String> variables, PipedInput input) {
    var job = new JobDraft().putIfGiven(input.given(stdin));
    plan.describe(job);
    job.putIfGiven(JobField.COMMAND, command).putIfGiven(JobField.CWD, cwd);
    NewJobOptions.putEnv(job, env, variables);
    return new ScheduleDraft(job)
        .putIfGiven(ScheduleField.CRON, cron)
        .putIfGiven(ScheduleField.TZ, tz)
        .putIfGiven(ScheduleField.FROM, from)
        .putIfGiven(ScheduleField.UNTIL, until)
        .putIfGiven(ScheduleField.CATCH_UP, catchUp)
        .putIfGiven(ScheduleField.CATCH_UP_WINDOW, catchUpWindow)
        .putIfGiven(ScheduleField.OVERLAP, overlap)
        .putIfGiven(ScheduleField.JITTER, jitter)
        .putIfGiven(ScheduleField.PAUSE_AFTER, pauseAfter)
        .putIfGiven(ScheduleField.LATE, late);
  }
}
