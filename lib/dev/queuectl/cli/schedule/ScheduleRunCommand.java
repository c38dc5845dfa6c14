package dev.queuectl.cli.schedule;

import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.report.JobJson;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `schedule run NAME`
@Prototype
@Command(
    name = "run",
    description =
        "Enqueue the job of a schedule now, whatever its next time is, and print the job's id.",
    footer = {
      "  queuectl schedule run nightly",
      "  queuectl wait \"$(queuectl schedule run nightly)\""
    })
public final class ScheduleRunCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The schedule.")
  String name = "";

  private final CommandContext context;

  ScheduleRunCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    var job = context.access().scheduleActions().run(name);
    var printer = context.printer();
    printer.stored(
        "The job " + job.id() + " is stored.",
        () -> {
          if (printer.json()) {
            printer.object(json -> JobJson.fields(json, job, context.now(), false));
          } else {
            var person = printer.terminal() && printer.talkative();
            printer.line(person ? "Enqueued " + job.id() + "." : job.id());
          }
        });
    return 0;
  }
}
