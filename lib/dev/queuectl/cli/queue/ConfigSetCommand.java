package dev.queuectl.cli.queue;

import dev.queuectl.JobField;
import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import dev.queuectl.cli.access.CommandContext;
import io.micronaut.context.annotation.Prototype;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
          + "backoff_max, shell) is filled in from the configuration when it is enqueued, and then stays: a "
          + "new value only affects jobs enqueued afterwards; use edit for waiting ones. So does "
          + "env_capture, which says how much of its caller's environment a job keeps: all (but what "
          + "belongs to a terminal or session), none (it has its worker's), or names such as "
          + "PATH,HOME,LC_*. All other keys take effect at once.",
      "Several keys are set together, or none of them.",
      "Also: config KEY VALUE, config set KEY=VALUE ..., config set --KEY VALUE ..., and the keys of "
          + "other QueueCTLs that mean the same: poll-interval-ms, stale-timeout, ..."
    },
    footer = {
      "  queuectl config set max_retries 5",
      "  queuectl config set timeout=10m backoff=linear",
      "  queuectl config set env_capture PATH,HOME,LANG"
    })
public final class ConfigSetCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "KEY", description = "The key.")
  String key = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "VALUE",
      description = "Its value; then more keys and values.")
  List<String> rest = List.of();

  private final CommandContext context;
  private final ConfigTable table;
  private final ConfigKeys keys;

  ConfigSetCommand(CommandContext context, ConfigTable table, ConfigKeys keys) {
    this.context = context;
    this.table = table;
    this.keys = keys;
  }

  @Override
  public Integer call() {
    var typed = pairs();
    var values = new LinkedHashMap<Setting, String>();
    typed.forEach((name, value) -> put(values, name, value));
    context.access().openOrMake();
    context.access().queueActions().set(values);
    table.print(values);
    context.access().noteNew(context.printer());
    typed.keySet().forEach(keys::note);
    if (values.keySet().stream().anyMatch(ConfigSetCommand::isTaken)
        && context.console().errTerminal()) {
      noteWaiting();
    }
    return 0;
  }

  private void put(Map<Setting, String> values, String name, String value) {
    if (values.put(keys.setting(name), keys.checked(name, value)) != null) {
      throw twice(name);
    }
  }

  /// `K V`, `K=V`, and more of them.
  private Map<String, String> pairs() {
    var words = new ArrayList<>(List.of(key));
    words.addAll(rest);
    var pairs = new LinkedHashMap<String, String>();
    for (var each = words.iterator(); each.hasNext(); ) {
      var word = each.next();
      var equals = word.indexOf('=');
      var name = equals > 0 ? word.substring(0, equals) : word;
      if (equals <= 0 && !each.hasNext()) {
        keys.setting(name);
        throw new QueueException.Invalid(
            "the value of " + name + " is missing", "See queuectl config set --help.");
      }
      if (pairs.put(name, equals > 0 ? word.substring(equals + 1) : each.next()) != null) {
        throw twice(name);
      }
    }
    return pairs;
  }

  private static QueueException.Invalid twice(String name) {
    return new QueueException.Invalid("the key " + name + " is given twice", "Nothing was set.");
  }

  /// Whether a job copies it when it is enqueued.
  private static boolean isTaken(Setting setting) {
    return setting == Setting.ENV_CAPTURE
        || Arrays.stream(JobField.values())
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
