package dev.queuectl.cli.queue;

import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Confirmation;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.Printer;
import io.micronaut.context.annotation.Prototype;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `config reset K...`, `config reset`
@Prototype
@Command(
    name = "reset",
    description = {
      "Reset keys to their default values; without a key, all of them, once that is confirmed.",
      "Also: config unset."
    },
    footer = {"  queuectl config reset max_retries", "  queuectl config reset --yes"})
public final class ConfigResetCommand implements Callable<Integer> {
  @Parameters(paramLabel = "KEY", arity = "0..*", description = "The keys (default: all).")
  List<String> names = List.of();

  @Option(names = "--all", description = "All keys (the default).")
  boolean all;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  boolean yes;

  private final StoreAccess access;
  private final Printer printer;
  private final ConfigTable table;
  private final ConfigKeys keys;
  private final Confirmation confirmation;

  ConfigResetCommand(
      StoreAccess access,
      Printer printer,
      ConfigTable table,
      ConfigKeys keys,
      Confirmation confirmation) {
    this.access = access;
    this.printer = printer;
    this.table = table;
    this.keys = keys;
    this.confirmation = confirmation;
  }

  @Override
  public Integer call() {
    if (all && !names.isEmpty()) {
      throw new QueueException.Invalid("keys and --all cannot be combined", "Use one of them.");
    }
    return names.isEmpty() ? resetAll() : reset(names);
  }

  private int reset(List<String> typed) {
    var settings = new LinkedHashSet<Setting>();
    typed.forEach(name -> settings.add(keys.setting(name)));
    access.openOrMake();
    access.queueActions().set(none(settings));
    print(settings);
    typed.forEach(keys::note);
    return 0;
  }

  private int resetAll() {
    var set = access.open().config().settings().set().keySet();
    if (set.isEmpty()) {
      printer.note("every key has its default value already.");
    } else if (!yes && !confirmation.ask(question(set), "reset")) {
      printer.note("nothing was reset.");
      return Failures.FAILED;
    } else {
      access.queueActions().set(none(set));
    }
    print(set);
    return 0;
  }

  private static Map<Setting, @Nullable String> none(Set<Setting> settings) {
    var none = new EnumMap<Setting, @Nullable String>(Setting.class);
    settings.forEach(setting -> none.put(setting, null));
    return none;
  }

  private static String question(Set<Setting> set) {
    return "Reset "
        + set.stream().sorted().map(Setting::key).collect(Collectors.joining(", "))
        + " to the default";
  }

  private void print(Set<Setting> settings) {
    var values = new LinkedHashMap<Setting, String>();
    settings.forEach(setting -> values.put(setting, setting.defaultValue()));
    table.print(values);
  }
}
