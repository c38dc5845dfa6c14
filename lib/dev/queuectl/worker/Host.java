package dev.queuectl.worker;

import dev.queuectl.ProcessIdentity;
import dev.queuectl.process.launch.Launcher;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.process.posix.Identities.Liveness;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Predicate;

/// What a worker needs of the machine it runs on.
///
/// @param name for people
/// @param process this process
/// @param launcher uses the journal [#journal] of this worker
/// @param logs where output goes
/// @param run the directory `run/` beside the database
/// @param queue its name in the `QUEUECTL_DB` of jobs
/// @param liveness whether another worker's process is alive
/// @param reaches whether the jobs of another worker's process may run on this machine and, if so,
///   have their journal and output where this worker looks for them
public record Host(
    String name,
    ProcessIdentity process,
    Launcher launcher,
    LogStore logs,
    Path run,
    String queue,
    Function<ProcessIdentity, Liveness> liveness,
    Predicate<ProcessIdentity> reaches) {

  /// The journal in which a worker's jobs record their starts and exits.
  public static Path journal(Path run, String workerId) {
    return run.resolve(workerId + ".journal");
  }
}
