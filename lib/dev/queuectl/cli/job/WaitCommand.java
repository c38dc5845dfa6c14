package dev.queuectl.cli.job;

import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.access.JobFinder;
import dev.queuectl.cli.access.KnownQueues;
import dev.queuectl.cli.access.ParentJob;
import dev.queuectl.store.JobRef;
import io.micronaut.context.annotation.Prototype;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `wait ID...`, `wait --queue Q`, `wait --all`
@Prototype
@Command(
    name = "wait",
    description = {
      "Wait until jobs have ended: completed, dead or cancelled. If none of them will start by "
          + "itself, it says why and keeps waiting.",
      "Instead of ids, use options to wait until no job matches that has not ended, including "
          + "those added meanwhile; --state ready,retrying,processing does not wait for jobs that "
          + "are held or scheduled. With ids, --state waits until they are in that state; if one "
          + "ends in another state, the exit code is 1.",
      "Exit code: of one job, its own (128 + signal if killed, 124 if timed out, 125 if never "
          + "started); of several, 1 if any did not complete; with options instead of ids, 1 if any "
          + "failed while it waited; 124 if --timeout expires."
    },
    footer = {
      "  queuectl wait nightly-backup",
      "  queuectl wait --queue mail --timeout 10m",
      "  queuectl wait --all",
      "  queuectl wait a1 --state processing"
    })
public final class WaitCommand implements Callable<Integer> {
  private static final int TIMED_OUT = 124;
  private static final Set<JobState> UNFINISHED =
      EnumSet.of(JobState.PENDING, JobState.PROCESSING, JobState.FAILED);
  private static final String HINT =
      "to leave out jobs that are held or scheduled: queuectl wait --state ready,retrying,processing";

  @Parameters(paramLabel = "ID", arity = "0..*", description = JobFinder.SEVERAL)
  List<String> ids = List.of();

  @Option(names = "--all", description = "Wait until no job is waiting, running or to be retried.")
  boolean all;

  @Mixin FilterOptions filter = new FilterOptions();

  @Option(
      names = {"-t", "--timeout"},
      paramLabel = "DURATION",
      description = "Give up after this time, with exit code 124.")
  @Nullable String timeout;

  private static final int NAMED = 3;

  private final CommandContext context;
  private final KnownQueues queues;
  private final JobPrinter report;
  private final Waiting waiting;
  private final ParentJob parent;

  WaitCommand(
      CommandContext context,
      KnownQueues queues,
      JobPrinter report,
      Waiting waiting,
      ParentJob parent) {
    this.context = context;
    this.queues = queues;
    this.report = report;
    this.waiting = waiting;
    this.parent = parent;
  }

  @Override
  public Integer call() {
    var isMany = all || filter.isGiven() && (ids.isEmpty() || !filter.isOnlyOfState());
    if (ids.isEmpty() != isMany) {
      throw new QueueException.Invalid(
          "give ids (with or without --state), or --all or options such as --queue to say which "
              + "jobs to wait for",
          "See queuectl wait --help.");
    }
    var until =
        timeout == null ? Instant.MAX : context.now().plus(Durations.parse("--timeout", timeout));
    return isMany ? forAll(until) : forNamed(until);
  }

  private int forNamed(Instant until) {
    if (filter.states.size() > 1) {
      throw new QueueException.Invalid(
          "with ids, --state takes one state", "See queuectl wait --help.");
    }
    var wanted = filter.states.isEmpty() ? null : JobState.of(filter.states.getFirst());
    var jobs = waiting.named(ids);
    refuseToWaitForEver(unfinished(jobs));
    var notes = new WaitNotes(context, report, parent.id(), "");
    var code = waiting.forJobs(jobs, wanted, until, () -> notes.look(() -> unfinished(jobs)));
    return code.orElseGet(() -> timedOut("still unfinished: " + named(unfinished(jobs))));
  }

  private int forAll(Instant until) {
    var meant = filter.read(context);
    var states = meant.statesFor(UNFINISHED::contains);
    if (states.isEmpty()) {
      throw new QueueException.Invalid(
          "jobs that are %s have ended already".formatted(String.join(" or ", filter.states)),
          "Leave out --state.");
    }
    context.access().openToStay();
    queues.missing(meant.queue()).ifPresent(context.printer()::note);
    var within = parent.id();
    var hint = meant.states().isEmpty() ? HINT : "";
    var notes = new WaitNotes(context, report, within, hint);
    var others = waiting.unfinished(meant.in(states), within);
    refuseToWaitForEver(others.first(NAMED));
    var code = waiting.forAll(meant, others, until, () -> notes.look(() -> some(others)));
    return code.orElseGet(() -> timedOut(notes.left(some(others))));
  }

  /// Looks at the first of them.
  private void refuseToWaitForEver(List<Job> jobs) {
    if (timeout == null) {
      jobs.stream().limit(NAMED).forEach(job -> parent.refuseToWaitForEver(job, ""));
    }
  }

  private static List<Job> some(Waiting.Unfinished jobs) {
    return jobs.first(WaitNotes.MOST + 1);
  }

  private int timedOut(String left) {
    context.printer().complain("timed out; %s.".formatted(left));
    return TIMED_OUT;
  }

  private List<Job> unfinished(List<Job> jobs) {
    return jobs.stream()
        .flatMap(job -> context.open().jobs().find(new JobRef.Itself(job)).stream())
        .filter(job -> !job.state().isFinal())
        .toList();
  }

  private static String named(List<Job> jobs) {
    var first =
        jobs.stream()
            .limit(NAMED)
            .map(job -> job.id() + " (" + job.state().word() + ")")
            .collect(Collectors.joining(", "));
    var others = jobs.size() - NAMED;
    return others > 0 ? "%s and %s".formatted(first, Numbers.counted(others, "other")) : first;
  }
}
