package dev.queuectl.cli.job;

import dev.queuectl.JobAction;
import dev.queuectl.JobVerb;
import dev.queuectl.Numbers;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Confirmation;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.report.JobPages;
import dev.queuectl.store.JobQuery;
import jakarta.inject.Singleton;

/// Removes all jobs that match, once that is confirmed.
@Singleton
public final class BulkRemoval {
  private final StoreAccess access;
  private final Printer printer;
  private final Confirmation confirmation;

  BulkRemoval(StoreAccess access, Printer printer, Confirmation confirmation) {
    this.access = access;
    this.printer = printer;
    this.confirmation = confirmation;
  }

  /// @param what it does, for the question
  /// @return the exit code
  public int remove(JobQuery query, String what, boolean confirmed) {
    if (!confirmed && !confirmation.ask(what)) {
      printer.note("nothing was removed.");
      return Failures.FAILED;
    }
    var count = remove(query);
    printer.result(
        "Removed " + Numbers.counted(count, "job") + ".", json -> json.field("removed", count));
    return 0;
  }

  /// What nothing indexes is looked for once, from the first job to the last.
  private long remove(JobQuery query) {
    if (!query.filter().asksWhatJobsSay()) {
      return access.actions().removeAll(query);
    }
    var action = new JobAction.Verb(JobVerb.REMOVE, query.filter());
    return access.actions().changeAll(action, JobPages.of(access.open().jobs(), query)).count();
  }
}
