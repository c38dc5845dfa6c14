package dev.queuectl.cli.job;

import dev.queuectl.Durations;
import dev.queuectl.JobAction;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.cli.access.CommandContext;
import dev.queuectl.store.JobQuery;
import io.micronaut.context.annotation.Prototype;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `remove ID...`, `remove --state S --text T --older-than D`
@Prototype
@Command(
    name = "remove",
    description = {
      "Remove jobs that are not running, with their history and output.",
      "Instead of ids, use options to remove all jobs that match, of the ended ones if no "
          + "state is given; queuectl list with the same options shows them.",
      "Also: rm, delete."
    },
    footer = {
      "  queuectl remove nightly-backup",
      "  queuectl remove --state completed --older-than 7d",
      "  queuectl remove --state cancelled --yes",
      "  queuectl remove --text ffmpeg --until yesterday"
    })
public final class RemoveCommand implements Callable<Integer> {
  private static final Set<JobState> ENDED =
      Set.of(JobState.COMPLETED, JobState.DEAD, JobState.CANCELLED);

  @Parameters(paramLabel = "ID", arity = "0..*", description = "The jobs.")
  List<String> ids = List.of();

  @Mixin FilterOptions filter = new FilterOptions();

  @Option(
      names = "--older-than",
      paramLabel = "DURATION",
      description = "Only jobs that have not changed for this long.")
  @Nullable String olderThan;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  boolean yes;

  private final CommandContext context;
  private final EachJob each;
  private final BulkRemoval removal;

  RemoveCommand(CommandContext context, EachJob each, BulkRemoval removal) {
    this.context = context;
    this.each = each;
    this.removal = removal;
  }

  @Override
  public Integer call() {
    return filter.isInsteadOf(ids, olderThan != null, JobVerb.REMOVE)
        ? removeAll()
        : each.apply(ids, new JobAction.Verb(JobVerb.REMOVE), job -> "Removed " + job.id() + ".");
  }

  private int removeAll() {
    var before =
        olderThan == null ? null : context.now().minus(Durations.parse("--older-than", olderThan));
    var jobs = filter.read(context, JobVerb.REMOVE, ENDED).updatedBefore(before);
    var age = olderThan == null ? "" : " unchanged for " + olderThan;
    return removal.remove(
        new JobQuery(jobs, JobQuery.Sort.OLDEST, 1),
        "Remove %s%s with their output".formatted(filter.phrase(jobs), age),
        yes);
  }
}
