package dev.queuectl.cli.transfer;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.access.KnownQueues;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.ValueOrNone;
import dev.queuectl.process.output.OutputEnd;
import dev.queuectl.report.JsonOut;
import dev.queuectl.report.Output;
import dev.queuectl.report.Times;
import dev.queuectl.report.run.JobRun;
import dev.queuectl.report.run.JunitXml;
import dev.queuectl.report.run.MarkdownReport;
import io.micronaut.context.annotation.Prototype;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `report`
@Prototype
@Command(
    name = "report",
    description = {
      "Write a report for CI: of one queue, of the jobs enqueued since a time, or of all jobs.",
      "In JUnit XML, completed jobs are passed, dead ones failed, cancelled ones skipped, and unfinished ones errors."
    },
    footer = {
      "  queuectl report --junit report.xml",
      "  queuectl report --markdown --since 1h >> \"$GITHUB_STEP_SUMMARY\"",
      "  queuectl report --queue deploy --junit deploy.xml --exit-code"
    })
public final class ReportCommand implements Callable<Integer> {
  private static final int PRINTED_BYTES = 4096;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Write JUnit XML to this file; - is standard output.")
  @Nullable String junit;

  @Option(
      names = {"--markdown", "--md"},
      paramLabel = "FILE",
      arity = "0..1",
      fallbackValue = "-",
      preprocessor = ValueOrNone.class,
      description = "Write a Markdown summary to this file (default: standard output).")
  @Nullable String markdown;

  @Option(
      names = {"-q", "--queue"},
      paramLabel = "NAME",
      description = "Only jobs of this queue.")
  @Nullable String queue;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only jobs enqueued since: a time, or how long ago.")
  @Nullable String since;

  @Option(names = "--all", description = "In Markdown, show all dead jobs, not just the newest 50.")
  boolean all;

  @Option(names = "--exit-code", description = "Exit 1 if a job died or has not ended.")
  boolean exitCode;

  private final CommandContext context;
  private final KnownQueues queues;

  ReportCommand(CommandContext context, KnownQueues queues) {
    this.context = context;
    this.queues = queues;
  }

  @Override
  public Integer call() {
    if (junit == null && markdown == null || "-".equals(junit) && "-".equals(markdown)) {
      throw new QueueException.Invalid(
          junit == null ? "no report was asked for" : "two reports cannot go to standard output",
          "Give --junit FILE, --markdown FILE or both.");
    }
    var store = context.access().openExisting();
    queues.missing(queue).ifPresent(context.printer()::note);
    var run = new JobRun(store.jobs(), queue, since == null ? null : time(since));
    return store.snapshot(() -> write(run));
  }

  /// Both reports, their totals and the exit code say the same, while workers go on.
  private int write(JobRun run) {
    if (junit != null) {
      var at = JsonOut.time(context.access().now()).replaceFirst("\\..*", "");
      write(junit, out -> new JunitXml(out, this::printed).write(run, at));
    }
    if (markdown != null) {
      write(markdown, out -> new MarkdownReport(out, this::printed, all).write(run));
    }
    return exitCode && !isGood(run.summary()) ? Failures.FAILED : 0;
  }

  private static boolean isGood(JobRun.Summary summary) {
    return summary.count(JobState.DEAD) == 0 && summary.unfinished() == 0;
  }

  private Instant time(String text) {
    return Times.past("--since", text, context.now(), context.console().zone().get());
  }

  private void write(String file, Consumer<Output> report) {
    if (file.equals("-")) {
      report.accept(context.printer().out());
      return;
    }
    try (var stream = Files.newOutputStream(context.console().cwd().resolve(file))) {
      var out = new Output(stream);
      report.accept(out);
      out.flush();
    } catch (IOException e) {
      throw new QueueException.Invalid(
          "the file %s cannot be written: %s".formatted(file, reason(e)), "Choose another file.");
    }
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException
        ? "there is no such directory"
        : String.valueOf(e.getMessage());
  }

  /// What it wrote to standard error or, if that is nothing, to standard output.
  private String printed(Job job) {
    try {
      var output = context.access().logs().reading(job.seq(), job.lastAttempt());
      var stderr = OutputEnd.of(output.stderr(), PRINTED_BYTES);
      return stderr.isBlank() ? OutputEnd.of(output.stdout(), PRINTED_BYTES) : stderr;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
