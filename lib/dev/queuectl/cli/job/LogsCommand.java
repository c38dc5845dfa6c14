package dev.queuectl.cli.job;

import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.JobFinder;
import io.micronaut.context.annotation.Prototype;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `logs ID`
@Prototype
@Command(
    name = "logs",
    description = {
      "Print what a job has printed, attempt by attempt.",
      "On a terminal, control characters are shown escaped, unless --raw is given. Also: log, output."
    },
    footer = {
      "  queuectl logs nightly-backup",
      "  queuectl logs nightly-backup --stderr --tail 20",
      "  queuectl logs nightly-backup -f"
    })
public final class LogsCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "The job; the beginning of its id will do.")
  String id = "";

  @Option(
      names = {"-a", "--attempt"},
      paramLabel = "N",
      description = "Only this attempt (default: all; with --stdout, --stderr and -f the newest).")
  @Nullable String attempt;

  @Option(names = "--stdout", description = "Only its standard output, byte for byte.")
  boolean stdout;

  @Option(names = "--stderr", description = "Only its standard error, byte for byte.")
  boolean stderr;

  @Option(
      names = {"-f", "--follow"},
      description =
          "Go on until the job has ended: its output to our output, its errors to our errors.")
  boolean follow;

  @Option(
      names = {"-n", "--tail"},
      paramLabel = "N",
      description = "Only the last N lines of each stream.")
  @Nullable String tail;

  @Option(
      names = "--raw",
      description = "On a terminal, too, print control characters as they are.")
  boolean raw;

  private final JobFinder finder;
  private final LogPrinter logs;
  private final LiveOutput live;

  LogsCommand(JobFinder finder, LogPrinter logs, LiveOutput live) {
    this.finder = finder;
    this.logs = logs;
    this.live = live;
  }

  @Override
  public Integer call() {
    if (stdout && stderr) {
      throw new QueueException.Invalid(
          "--stdout and --stderr cannot both be given", "Give one, or neither for both.");
    }
    var lines =
        tail == null
            ? OptionalInt.empty()
            : OptionalInt.of(Numbers.whole("--tail", tail, 0, Integer.MAX_VALUE));
    var number =
        attempt == null
            ? null
            : (Integer) Numbers.whole("--attempt", attempt, 1, Integer.MAX_VALUE);
    var job = finder.jobLike(id);
    if (follow) {
      live.follow(job, new LiveOutput.Choice(!stderr, !stdout, raw), lines);
      return 0;
    }
    if (stdout || stderr) {
      logs.printStream(job, number, stdout, lines, raw);
    } else {
      logs.print(job, number, lines, raw);
    }
    return 0;
  }
}
