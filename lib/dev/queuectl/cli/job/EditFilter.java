package dev.queuectl.cli.job;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which jobs are to be changed. To `edit`, `--queue` is where they go.
final class EditFilter extends MatchOptions {
  @Option(
      names = "--from-queue",
      paramLabel = "NAME",
      description = "Only jobs of this queue (--queue is the one they are moved to).")
  @Nullable String fromQueue;

  @Override
  @Nullable String queue() {
    return fromQueue;
  }

  @Override
  String queueOption() {
    return "--from-queue";
  }
}
