package dev.queuectl.cli.dlq;

import dev.queuectl.JobFilter;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.StoreAccess;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The dead jobs of one cause.
final class GroupOption {
  @Option(
      names = {"-g", "--group"},
      paramLabel = "GROUP",
      description = "Only the dead jobs of this group; dlq analyze shows them.")
  @Nullable String group;

  boolean isGiven() {
    return group != null;
  }

  /// The name as it is stored; only if one is given.
  String name() {
    return String.valueOf(group).strip().toLowerCase(Locale.ROOT);
  }

  /// Which jobs are in the group; only if one is given.
  ///
  /// @throws QueueException.NotFound if no dead job is
  JobFilter jobs(StoreAccess access) {
    access.actions().nameCauses();
    if (access.open().causes().group(name()).isEmpty()) {
      throw new QueueException.NotFound(
          "there is no group \"" + group + "\"", "See queuectl dlq analyze.");
    }
    return JobFilter.ALL.diedOf(name());
  }
}
