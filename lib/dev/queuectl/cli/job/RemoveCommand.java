package dev.queuectl.cli.job;

import dev.queuectl.Durations;
import dev.queuectl.JobAction.Way;
import dev.queuectl.JobFilter;
import dev.queuectl.JobVerb;
import dev.queuectl.cli.access.StoreAccess;
import io.micronaut.context.annotation.Prototype;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
public final class RemoveCommand extends ChangeCommand {
  @Option(
      names = "--older-than",
      paramLabel = "DURATION",
      description = "Only jobs that have not changed for this long.")
  @Nullable String olderThan;

  @Option(
      names = "--dependents",
      description = "Also remove the jobs that wait for them and have not run.")
  boolean dependents;

  private final StoreAccess access;

  RemoveCommand(StoreAccess access, EachJob each, BulkChange bulk) {
    super(JobVerb.REMOVE, each, bulk);
    this.access = access;
  }

  @Override
  Way way() {
    return dependents ? Way.WITH_DEPENDENTS : Way.USUAL;
  }

  @Override
  boolean isFilterGiven() {
    return olderThan != null;
  }

  @Override
  JobFilter filter(JobFilter shared) {
    return olderThan == null
        ? shared
        : shared.updatedBefore(access.now().minus(Durations.parse("--older-than", olderThan)));
  }

  @Override
  String phrase(String shared) {
    return shared + (olderThan == null ? "" : " unchanged for " + olderThan);
  }
}
