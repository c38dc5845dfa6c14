package dev.queuectl.cli.queue;

import dev.queuectl.Setting;
import dev.queuectl.cli.access.StoreAccess;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `config reset K`
@Prototype
@Command(
    name = "reset",
    description = {"Reset a key to its default value.", "Also: config unset."},
    footer = "  queuectl config reset max_retries")
public final class ConfigResetCommand implements Callable<Integer> {
  @Parameters(paramLabel = "KEY", description = "The key.")
  String key = "";

  private final StoreAccess access;
  private final ConfigTable table;

  ConfigResetCommand(StoreAccess access, ConfigTable table) {
    this.access = access;
    this.table = table;
  }

  @Override
  public Integer call() {
    var setting = Setting.of(key);
    access.openOrMake().config().set(setting, null);
    table.print(setting, setting.defaultValue(), setting.key() + " = " + setting.defaultValue());
    return 0;
  }
}
