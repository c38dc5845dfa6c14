package dev.queuectl.cli.syntax;

import dev.queuectl.JobField;
import dev.queuectl.Setting;
import dev.queuectl.cli.console.FamilyKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The documented names of all commands. Which class carries one out is not known here, so that who
/// reads a command line depends on no command.
public final class CommandNames {

  /// All commands in the order of the help; those of a group after the group.
  public static final List<String> ALL =
      List.of(
          "enqueue",
          "run",
          "wait",
          "list",
          "show",
          "why",
          "logs",
          "search",
          "status",
          "top",
          "cancel",
          "retry",
          "edit",
          "hold",
          "release",
          "remove",
          "reset",
          "worker",
          "worker start",
          "worker stop",
          "worker restart",
          "worker scale",
          "worker status",
          "dlq",
          "dlq list",
          "dlq show",
          "dlq analyze",
          "dlq retry",
          "dlq delete",
          "dlq clear",
          "queue",
          "queue list",
          "queue show",
          "queue pause",
          "queue resume",
          "queue set",
          "schedule",
          "schedule add",
          "schedule list",
          "schedule show",
          "schedule next",
          "schedule check",
          "schedule run",
          "schedule pause",
          "schedule resume",
          "schedule remove",
          "schedule edit",
          "schedule backfill",
          "schedule import",
          "config",
          "config list",
          "config get",
          "config set",
          "config reset",
          "metrics",
          "events",
          "report",
          "dashboard",
          "dashboard start",
          "dashboard stop",
          "dashboard status",
          "dashboard link",
          "dashboard token",
          "dashboard token add",
          "dashboard token list",
          "dashboard token revoke",
          "dashboard session",
          "dashboard session list",
          "dashboard session end",
          "init",
          "doctor",
          "backup",
          "restore",
          "prune",
          "export",
          "import",
          "shell",
          "menu",
          "service",
          "service install",
          "service uninstall",
          "service status",
          "install",
          "demo",
          "test",
          "completion",
          "version",
          "help");

  /// Not for people.
  private static final Set<String> HIDDEN = Set.of("complete");

  static final Set<String> SHARED_OPTIONS =
      Set.of(
          "--db",
          "--json",
          "--jsonl",
          "--quiet",
          "--no-color",
          "--no-pager",
          "--stacktrace",
          "-h",
          "--help");

  /// Except for the flags of [JobField].
  private static final Set<String> HYPHENATED =
      Set.of(
          "--behind-proxy",
          "--catch-up",
          "--catch-up-window",
          "--dry-run",
          "--exit-code",
          "--family-option",
          "--from-queue",
          "--id-first",
          "--ignore-dependencies",
          "--keep-going",
          "--line-kinds",
          "--max-output",
          "--no-color",
          "--no-pager",
          "--no-submit",
          "--older-than",
          "--pause-after",
          "--read-only",
          "--show-env",
          "--skip-existing",
          "--tls-certificate",
          "--tls-key",
          "--unique-command",
          "--unset-env",
          "--user-column",
          "--with-env",
          "--worker-id");

  private CommandNames() {}

  public static boolean has(String name) {
    return ALL.contains(name) || HIDDEN.contains(name);
  }

  public static boolean isGroup(String name) {
    return ALL.stream().anyMatch(other -> other.startsWith(name + " "));
  }

  /// Options of two words, of any command.
  static Set<String> hyphenated() {
    var all = new HashSet<>(HYPHENATED);
    JobField.PLAN.forEach(field -> all.addAll(field.flags()));
    all.removeIf(option -> option.lastIndexOf('-') < 2);
    return all;
  }

  /// Whether an option of a worker says how many slots it has.
  static boolean isWorkerCount(String option) {
    return Setting.find(option)
        .or(() -> FamilyKey.of(option).map(FamilyKey::setting))
        .equals(Optional.of(Setting.WORKER_COUNT));
  }

  static boolean isSetting(String option) {
    var name = option.replaceFirst("=.*", "");
    return FamilyKey.of(name).isPresent() || Setting.find(name).isPresent();
  }
}
