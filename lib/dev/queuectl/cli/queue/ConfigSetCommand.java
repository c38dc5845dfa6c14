package dev.queuectl.cli.queue;

import dev.queuectl.JobField;
import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.Setting;
import dev.queuectl.cli.access.CommandContext;
import io.micronaut.context.annotation.Prototype;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `config set K V`
@Prototype
@Command(
    name = "set",
    description = {
      "Set the value of a key.",
      "What a job leaves out (max_retries, priority, timeout, backoff, backoff_base, "
          + "backoff_max) is filled in from the configuration when it is enqueued, and then stays: a "
          + "new value only affects jobs enqueued afterwards; use edit for waiting ones. All other "
          + "keys take effect at once.",
      "Also: config KEY VALUE, config set --KEY VALUE."
    },
    footer = {"  queuectl config set max_retries 5", "  queuectl config set timeout 10m"})
public final class ConfigSetCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "KEY", description = "The key.")
  String key = "";

  @Parameters(index = "1", paramLabel = "VALUE", description = "Its value.")
  String value = "";

  private final CommandContext context;
  private final ConfigTable table;

  ConfigSetCommand(CommandContext context, ConfigTable table) {
    this.context = context;
    this.table = table;
  }

  @Override
  public Integer call() {
    var setting = Setting.of(key);
    var checked = setting.checked(value);
    context.access().openOrMake().config().set(setting, checked);
    table.print(setting, checked, setting.key() + " = " + checked);
    if (isTaken(setting) && context.console().errTerminal()) {
      noteWaiting();
    }
    return 0;
  }

  /// Whether a job copies it when it is enqueued.
  private static boolean isTaken(Setting setting) {
    return Arrays.stream(JobField.values())
        .anyMatch(field -> field.isTaken() && field.setting().equals(Optional.of(setting)));
  }

  /// A person may have changed it for their sake.
  private void noteWaiting() {
    var counts = context.open().jobs().counts();
    var waiting =
        counts.getOrDefault(JobState.PENDING, 0L) + counts.getOrDefault(JobState.FAILED, 0L);
    if (waiting > 0) {
      context
          .printer()
          .note(
              "this affects jobs enqueued from now on; %s. See queuectl edit --help."
                  .formatted(
                      Numbers.counted(
                          waiting, "waiting job keeps its own value", "waiting jobs keep theirs")));
    }
  }
}
