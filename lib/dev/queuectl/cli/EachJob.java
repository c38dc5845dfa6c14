package dev.queuectl.cli;

import dev.queuectl.Job;
import dev.queuectl.QueueException;
import dev.queuectl.report.JobJson;
import dev.queuectl.report.Printable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Does the same with several jobs: one that cannot is reported and does not keep the others from
/// it.
@Singleton
final class EachJob {
  private final Printer printer;
  private final JobFinder finder;

  EachJob(Printer printer, JobFinder finder) {
    this.printer = printer;
    this.finder = finder;
  }

  /// @param change told an id, returns the job afterwards
  /// @param sentence what to print of it
  /// @return the exit code
  int apply(List<String> ids, Function<String, Job> change, Function<Job, String> sentence) {
    var done = new ArrayList<Job>();
    var failed = false;
    for (var id : ids) {
      try {
        var job = change.apply(id);
        done.add(job);
        if (!printer.json()) {
          printer.line(Printable.line(sentence.apply(job)));
        }
      } catch (QueueException.NotFound | QueueException.WrongState e) {
        var missing = finder.missing(id);
        var nobody = e.getMessage().equals(missing.getMessage());
        printer.complain(Failures.sentence(nobody ? missing : e));
        failed = true;
      }
    }
    if (printer.json()) {
      print(done, ids.size() > 1);
    }
    return failed ? Failures.FAILED : 0;
  }

  private void print(List<Job> jobs, boolean list) {
    try (var json = printer.json(list)) {
      jobs.forEach(job -> json.object(() -> JobJson.fields(json, job, false)));
    }
  }
}
