package dev.queuectl.process.launch;

import dev.queuectl.process.journal.Exit;
import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.process.journal.JournalReader;
import dev.queuectl.process.journal.PatientReader;
import dev.queuectl.process.output.Obstacles;
import dev.queuectl.process.posix.Moment;
import dev.queuectl.process.posix.SpawnFailure;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs commands in [SlotShells].
///
/// @param shells of this worker
/// @param shortMillis a command that runs longer gets its output moved to its place
record SlotLauncher(SlotShells shells, int shortMillis) {
  private static final Logger log = LoggerFactory.getLogger(SlotLauncher.class);

  /// Whoever follows a job's output looks for its own files; a command that ends sooner than this
  /// needs none.
  static final int SHORT_MILLIS = 30;

  /// Blocks until the command has ended.
  ///
  /// @param process the one to be signalled
  Exit run(Launch launch, SessionProcess process) throws IOException {
    while (true) {
      var since = Moment.now();
      SlotShell shell;
      try {
        shell = send(launch);
      } catch (SpawnFailure e) {
        return Exit.now(SpawnErrors.end(launch, e.errno()));
      } catch (IOException e) {
        return Exit.now(new End.Hindered(Obstacles.words(e)));
      }
      process.started(shell.pid(), place(shell, launch), since);
      var report = await(shell, launch);
      var killedWhileIdle =
          report instanceof SlotShell.Report.Gone
              && !process.isAsked()
              && PatientReader.read(shell.journal().file(), launch.key()).isEmpty();
      if (!killedWhileIdle) {
        var seen = new EndReport(shell.journal().file(), launch.key(), since, Moment.now());
        return exit(report, seen, shell, launch, process);
      }
      shells.giveUp(shell);
    }
  }

  /// Sends the command to a shell that is idle, or else to a new one.
  ///
  /// @return the shell that received it
  private SlotShell send(Launch launch) throws IOException {
    var needsOwn = Reopening.isLikely(launch);
    var shell = needsOwn ? null : shells.idle(launch);
    while (shell != null && !send(launch, shell)) {
      shell = shells.idle(launch); // the one before was killed while it was idle
    }
    if (shell != null) {
      return shell;
    }
    shell = shells.start(launch, needsOwn);
    if (!send(launch, shell)) {
      throw new IOException("the shell that was to run it died");
    }
    return shell;
  }

  /// @return false if it is dead
  private boolean send(Launch launch, SlotShell shell) throws IOException {
    var sent = false;
    try {
      shell.spool().prepare();
      sent = shell.run(launch);
    } finally {
      if (!sent) {
        shells.giveUp(shell);
      }
    }
    return sent;
  }

  private static SessionProcess.Place place(SlotShell shell, Launch launch) {
    var journal = shell.journal();
    return new SessionProcess.Place(journal.file(), journal.token(launch.key()));
  }

  private Exit exit(
      SlotShell.Report report,
      EndReport seen,
      SlotShell shell,
      Launch launch,
      SessionProcess process)
      throws IOException {
    return switch (report) {
      case SlotShell.Report.Ended ended -> ended(ended, seen, shell, launch, process);
      case SlotShell.Report.Refused() -> {
        process.ended();
        shells.giveBack(shell);
        yield Exit.now(SpawnErrors.taken(launch));
      }
      case SlotShell.Report.Gone() -> gone(seen, shell, launch, process);
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

  /// Moved earlier, its output would look like another worker's, and what it prints would go
  /// elsewhere.
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
    return JournalReader.readLast(shell.journal().file(), launch.key());
  }

  private Exit ended(
      SlotShell.Report.Ended ended,
      EndReport seen,
      SlotShell shell,
      Launch launch,
      SessionProcess process)
      throws IOException {
    process.settle(false);
    if (shell.isForOne()) {
      process.ended();
      shell.reap();
    }
    deliver(shell, launch);
    try {
      return seen.exit(process, new End.Exited(ended.code()), ended.at());
    } finally {
      if (process.ended()) {
        shells.giveUp(shell);
      } else {
        shells.giveBack(shell);
      }
    }
  }

  private Exit gone(EndReport seen, SlotShell shell, Launch launch, SessionProcess process)
      throws IOException {
    process.settle(true);
    process.ended();
    shell.reap();
    deliver(shell, launch);
    var signal = shells.giveUp(shell) & 0x7f;
    return seen.exit(
        process,
        signal != 0 && signal != 0x7f
            ? new End.Signalled(signal)
            : new End.Lost("its shell has ended without it"));
  }

  private static void deliver(SlotShell shell, Launch launch) {
    try {
      var closed = shell.ranBuiltin() && !shell.isForOne();
      shell.spool().deliver(launch.stdout(), launch.stderr(), closed);
      shell.spool().end();
    } catch (IOException e) {
      discard(shell, launch, e);
    }
  }

  private static void giveAway(SlotShell shell, Launch launch) {
    try {
      shell.spool().giveAway(launch.stdout(), launch.stderr());
    } catch (IOException e) {
      log.warn("left its output in the spool attempt={} reason={}", launch.key(), e.toString());
    }
  }

  /// The next command's output must not go to the end of this one's.
  private static void discard(SlotShell shell, Launch launch, IOException cause) {
    log.warn("lost the output attempt={} reason={}", launch.key(), cause.toString());
    try {
      shell.spool().discard();
    } catch (IOException e) {
      log.warn(
          "could not delete spool of journal={} reason={}", shell.journal().file(), e.toString());
    }
  }
}
