package dev.queuectl.cli.job;

import dev.queuectl.cli.access.JobFinder;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.report.JobJson;
import dev.queuectl.report.Printable;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `why ID`
@Prototype
@Command(
    name = "why",
    description = "Say exactly why a job is not running.",
    footer = "  queuectl why nightly-backup")
public final class WhyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = JobFinder.ONE)
  String id = "";

  private final JobFinder finder;
  private final JobPrinter report;
  private final Printer printer;

  WhyCommand(JobFinder finder, JobPrinter report, Printer printer) {
    this.finder = finder;
    this.report = report;
    this.printer = printer;
  }

  @Override
  public Integer call() {
    var job = finder.named(id);
    var reasons = report.why(job);
    if (!printer.json()) {
      reasons.forEach(reason -> printer.line(Printable.line(report.words(reason))));
      return 0;
    }
    printer.object(
        json -> {
          json.field("id", job.id());
          json.field("state", job.state().word());
          JobJson.why(json, reasons, report::words);
        });
    return 0;
  }
}
