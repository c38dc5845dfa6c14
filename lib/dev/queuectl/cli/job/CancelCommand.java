package dev.queuectl.cli.job;

import dev.queuectl.JobVerb;
import dev.queuectl.Words;
import dev.queuectl.cli.access.JobFinder;
import dev.queuectl.cli.console.Confirmation;
import dev.queuectl.cli.console.Failures;
import io.micronaut.context.annotation.Prototype;
import java.util.TreeSet;
import picocli.CommandLine.Command;

/// `cancel ID...`, `cancel --state S --text T`
@Prototype
@Command(
    name = "cancel",
    description = {
      "Cancel jobs: waiting ones at once, running ones with TERM and, after kill_grace, KILL.",
      "Instead of ids, use options to cancel all jobs that match; queuectl list with the same "
          + "options shows them.",
      "Jobs that wait for the success or failure of one are cancelled with it; on a terminal it asks "
          + "before that are more than 10.",
      "Also: kill."
    },
    footer = {
      "  queuectl cancel nightly-backup",
      "  queuectl cancel a1 a2 a3",
      "  queuectl cancel --state pending --text ffmpeg --since 2h"
    })
public final class CancelCommand extends ChangeCommand {
  private static final int MOST_COUNTED = 100_000;

  /// Somebody who cancels a job may not have thought of so many others.
  private static final int MANY = 10;

  private final JobFinder finder;
  private final Confirmation confirmation;

  CancelCommand(EachJob each, BulkChange bulk, JobFinder finder, Confirmation confirmation) {
    super(JobVerb.CANCEL, each, bulk);
    this.finder = finder;
    this.confirmation = confirmation;
  }

  @Override
  public Integer call() {
    if (!yes && bulk.context().console().inTerminal() && !ids.isEmpty() && !isMeant()) {
      bulk.context().printer().note("nothing was cancelled.");
      return Failures.FAILED;
    }
    return super.call();
  }

  /// Of what waits for one of them.
  private boolean isMeant() {
    var jobs = bulk.context().open().jobs();
    var others = new TreeSet<String>();
    for (var id : ids) {
      others.addAll(jobs.wouldSkip(finder.named(id).seq(), MOST_COUNTED));
    }
    ids.forEach(others::remove);
    return others.size() <= MANY
        || confirmation.ask(
            "Cancel %s, and %s".formatted(Words.few(ids), EachJob.waiting(others.size())),
            "cancelled");
  }
}
