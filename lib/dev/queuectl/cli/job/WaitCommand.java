package dev.queuectl.cli.job;

import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.access.JobFinder;
import dev.queuectl.cli.access.ParentJob;
import dev.queuectl.store.JobRef;
import io.micronaut.context.annotation.Prototype;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `wait ID...`, `wait --all`
@Prototype
@Command(
    name = "wait",
    description = {
      "Wait until jobs have ended: completed, dead or cancelled.",
      "Exit code: of one job, its own (128 + signal if killed, 124 if timed out, 125 if never "
          + "started); of several, 1 if any did not complete; 124 if --timeout expires."
    },
    footer = {
      "  queuectl wait nightly-backup",
      "  queuectl wait --all --timeout 10m",
      "  queuectl wait a1 --state processing"
    })
public final class WaitCommand implements Callable<Integer> {
  private static final int TIMED_OUT = 124;

  @Parameters(paramLabel = "ID", arity = "0..*", description = JobFinder.SEVERAL)
  List<String> ids = List.of();

  @Option(
      names = "--all",
      description = "Wait until no job is waiting, running or due for a " + "retry.")
  boolean all;

  @Option(
      names = {"-s", "--state", "--status"},
      paramLabel = "STATE",
      description =
          "Wait until the jobs are in this state. If one ends in another state, the "
              + "exit code is 1.")
  @Nullable String state;

  @Option(
      names = {"-t", "--timeout"},
      paramLabel = "DURATION",
      description = "Give up after this time, with exit code 124.")
  @Nullable String timeout;

  private static final int NAMED = 3;

  private final CommandContext context;
  private final JobPrinter report;
  private final Waiting waiting;
  private final ParentJob parent;

  WaitCommand(CommandContext context, JobPrinter report, Waiting waiting, ParentJob parent) {
    this.context = context;
    this.report = report;
    this.waiting = waiting;
    this.parent = parent;
  }

  @Override
  public Integer call() {
    if (ids.isEmpty() != all || all && state != null) {
      throw new QueueException.Invalid(
          "give ids (with or without --state), or --all", "See queuectl wait --help.");
    }
    var until =
        timeout == null ? Instant.MAX : context.now().plus(Durations.parse("--timeout", timeout));
    var jobs = waiting.named(ids);
    noteWhy(jobs);
    if (timeout == null) {
      unfinished(jobs).forEach(job -> parent.refuseToWaitForEver(job, ""));
    }
    var code =
        all
            ? waiting.forAll(until)
            : waiting.forJobs(jobs, state == null ? null : JobState.of(state), until);
    if (code.isEmpty()) {
      context.printer().complain("timed out; still unfinished" + left(jobs) + ".");
      return TIMED_OUT;
    }
    return code.getAsInt();
  }

  /// Shows a person what the first jobs are waiting for: it may be something that person must do.
  private void noteWhy(List<Job> jobs) {
    if (context.console().errTerminal()) {
      unfinished(jobs)
          .forEach(
              job ->
                  context
                      .printer()
                      .note(job.id() + ": " + report.words(report.why(job).getFirst())));
    }
  }

  private List<Job> unfinished(List<Job> jobs) {
    return jobs.stream()
        .flatMap(job -> context.open().jobs().find(new JobRef.Itself(job)).stream())
        .filter(job -> !job.state().isFinal())
        .limit(NAMED)
        .toList();
  }

  private String left(List<Job> jobs) {
    var left =
        unfinished(jobs).stream().map(job -> job.id() + " (" + job.state().word() + ")").toList();
    return left.isEmpty() ? " jobs" : ": " + String.join(", ", left);
  }
}
