package dev.queuectl.cli.job;

import dev.queuectl.Job;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.Style;
import dev.queuectl.cli.console.Table;
import dev.queuectl.report.JobJson;
import dev.queuectl.report.JobTree;
import dev.queuectl.report.JsonOut;
import dev.queuectl.report.Printable;
import dev.queuectl.store.JobStore;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Prints lists of jobs.
@Singleton
final class JobTable {
  private static final String[] USUAL = {
    "ID", "STATE", "ATTEMPTS", "PRIORITY", "CREATED", "DUE", "COMMAND"
  };
  private static final String[] VERBOSE = {
    "ID", "STATE", "ATTEMPTS", "PRIORITY", "CREATED", "DUE", "QUEUE", "UPDATED", "ERROR", "COMMAND"
  };

  private static final String INDENT = "  ";

  private final Printer printer;
  private final JobPrinter report;

  JobTable(Printer printer, JobPrinter report) {
    this.printer = printer;
    this.report = report;
  }

  /// @return how many were printed
  long print(Stream<Job> jobs, Extent extent) {
    return printer.json()
        ? json(jobs, extent == Extent.WITH_ENVIRONMENT)
        : extent == Extent.VERBOSE && printer.terminal()
            ? entries(jobs)
            : text(jobs, extent == Extent.VERBOSE);
  }

  /// The same, each job below one for which it waits.
  long tree(Stream<Job> jobs, boolean verbose) {
    var tree = JobTree.of(jobs.toList(), report::parents);
    var table = table(verbose);
    tree.forEach(each -> row(table, each.job(), each.id(), verbose));
    table.print(printer);
    return tree.size();
  }

  /// How much of each job.
  enum Extent {
    USUAL,
    /// In a table: also the queue, when it last changed, and why it failed.
    VERBOSE,
    /// In JSON.
    WITH_ENVIRONMENT
  }

  private long json(Stream<Job> jobs, boolean withEnv) {
    try (var json = printer.json(true)) {
      return jobs.peek(job -> json.object(() -> fields(json, job, withEnv)))
          .mapToLong(_ -> 1)
          .sum();
    }
  }

  private void fields(JsonOut json, Job job, boolean withEnv) {
    JobJson.fields(json, job, report.now(), withEnv);
    report.addTies(json, job);
    if (withEnv) {
      report.surroundings().addEnvironment(json, job);
    }
  }

  /// In tables of some hundred rows, so that long lists are not kept in memory to be aligned.
  private long text(Stream<Job> jobs, boolean verbose) {
    var count = 0L;
    var table = table(verbose);
    for (var each = jobs.iterator(); each.hasNext(); count++) {
      table = table.printedIfLong(printer);
      var job = each.next();
      row(table, job, job.id(), verbose);
    }
    table.print(printer);
    return count;
  }

  private static Table table(boolean verbose) {
    return Table.onOneLine(verbose ? VERBOSE : USUAL)
        .expendable("PRIORITY", "0")
        .expendable("CREATED", "-")
        .expendable("DUE", "-")
        .expendable("ATTEMPTS", "-");
  }

  /// For people who want everything, nothing is shortened: an entry of some lines for each job.
  private long entries(Stream<Job> jobs) {
    return jobs.peek(this::entry).mapToLong(_ -> 1).sum();
  }

  private void entry(Job job) {
    printer.line(printer.styled(Style.BOLD, job.id()));
    var due = report.due(job);
    printer.sentence(
        INDENT
            + "%s, attempts %d/%d, priority %d, queue %s, created %s, updated %s%s"
                .formatted(
                    printer.styled(Style.of(job.state()), job.state().word()),
                    job.attemptsBegun(),
                    job.maxAttempts(),
                    job.priority(),
                    job.queue(),
                    report.shortText(job.createdAt()),
                    report.shortText(job.updatedAt()),
                    due.equals("-") ? "" : job.held() ? ", held" : ", due in " + due),
        INDENT.length());
    var failure = job.failure();
    if (failure != null) {
      printer.sentence(INDENT + "error: " + Printable.line(failure), INDENT.length());
    }
    printer.wrapped(job.command(), INDENT.length());
  }

  private void row(Table table, Job job, String id, boolean verbose) {
    var cells =
        new ArrayList<>(
            List.of(
                id,
                job.state().word(),
                job.attemptsBegun() + "/" + job.maxAttempts(),
                Integer.toString(job.priority()),
                report.shortText(job.createdAt()),
                report.due(job)));
    if (verbose) {
      cells.add(job.queue());
      cells.add(report.shortText(job.updatedAt()));
      cells.add(Objects.requireNonNullElse(job.failure(), "-"));
    }
    cells.add(job.command());
    table.row(Style.of(job.state()), cells.toArray(String[]::new));
  }

  /// Says that there are more than `rows`.
  ///
  /// @param isPart whether the list is but a part of what matches
  void noteRest(JobStore store, JobFilter wanted, boolean isPart, long rows) {
    var matching = matching(store.counts(), wanted);
    if (isPart || wanted.queue() != null || !wanted.isIndexed()) {
      printer.note("%,d shown; there may be more, --all prints all of them.".formatted(rows));
    } else if (matching > rows) {
      printer.note("%,d of %,d shown; --all prints all of them.".formatted(rows, matching));
    }
  }

  private static long matching(Map<JobState, Long> counts, JobFilter wanted) {
    return counts.entrySet().stream()
        .filter(entry -> wanted.states().isEmpty() || wanted.states().contains(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
