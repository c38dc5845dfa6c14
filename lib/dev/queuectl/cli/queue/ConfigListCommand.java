package dev.queuectl.cli.queue;

import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `config list`
@Prototype
@Command(
    name = "list",
    description = {
      "List every key with its value, its default and where the value comes from.",
      "Also: config, config show."
    },
    footer = {"  queuectl config list", "  queuectl config list --json"})
public final class ConfigListCommand implements Callable<Integer> {
  @Option(names = "--all", description = "All keys (the default).")
  boolean all;

  private final ConfigTable table;

  ConfigListCommand(ConfigTable table) {
    this.table = table;
  }

  @Override
  public Integer call() {
    table.print();
    return 0;
  }
}
