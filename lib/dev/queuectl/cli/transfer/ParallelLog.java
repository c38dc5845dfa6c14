package dev.queuectl.cli.transfer;

import dev.queuectl.QueueException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The log that GNU parallel writes with `--joblog`. Pure.
final class ParallelLog {
  /// Seq, Host, Starttime, JobRuntime, Send, Receive, Exitval, Signal, Command.
  private static final int COLUMNS = 9;

  private ParallelLog() {}

  static List<ForeignJob> read(Stream<String> rows) {
    // Of a job that was retried there are several lines; the last one counts.
    Map<String, ForeignJob> jobs = new LinkedHashMap<>();
    rows.map(ParallelLog::job).forEach(job -> jobs.put(job.name(), job));
    return List.copyOf(jobs.values());
  }

  private static ForeignJob job(String row) {
    var columns = row.split("\t", COLUMNS);
    if (columns.length < COLUMNS || !columns[0].matches("[0-9]+")) {
      throw new QueueException.Invalid(
          "this line is not a job: " + row,
          "Commands with line breaks cannot be read from such a log.");
    }
    var job = new ForeignJob(columns[0], columns[8]);
    job.succeeded(columns[6].equals("0") && columns[7].equals("0"));
    if (!columns[1].equals(":") && !columns[1].isEmpty()) {
      job.loses("it ran on the host " + columns[1] + "; here it runs on this one");
    }
    if (!columns[4].equals("0")) {
      job.loses("the files that were sent along are missing");
    }
    return job;
  }
}
