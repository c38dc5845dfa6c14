package dev.queuectl.cli;

import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import java.util.List;
import java.util.Set;

/// Which class carries out which command. Written as a `switch`, so that a run loads only the class
/// it needs.
final class CommandTable {

  /// All commands in the order of the help; those of a group after the group.
  static final List<String> NAMES =
      List.of(
          "enqueue",
          "run",
          "wait",
          "list",
          "show",
          "why",
          "logs",
          "status",
          "top",
          "cancel",
          "retry",
          "edit",
          "hold",
          "release",
          "remove",
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
          "demo",
          "test",
          "completion",
          "version",
          "help");

  /// Not for people.
  private static final Set<String> HIDDEN = Set.of("complete");

  static final Set<String> SHARED_OPTIONS =
      Set.of("--db", "--json", "--jsonl", "--quiet", "--no-color", "--stacktrace", "-h", "--help");

  /// The options of two words, of whatever command.
  static final Set<String> HYPHENATED =
      Set.of(
          "--backoff-base",
          "--backoff-max",
          "--base-backoff",
          "--behind-proxy",
          "--dry-run",
          "--exit-code",
          "--keep-going",
          "--max-attempts",
          "--max-output",
          "--max-retries",
          "--no-color",
          "--no-submit",
          "--older-than",
          "--read-only",
          "--run-at",
          "--show-env",
          "--skip-existing",
          "--tls-certificate",
          "--tls-key",
          "--unset-env",
          "--worker-id");

  private CommandTable() {}

  static Class<?> type(String name) {
    return switch (name) {
      case "enqueue" -> EnqueueCommand.class;
      case "run" -> RunCommand.class;
      case "wait" -> WaitCommand.class;
      case "list" -> ListCommand.class;
      case "show" -> ShowCommand.class;
      case "why" -> WhyCommand.class;
      case "logs" -> LogsCommand.class;
      case "top" -> TopCommand.class;
      case "status" -> StatusCommand.class;
      case "cancel" -> CancelCommand.class;
      case "retry" -> RetryCommand.class;
      case "edit" -> EditCommand.class;
      case "hold" -> HoldCommand.class;
      case "release" -> ReleaseCommand.class;
      case "remove" -> RemoveCommand.class;
      case "worker" -> WorkerCommand.class;
      case "worker start" -> WorkerStartCommand.class;
      case "worker stop" -> WorkerStopCommand.class;
      case "worker restart" -> WorkerRestartCommand.class;
      case "worker scale" -> WorkerScaleCommand.class;
      case "worker status" -> WorkerStatusCommand.class;
      case "dlq" -> DlqCommand.class;
      case "dlq list" -> DlqListCommand.class;
      case "dlq show" -> DlqShowCommand.class;
      case "dlq analyze" -> DlqAnalyzeCommand.class;
      case "dlq retry" -> DlqRetryCommand.class;
      case "dlq delete" -> DlqDeleteCommand.class;
      case "dlq clear" -> DlqClearCommand.class;
      case "queue" -> QueueCommand.class;
      case "queue list" -> QueueListCommand.class;
      case "queue show" -> QueueShowCommand.class;
      case "queue pause" -> QueuePauseCommand.class;
      case "queue resume" -> QueueResumeCommand.class;
      case "queue set" -> QueueSetCommand.class;
      case "config" -> ConfigCommand.class;
      case "config list" -> ConfigListCommand.class;
      case "config get" -> ConfigGetCommand.class;
      case "config set" -> ConfigSetCommand.class;
      case "config reset" -> ConfigResetCommand.class;
      case "metrics" -> MetricsCommand.class;
      case "events" -> EventsCommand.class;
      case "report" -> ReportCommand.class;
      case "dashboard" -> DashboardCommand.class;
      case "dashboard start" -> DashboardStartCommand.class;
      case "dashboard stop" -> DashboardStopCommand.class;
      case "dashboard status" -> DashboardStatusCommand.class;
      case "init" -> InitCommand.class;
      case "doctor" -> DoctorCommand.class;
      case "prune" -> PruneCommand.class;
      case "export" -> ExportCommand.class;
      case "import" -> ImportCommand.class;
      case "backup" -> BackupCommand.class;
      case "restore" -> RestoreCommand.class;
      case "shell" -> ShellCommand.class;
      case "menu" -> MenuCommand.class;
      case "service" -> ServiceCommand.class;
      case "service install" -> ServiceInstallCommand.class;
      case "service uninstall" -> ServiceUninstallCommand.class;
      case "service status" -> ServiceStatusCommand.class;
      case "demo" -> DemoCommand.class;
      case "test" -> TestCommand.class;
      case "completion" -> CompletionCommand.class;
      case "complete" -> CompleteCommand.class;
      case "version" -> VersionCommand.class;
      case "help" -> HelpCommand.class;
      default -> throw new IllegalArgumentException(name);
    };
  }

  static boolean has(String name) {
    return NAMES.contains(name) || HIDDEN.contains(name);
  }

  static boolean isGroup(String name) {
    return NAMES.stream().anyMatch(other -> other.startsWith(name + " "));
  }

  static boolean isSetting(String option) {
    try {
      Setting.of(option.replaceFirst("=.*", ""));
      return true;
    } catch (QueueException.Invalid e) {
      return false;
    }
  }
}
