package dev.queuectl.cli;

/// Which class carries out which command. Written as a `switch`, so that a run loads only the class
/// it needs.
final class CommandTable {
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
}
