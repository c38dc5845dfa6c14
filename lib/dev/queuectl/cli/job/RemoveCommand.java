package dev.queuectl.cli.job;

import dev.queuectl.Durations;
import dev.queuectl.JobAction;
import dev.queuectl.JobQuery;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.StoreDoor;
import io.micronaut.context.annotation.Prototype;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `remove ID...`, `remove --state S --older-than D`
@Prototype
@Command(
    name = "remove",
    description = {
      "Remove jobs that are not running, with their history and output.",
      "Also: rm, delete."
    },
    footer = {
      "  queuectl remove nightly-backup",
      "  queuectl remove --state completed --older-than 7d",
      "  queuectl remove --state cancelled --yes"
    })
public final class RemoveCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", arity = "0..*", description = "The jobs.")
  List<String> ids = List.of();

  @Option(
      names = {"-s", "--state", "--status"},
      paramLabel = "STATE",
      split = ",",
      description = "All jobs in this state, or in these.")
  List<String> states = List.of();

  @Option(
      names = "--older-than",
      paramLabel = "DURATION",
      description =
          "All jobs that did not change for so long; of ended ones, if no state is given.")
  @Nullable String olderThan;

  @Option(
      names = {"-q", "--queue"},
      paramLabel = "NAME",
      description = "With --state or --older-than: only those of this queue.")
  @Nullable String queue;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  boolean yes;

  private final StoreDoor door;
  private final EachJob each;
  private final BulkRemoval removal;

  RemoveCommand(StoreDoor door, EachJob each, BulkRemoval removal) {
    this.door = door;
    this.each = each;
    this.removal = removal;
  }

  @Override
  public Integer call() {
    var many = !states.isEmpty() || olderThan != null;
    if (ids.isEmpty() == !many || queue != null && !many) {
      throw new QueueException.Invalid(
          "either ids or --state and --older-than must say which jobs to remove",
          "See queuectl remove --help.");
    }
    return many
        ? removal.remove(query(), what(), yes)
        : each.apply(ids, new JobAction.Verb(JobVerb.REMOVE), job -> job.id() + " removed");
  }

  private JobQuery query() {
    var before =
        olderThan == null ? null : door.now().minus(Durations.parse("--older-than", olderThan));
    return new JobQuery(states(), queue, before, JobQuery.Sort.OLDEST, 1);
  }

  private EnumSet<JobState> states() {
    var set = EnumSet.noneOf(JobState.class);
    states.stream().map(JobState::of).forEach(set::add);
    if (set.contains(JobState.PROCESSING)) {
      throw new QueueException.Invalid("running jobs cannot be removed", "Cancel them first.");
    }
    return set.isEmpty() ? EnumSet.of(JobState.COMPLETED, JobState.DEAD, JobState.CANCELLED) : set;
  }

  private String what() {
    return "Remove all %s jobs%s%s with their output"
        .formatted(
            states().stream().map(JobState::word).collect(Collectors.joining(", ")),
            queue == null ? "" : " of the queue " + queue,
            olderThan == null ? "" : " unchanged for " + olderThan);
  }
}
