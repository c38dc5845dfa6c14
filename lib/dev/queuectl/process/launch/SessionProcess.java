package dev.queuectl.process.launch;

import dev.queuectl.ProcessIdentity;
import dev.queuectl.process.journal.Journal;
import dev.queuectl.process.journal.JournalReader;
import dev.queuectl.process.journal.StopReason;
import dev.queuectl.process.posix.Identities;
import dev.queuectl.process.posix.Identities.Liveness;
import dev.queuectl.process.posix.Moment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A wrapper and its session, launched or adopted.
///
/// Signals are sent only between [#started] and [#ended], under one lock: in between, nobody else
/// can have the session's number.
final class SessionProcess implements RunningProcess {
  private static final Logger log = LoggerFactory.getLogger(SessionProcess.class);
  private static final int STEP_MILLIS = 5;

  /// How long a command is given to begin (or to end, if only its wrapper is left).
  private static final int BEGIN_STEPS = 400;

  /// How long to wait for processes that were sent SIGKILL; one may hang in the kernel.
  private static final int KILLED_STEPS = 400;

  private enum Asked {
    NOTHING,
    TERMINATE,
    KILL
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile long pid;
  private volatile Asked asked = Asked.NOTHING;
  private volatile @Nullable Moment startedAt;
  private volatile @Nullable StopReason reason;
  private @Nullable Place place;

  /// Whether the request could not be recorded in the journal.
  private volatile boolean unrecorded;

  /// Under the lock.
  private final Set<ProcessIdentity> killed = new HashSet<>();

  private boolean ended;

  /// Where the records of the attempt are.
  ///
  /// @param journal a file
  /// @param token of the attempt there
  record Place(Path journal, String token) {}

  @Override
  public long pid() {
    return pid;
  }

  @Override
  public Optional<Duration> ran() {
    return Optional.ofNullable(startedAt).map(Moment::ran);
  }

  @Override
  public Optional<StopReason> asked() {
    return Optional.ofNullable(reason);
  }

  @Override
  public void terminate(StopReason why) {
    locked(
        () -> {
          if (!ended && reason == null) {
            reason = why;
            record();
          }
          ask(Asked.TERMINATE);
        });
  }

  @Override
  public void kill() {
    ask(Asked.KILL);
  }

  /// The wrapper is running: what was asked earlier is done now.
  ///
  /// @param since when
  void started(long pid, Place place, Moment since) {
    locked(
        () -> {
          this.pid = pid;
          this.place = place;
          this.startedAt = since;
          record();
          act();
        });
  }

  /// Recorded before anything is signalled: whoever sees the end knows that the request came first.
  private void record() {
    if (reason != null && place != null) {
      unrecorded = !Journal.recordRequest(place.journal, place.token, reason);
    }
  }

  /// Why the attempt was asked to end before it ended, as the journal has it.
  ///
  /// @param entry null if there is none
  @Nullable StopReason asked(JournalReader.@Nullable Entry entry) {
    if (entry != null && entry.asked() != null) {
      return entry.asked();
    }
    return entry == null || entry.end() == null || unrecorded ? reason : null;
  }

  /// Takes over what a dead worker had asked for.
  void inherit(StopReason why) {
    reason = why;
  }

  /// The wrapper has ended. Returns when everything in the session that must end has ended: what a
  /// command leaves in the background lives on, unless somebody asked the command to end.
  ///
  /// @param cut whether the wrapper was killed, so that its subshell may still be working on the
  ///   command, unwatched
  void settle(boolean cut) {
    locked(
        () -> {
          if (cut && asked == Asked.NOTHING) {
            asked = Asked.KILL;
            act();
          }
          awaitEmptySession();
        });
  }

  /// Whether somebody has asked for the end.
  boolean isAsked() {
    return asked != Asked.NOTHING;
  }

  /// From now on, nothing is signalled.
  ///
  /// @return whether somebody has asked for the end
  boolean ended() {
    locked(
        () -> {
          ended = true;
          changed.signalAll();
        });
    return isAsked();
  }

  private void ask(Asked what) {
    locked(
        () -> {
          if (!ended && what.compareTo(asked) > 0) {
            asked = what;
            act();
            changed.signalAll();
          }
        });
  }

  private void act() {
    if (pid != 0 && asked == Asked.TERMINATE) {
      terminateSession();
    } else if (pid != 0 && asked == Asked.KILL) {
      killSession();
    }
  }

  private void killSession() {
    killed.addAll(ProcessSessions.kill(pid));
  }

  /// Not before the command has begun: a subshell loses a signal that comes before it has reset the
  /// wrapper's traps. Those keep the wrapper alive to write the exit record.
  private void terminateSession() {
    for (var step = 0; step < BEGIN_STEPS && !ended && asked != Asked.KILL; step++) {
      var members = ProcessSessions.tree(pid).stream().filter(member -> member != pid).toList();
      var begun = members.stream().noneMatch(member -> ProcessSessions.isPreparing(member, pid));
      // One that has ended since it was listed (a subshell of the shell's own) is no command,
      // either.
      if (begun && !members.stream().allMatch(Identities::hasEnded)) {
        ProcessSessions.terminate(members);
        return;
      }
      pause();
    }
  }

  private void awaitEmptySession() {
    var killedSteps = 0;
    while (asked != Asked.NOTHING && (hasMembers() || isAnyDying())) {
      if (asked == Asked.KILL) {
        killSession();
        killedSteps++;
      }
      if (killedSteps > KILLED_STEPS) {
        log.warn("gave up on processes that do not die session={}", pid);
        return;
      }
      pause();
    }
  }

  /// The first process is dead, or a [SlotShell] that was not hit.
  private boolean hasMembers() {
    return ProcessSessions.members(pid).stream().anyMatch(member -> member != pid);
  }

  private boolean isAnyDying() {
    return killed.stream()
        .anyMatch(process -> process.pid() != pid && Identities.isAlive(process) == Liveness.ALIVE);
  }

  private void pause() {
    try {
      var _ = changed.await(STEP_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }
}
