package dev.queuectl.cli.job;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which jobs are meant, of which queue, too.
public final class FilterOptions extends MatchOptions {
  @Option(
      names = {"-q", "--queue"},
      paramLabel = "NAME",
      description = "Only jobs of this queue.")
  @Nullable String queue;

  @Option(
      names = "--unique",
      paramLabel = "KEY",
      description = "Only jobs of this key, as enqueue --unique gave it to them.")
  @Nullable String unique;

  @Override
  @Nullable String queue() {
    return queue;
  }

  @Override
  @Nullable String unique() {
    return unique;
  }

  @Override
  String queueOption() {
    return "--queue";
  }
}
