package dev.queuectl.cli.job;

import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.cli.console.Confirmation;
import dev.queuectl.cli.console.Failures;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `cancel ID...`, `cancel --state S --text T`
@Prototype
@Command(
    name = "cancel",
    description = {
      "Cancel jobs: waiting ones at once, running ones with TERM and, after kill_grace, KILL.",
      "Instead of ids, use options to cancel all jobs that match; queuectl list with the same "
          + "options shows them.",
      "Also: kill."
    },
    footer = {
      "  queuectl cancel nightly-backup",
      "  queuectl cancel a1 a2 a3",
      "  queuectl cancel --state pending --text ffmpeg --since 2h"
    })
public final class CancelCommand implements Callable<Integer> {
  private static final Set<JobState> UNFINISHED =
      Set.of(JobState.PENDING, JobState.PROCESSING, JobState.FAILED);

  @Parameters(paramLabel = "ID", arity = "0..*", description = "The jobs.")
  List<String> ids = List.of();

  @Mixin FilterOptions filter = new FilterOptions();

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask before cancelling all that match.")
  boolean yes;

  private final CommandContext context;
  private final EachJob each;
  private final BulkChange bulk;
  private final Confirmation confirmation;

  CancelCommand(CommandContext context, EachJob each, BulkChange bulk, Confirmation confirmation) {
    this.context = context;
    this.each = each;
    this.bulk = bulk;
    this.confirmation = confirmation;
  }

  @Override
  public Integer call() {
    if (filter.isInsteadOf(ids, false, JobVerb.CANCEL)) {
      return cancelAll();
    }
    return each.apply(ids, new JobAction.Verb(JobVerb.CANCEL), CancelCommand::sentence);
  }

  private int cancelAll() {
    var jobs = filter.read(context, JobVerb.CANCEL, UNFINISHED);
    if (!yes && !confirmation.ask("Cancel " + filter.phrase(jobs), "cancelled")) {
      context.printer().note("nothing was cancelled.");
      return Failures.FAILED;
    }
    return bulk.apply(JobVerb.CANCEL, jobs);
  }

  private static String sentence(Job job) {
    return job.state() == JobState.PROCESSING
        ? job.id() + " is running; its worker will cancel it."
        : "Cancelled " + job.id() + ".";
  }
}
