package dev.queuectl.cli.job;

import dev.queuectl.QueueException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which jobs are to be changed. To `edit`, `--queue` is where they go.
final class EditFilter extends MatchOptions {
  @Option(
      names = "--from-queue",
      paramLabel = "NAME",
      description = "Only jobs of this queue (--queue is the one they are moved to).")
  @Nullable String fromQueue;

  /// @param moves whether the jobs get another queue
  /// @throws QueueException.Invalid as for any filter
  boolean isInsteadOf(List<String> ids, boolean moves) {
    if (moves && ids.isEmpty() && !isGiven()) {
      throw new QueueException.Invalid(
          "--queue is where the jobs go; give ids, or options such as --from-queue to say which",
          "See queuectl edit --help.");
    }
    return isInsteadOf(ids, false, "edit");
  }

  @Override
  @Nullable String queue() {
    return fromQueue;
  }

  @Override
  String queueOption() {
    return "--from-queue";
  }
}
