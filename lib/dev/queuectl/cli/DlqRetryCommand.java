package dev.queuectl.cli;

import dev.queuectl.Job;
import dev.queuectl.JobQuery;
import dev.queuectl.JobState;
import dev.queuectl.QueueException;
import io.micronaut.context.annotation.Prototype;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `dlq retry ID...`
@Prototype
@Command(
    name = "retry",
    description = {
      "Put dead jobs back to pending, with no attempts counted.",
      "A part of an id will do where only one dead job has it. Also: dlq-retry."
    },
    footer = {"  queuectl dlq retry nightly-backup", "  queuectl dlq retry --all"})
final class DlqRetryCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", arity = "0..*", description = "The jobs.")
  List<String> words = List.of();

  @Option(names = "--id", paramLabel = "ID", description = "A job, too.")
  List<String> ids = List.of();

  @Option(names = "--all", description = "All dead jobs.")
  boolean all;

  private final StoreDoor door;
  private final JobFinder finder;
  private final Printer printer;
  private final EachJob each;

  DlqRetryCommand(StoreDoor door, JobFinder finder, Printer printer, EachJob each) {
    this.door = door;
    this.finder = finder;
    this.printer = printer;
    this.each = each;
  }

  @Override
  public Integer call() {
    var given = new ArrayList<>(words);
    given.addAll(ids);
    if (given.isEmpty() != all) {
      throw new QueueException.Invalid(
          "either ids or --all must be given", "See queuectl dlq list.");
    }
    var code = all ? retryAll() : each.apply(given, this::retry, DlqRetryCommand::sentence);
    door.wakeWorkers();
    return code;
  }

  private Job retry(String part) {
    var id = finder.deadLike(part).id();
    return door.open().jobs().retry(id, door.now());
  }

  private static String sentence(Job job) {
    return job.id() + " is pending again";
  }

  private int retryAll() {
    var jobs = door.open().jobs();
    var dead = new JobQuery(java.util.Set.of(JobState.DEAD), null, null, JobQuery.Sort.OLDEST, 1);
    var count = JobPages.of(jobs, dead).filter(job -> isRetried(job.id())).count();
    if (printer.json()) {
      try (var json = printer.json(false)) {
        json.object(() -> json.field("retried", count));
      }
    } else {
      printer.line("%d %s pending again".formatted(count, count == 1 ? "job is" : "jobs are"));
    }
    return 0;
  }

  /// Somebody else may have been faster.
  private boolean isRetried(String id) {
    try {
      door.open().jobs().retry(id, door.now());
      return true;
    } catch (QueueException.NotFound | QueueException.WrongState e) {
      return false;
    }
  }
}
