package dev.queuectl.cli;

import dev.queuectl.Setting;
import io.micronaut.context.annotation.Prototype;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `config set K V`
@Prototype
@Command(
    name = "set",
    description = {
      "Set the value of a key.",
      "What a job does not say (max_retries, priority, timeout, backoff, backoff_base, backoff_max) is taken from the configuration when it is enqueued, and stays: a new value is for the jobs enqueued from then on, and edit changes those that wait. All other keys hold at once.",
      "Also: config KEY VALUE, config set --KEY VALUE."
    },
    footer = {"  queuectl config set max_retries 5", "  queuectl config set timeout 10m"})
final class ConfigSetCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "KEY", description = "The key.")
  String key = "";

  @Parameters(index = "1", paramLabel = "VALUE", description = "Its value.")
  String value = "";

  private final StoreDoor door;
  private final ConfigTable table;

  ConfigSetCommand(StoreDoor door, ConfigTable table) {
    this.door = door;
    this.table = table;
  }

  @Override
  public Integer call() {
    var setting = Setting.of(key);
    var checked = setting.checked(value);
    door.openOrMake().config().set(setting, checked);
    table.print(setting, checked, setting.key() + " = " + checked);
    return 0;
  }
}
