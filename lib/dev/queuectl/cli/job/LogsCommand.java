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
      "Print the output of a job, attempt by attempt.",
      LogsCommand.ON_TERMINALS + " Also: log, output."
    },
    footer = {
      "  queuectl logs nightly-backup",
      "  queuectl logs nightly-backup --stderr --tail 20",
      "  queuectl logs nightly-backup -f",
      "  less $(queuectl logs nightly-backup --path)"
    })
public final class LogsCommand implements Callable<Integer> {
  static final String ON_TERMINALS =
      "A terminal gets the job's colours and progress lines, but no other control sequences.";

  static final String RAW = "Print all control sequences as they are, even on a terminal.";

  @Parameters(paramLabel = "ID", description = JobFinder.ONE)
  String id = "";

  @Option(
      names = {"-a", "--attempt"},
      paramLabel = "N",
      description =
          "Only this attempt (default: all; with --stdout, --stderr, --interleaved or -f the "
              + "newest).")
  @Nullable String attempt;

  @Option(names = "--stdout", description = "Only standard output, byte for byte.")
  boolean stdout;

  @Option(names = "--stderr", description = "Only standard error, byte for byte.")
  boolean stderr;

  @Option(
      names = "--interleaved",
      description =
          "Both in the order in which they were written to, as far as that was seen; of the newest "
              + "attempt, once it has ended.")
  boolean interleaved;

  @Option(
      names = {"-f", "--follow"},
      description =
          "Follow until the job has ended, passing its standard output and standard error "
              + "through.")
  boolean follow;

  @Option(
      names = {"-n", "--tail"},
      paramLabel = "N",
      description = "Only the last N lines of each stream.")
  @Nullable String tail;

  @Option(names = "--raw", description = RAW)
  boolean raw;

  @Option(
      names = "--path",
      description = "Print the names of the files that the output is in, for other programs.")
  boolean path;

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
          "--stdout and --stderr cannot be combined", "Give one, or neither for both.");
    }
    if (interleaved && (stdout || stderr || follow || path)) {
      throw new QueueException.Invalid(
          "--interleaved cannot be combined with --stdout, --stderr, --follow or --path",
          "Give only one of them.");
    }
    var lines =
        tail == null
            ? OptionalInt.empty()
            : OptionalInt.of(Numbers.whole("--tail", tail, 0, Integer.MAX_VALUE));
    var number =
        attempt == null
            ? null
            : (Integer) Numbers.whole("--attempt", attempt, 1, Integer.MAX_VALUE);
    var job = finder.named(id);
    if (path) {
      logs.printPaths(job, number, stdout, stderr);
      return 0;
    }
    if (follow) {
      live.follow(job, new LiveOutput.Choice(!stderr, !stdout, raw), lines);
      return 0;
    }
    if (interleaved) {
      logs.printInterleaved(job, number, lines, raw);
    } else if (stdout || stderr) {
      logs.printStream(job, number, stdout, lines, raw);
    } else {
      logs.print(job, number, lines, raw);
    }
    return 0;
  }
}
