package dev.queuectl.process;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs commands in [SlotShells].
///
/// @param shells of this worker
/// @param shortMillis what runs longer has its output in its place
record SlotLauncher(SlotShells shells, int shortMillis) {
  private static final Logger log = LoggerFactory.getLogger(SlotLauncher.class);

  /// Whoever follows a job's output looks for its own files; a command that ends before this needs
  /// none.
  static final int SHORT_MILLIS = 30;

  /// Blocks until the command has ended.
  ///
  /// @param process what is to be signalled
  ProcessEnd run(Launch launch, SessionProcess process) throws IOException {
    while (true) {
      var shell = shells.take(launch);
      process.started(shell.pid());
      var report = await(shell, launch);
      var killedWhileIdle =
          report instanceof SlotShell.Report.Gone
              && !process.isAsked()
              && find(shell, launch).isEmpty();
      if (!killedWhileIdle) {
        return end(report, shell, launch, process);
      }
      shells.giveUp(shell);
    }
  }

  private ProcessEnd end(
      SlotShell.Report report, SlotShell shell, Launch launch, SessionProcess process)
      throws IOException {
    return switch (report) {
      case SlotShell.Report.Ended(var code) -> ended(shell, launch, process, code);
      case SlotShell.Report.Refused() -> {
        process.ended();
        shells.giveBack(shell);
        yield new ProcessEnd.NotStarted(Refusal.STARTED_BEFORE);
      }
      case SlotShell.Report.Gone() -> gone(shell, launch, process);
    };
  }

  private SlotShell.Report await(SlotShell shell, Launch launch) {
    while (true) {
      var report = shell.await(shortMillis);
      if (report != null) {
        return report;
      }
      if (hasBegun(shell, launch)) {
        giveAway(shell, launch);
        return shell.await();
      }
    }
  }

  /// Before that, its output in its place would look like another worker's.
  private static boolean hasBegun(SlotShell shell, Launch launch) {
    try {
      return find(shell, launch).filter(JournalReader.Entry::begun).isPresent();
    } catch (IOException e) {
      log.warn(
          "cannot see yet whether it has begun attempt={} reason={}", launch.key(), e.toString());
      return false; // the command runs on, and is looked at again
    }
  }

  private static Optional<JournalReader.Entry> find(SlotShell shell, Launch launch)
      throws IOException {
    return JournalReader.read(shell.journal().file(), launch.key());
  }

  private ProcessEnd ended(SlotShell shell, Launch launch, SessionProcess process, int code)
      throws IOException {
    process.settle(false);
    deliver(shell, launch);
    try {
      return code <= 128 ? new ProcessEnd.Exited(code) : recorded(shell, launch, code);
    } finally {
      if (process.ended()) {
        shells.giveUp(shell);
      } else {
        shells.giveBack(shell);
      }
    }
  }

  /// Above 128 only the shell's notice tells a signal.
  private static ProcessEnd recorded(SlotShell shell, Launch launch, int code) throws IOException {
    return find(shell, launch).map(JournalReader.Entry::end).orElse(new ProcessEnd.Exited(code));
  }

  private ProcessEnd gone(SlotShell shell, Launch launch, SessionProcess process) {
    process.settle(true);
    process.ended();
    deliver(shell, launch);
    var signal = shells.giveUp(shell) & 0x7f;
    return signal != 0 && signal != 0x7f
        ? new ProcessEnd.Signalled(signal)
        : new ProcessEnd.Lost("its shell has ended without it");
  }

  private static void deliver(SlotShell shell, Launch launch) {
    try {
      shell.spool().deliver(launch.stdout(), launch.stderr());
    } catch (IOException e) {
      discard(shell, launch, e);
    }
  }

  private static void giveAway(SlotShell shell, Launch launch) {
    try {
      shell.spool().giveAway(launch.stdout(), launch.stderr());
    } catch (IOException e) {
      log.warn("keeps its output in the spool attempt={} reason={}", launch.key(), e.toString());
    }
  }

  /// The next command's output must not go to the end of this one's.
  private static void discard(SlotShell shell, Launch launch, IOException cause) {
    log.warn("lost the output attempt={} reason={}", launch.key(), cause.toString());
    try {
      shell.spool().delete();
    } catch (IOException e) {
      log.warn("could not delete spool={} reason={}", shell.spool(), e.toString());
    }
  }
}
