package dev.queuectl.cli.job;

import dev.queuectl.cli.access.JobFinder;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `show ID`
@Prototype
@Command(
    name = "show",
    description = {
      "Show everything about a job: its options, its attempts and why it is not running.",
      "Also: info, job, get, status ID."
    },
    footer = {"  queuectl show nightly-backup", "  queuectl show nightly-backup --json"})
public final class ShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = JobFinder.ONE)
  String id = "";

  @Option(names = "--show-env", description = "Also show the values of its environment.")
  boolean showEnv;

  @Option(
      names = "--all",
      description = "All attempts, not just the newest 50 (JSON has them " + "all).")
  boolean all;

  private final JobFinder finder;
  private final JobPrinter report;

  ShowCommand(JobFinder finder, JobPrinter report) {
    this.finder = finder;
    this.report = report;
  }

  @Override
  public Integer call() {
    report.print(() -> finder.named(id), showEnv, all);
    return 0;
  }
}
