package dev.queuectl.cli;

import dev.queuectl.Job;
import dev.queuectl.JobQuery;
import dev.queuectl.JobState;
import dev.queuectl.QueueException;
import dev.queuectl.report.JobPages;
import io.micronaut.context.annotation.Prototype;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.Spliterators;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
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
    footer = {
      "  queuectl dlq retry nightly-backup",
      "  queuectl dlq retry --all",
      "  queuectl dlq retry --group 4k7t2m   # as dlq analyze names it"
    })
final class DlqRetryCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", arity = "0..*", description = "The jobs.")
  List<String> words = List.of();

  @Option(names = "--id", paramLabel = "ID", description = "A job, too.")
  List<String> ids = List.of();

  @Option(names = "--all", description = "All dead jobs.")
  boolean all;

  @Option(
      names = {"-g", "--group"},
      paramLabel = "GROUP",
      description = "All that died of the same, as dlq analyze groups them.")
  @Nullable String group;

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
    var ways = (given.isEmpty() ? 0 : 1) + (all ? 1 : 0) + (group == null ? 0 : 1);
    if (ways != 1) {
      throw new QueueException.Invalid(
          "either ids, --group or --all must be given", "See queuectl dlq list.");
    }
    var code =
        given.isEmpty() ? retryMany() : each.apply(given, this::retry, DlqRetryCommand::sentence);
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

  private int retryMany() {
    var count = (group == null ? dead() : groupMembers(group)).filter(this::isRetried).count();
    if (printer.json()) {
      try (var json = printer.json(false)) {
        json.object(() -> json.field("retried", count));
      }
    } else {
      printer.line("%d %s pending again".formatted(count, count == 1 ? "job is" : "jobs are"));
    }
    return 0;
  }

  private Stream<Job> dead() {
    var dead = new JobQuery(Set.of(JobState.DEAD), null, null, JobQuery.Sort.OLDEST, 1);
    return JobPages.of(door.open().jobs(), dead);
  }

  private Stream<Job> groupMembers(String name) {
    var members = door.deadGroups().of(name.strip().toLowerCase(Locale.ROOT)).iterator();
    if (!members.hasNext()) {
      throw new QueueException.NotFound(
          "no dead job is in a group \"" + name + "\"", "See queuectl dlq analyze.");
    }
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(members, 0), false);
  }

  /// Somebody else may have been faster.
  private boolean isRetried(Job job) {
    try {
      door.open().jobs().retry(job.id(), door.now());
      return true;
    } catch (QueueException.NotFound | QueueException.WrongState e) {
      return false;
    }
  }
}
