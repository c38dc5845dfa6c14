package dev.queuectl.cli.dlq;

import dev.queuectl.cli.access.JobFinder;
import dev.queuectl.cli.job.JobPrinter;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `dlq show ID`
@Prototype
@Command(
    name = "show",
    description = "Show everything about a dead job.",
    footer = "  queuectl dlq show nightly-backup")
public final class DlqShowCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "ID",
      description = "The job; the beginning of its id is enough, or a part of it.")
  String id = "";

  @Option(
      names = "--all",
      description = "All attempts, not just the newest 50 (JSON has them " + "all).")
  boolean all;

  private final JobFinder finder;
  private final JobPrinter report;

  DlqShowCommand(JobFinder finder, JobPrinter report) {
    this.finder = finder;
    this.report = report;
  }

  @Override
  public Integer call() {
    report.print(() -> finder.deadLike(id), false, all);
    return 0;
  }
}
