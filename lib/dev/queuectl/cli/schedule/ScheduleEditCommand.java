package dev.queuectl.cli.schedule;

import dev.queuectl.QueueException;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.job.PipedInput;
import dev.queuectl.report.schedule.ScheduleText;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `schedule edit NAME`
@Prototype
@Command(
    name = "edit",
    description = {
      "Change a schedule: what is not given stays as it is, and default undoes what was given "
          + "before. Jobs that it has made stay as they are, and no time that has passed is made "
          + "up for.",
      "Also: schedule update."
    },
    footer = {
      "  queuectl schedule edit nightly --cron '0 3 * * *'",
      "  queuectl schedule edit nightly --timeout 2h --overlap allow"
    })
public final class ScheduleEditCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The schedule.")
  String name = "";

  @Mixin ScheduleOptions options = new ScheduleOptions();

  private final CommandContext context;
  private final PipedInput input;
  private final ScheduleReport report;

  ScheduleEditCommand(CommandContext context, PipedInput input, ScheduleReport report) {
    this.context = context;
    this.input = input;
    this.report = report;
  }

  @Override
  public Integer call() {
    var draft = options.draft(context.console().env(), input);
    if (draft.isEmpty()) {
      throw new QueueException.Invalid(
          "there is nothing to change",
          "For example: queuectl schedule edit %s --cron '0 3 * * *'".formatted(name));
    }
    var defaults = context.jobDefaults();
    var edited =
        context
            .access()
            .scheduleActions()
            .edit(
                name,
                old -> draft.otherwise(old).toSchedule(defaults.in(old.job().surroundings())));
    report.result(
        edited,
        "Changed %s: %s. %s"
            .formatted(
                name,
                ScheduleText.rule(edited.timetable(), edited.zone()),
                edited.isPaused() ? "It is paused." : ScheduleText.next(edited, 2, context.now())));
    return 0;
  }
}
