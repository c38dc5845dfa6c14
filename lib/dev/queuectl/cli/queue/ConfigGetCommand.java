package dev.queuectl.cli.queue;

import dev.queuectl.cli.access.StoreAccess;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `config get K`
@Prototype
@Command(
    name = "get",
    description = {
      "Print the value of a key and nothing else.",
      "Without a key, print them all: where it is no terminal, as key=value."
    },
    footer = {"  queuectl config get max_retries", "  queuectl config get max-retries"})
public final class ConfigGetCommand implements Callable<Integer> {
  @Parameters(paramLabel = "KEY", arity = "0..1", description = "The key.")
  @Nullable String key;

  private final StoreAccess access;
  private final ConfigTable table;
  private final ConfigKeys keys;

  ConfigGetCommand(StoreAccess access, ConfigTable table, ConfigKeys keys) {
    this.access = access;
    this.table = table;
    this.keys = keys;
  }

  @Override
  public Integer call() {
    if (key == null) {
      table.printPairs();
      return 0;
    }
    var setting = keys.setting(key);
    table.print(setting, keys.shown(key, access.open().config().settings().text(setting)));
    keys.note(key);
    return 0;
  }
}
