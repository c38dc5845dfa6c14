package dev.queuectl.chaos;

import java.util.List;

/// All that is tried.
final class Matrix {
  /// More than a worker has.
  private static final int POINTS = 200;

  private Matrix() {}

  static final List<Row> ROWS =
      List.of(
          new Row("kill-worker", "SIGKILL a worker under load", 10, 1, KillScenarios::worker),
          new Row(
              "kill-brief",
              "SIGKILL a worker that has claimed ahead",
              8,
              1,
              KillScenarios::briefJobs),
          new Row(
              "late-output",
              "SIGKILL a worker whose silent jobs' detached children print later",
              8,
              1,
              KillScenarios::lateOutput),
          new Row(
              "reopened-output",
              "SIGKILL a worker whose jobs open their output anew",
              8,
              1,
              KillScenarios::reopenedOutput),
          new Row("restart-worker", "`worker restart` under load", 5, 1, KillScenarios::restart),
          new Row("kill-job", "SIGKILL a process of a job", 8, 1, KillScenarios::job),
          new Row(
              "kill-both",
              "SIGKILL the worker and a job at once",
              12,
              1,
              KillScenarios::workerAndJob),
          new Row("kill-enqueue", "SIGKILL `enqueue --file`", 12, 1, KillScenarios::enqueue),
          new Row(
              "stop-worker",
              "SIGSTOP a worker past its lease, then SIGCONT",
              8,
              1,
              KillScenarios::stoppedWorker),
          new Row(
              "late-look",
              "SIGKILL or SIGSTOP a worker; a look at its jobs after their timeouts",
              8,
              2,
              OutcomeScenarios::lateLook),
          new Row(
              "asked-to-end",
              "SIGKILL a worker that has just asked its jobs to end; they exit with 0",
              12,
              3,
              OutcomeScenarios::askedToEnd),
          new Row(
              "stop-brief",
              "SIGSTOP such a worker past its lease, then SIGCONT",
              8,
              1,
              KillScenarios::stoppedWithBriefJobs),
          new Row(
              "kill-points",
              "SIGKILL before and after each write and launch",
              POINTS,
              2,
              PointScenarios::kill),
          new Row(
              "heir-points",
              "the same for a worker that adopts",
              POINTS,
              1,
              PointScenarios::killHeir),
          new Row(
              "stop-points",
              "SIGSTOP there past the lease, then SIGCONT",
              POINTS,
              2,
              PointScenarios::stop),
          new Row(
              "two-heirs", "two workers at once on a crashed store", 8, 1, KillScenarios::twoHeirs),
          new Row("reboot", "host restarted", 8, 1, HostScenarios::reboot),
          new Row("pid-reuse", "pids of the dead given to others", 8, 1, HostScenarios::pidReuse),
          new Row("clock", "clock +1 h or -1 h", 6, 1, HostScenarios::clock),
          new Row("restore", "restored to what it was, then copied", 8, 2, RestoreScenarios::run),
          new Row("locked", "database locked for 5 s", 5, 1, StoreScenarios::locked),
          new Row("read-only", "store read-only, then not", 5, 0, StoreScenarios::readOnly),
          new Row("corrupted", "page overwritten, then restored", 8, 1, StoreScenarios::corrupted),
          new Row(
              "corrupted-live",
              "page overwritten under a worker, then restored",
              6,
              1,
              StoreScenarios::corruptedLive),
          new Row(
              "db-full",
              "disk of the database full for a while",
              6,
              0,
              Mounts::underDatabase,
              StoreScenarios::databaseDiskFull),
          new Row(
              "logs-full",
              "disk of the output full for a while",
              6,
              0,
              Mounts::underOutput,
              StoreScenarios::outputDiskFull),
          new Row(
              "limits",
              "no files or processes left, files in the way, for a while",
              8,
              1,
              LimitScenarios::ofProcesses),
          new Row(
              "limits-disk",
              "no inodes, no space, read-only, for a while",
              7,
              0,
              Mounts::underAll,
              LimitScenarios::ofDisks),
          new Row(
              "old-schema",
              "store left by schema 1, with a dead worker",
              3,
              1,
              FixtureScenario::under,
              FixtureScenario::run));
}
