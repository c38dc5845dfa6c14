package dev.queuectl.process.launch;

import dev.queuectl.process.journal.Journal;
import dev.queuectl.process.journal.Journals;
import dev.queuectl.process.output.TurnWatch;
import dev.queuectl.process.posix.Descriptors;
import dev.queuectl.process.posix.Orphans;
import dev.queuectl.process.posix.Umask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The [SlotShell]s of one worker: as many as commands run at the same time. A shell whose command
/// left something in the background, changed what the next one would inherit, or was signalled runs
/// no other command: each session has the processes of one command only. A shell belongs to an
/// environment, and is renewed when the next command has another.
final class SlotShells {
  private static final Logger log = LoggerFactory.getLogger(SlotShells.class);

  private final Journals journals;
  private final Path spools;
  private final @Nullable TurnWatch turns;
  private final Deque<SlotShell> idle = new ArrayDeque<>();
  private final Set<SlotShell> busy = new HashSet<>();
  private final Object starting = new Object();
  private boolean closed;

  SlotShells(Journals journals, Path spools) {
    this(journals, spools, null);
  }

  /// @param turns sees in which order commands print; null if nobody wants to know
  SlotShells(Journals journals, Path spools, @Nullable TurnWatch turns) {
    Umask.own(); // later there may be no descriptor to read it with
    this.journals = journals;
    this.spools = spools;
    this.turns = turns;
  }

  /// Whether this system has what the shells need.
  static boolean arePossible() {
    return Orphans.areVisible();
  }

  /// An idle one in the environment of the command, until it is given back; null if there is none.
  @Nullable SlotShell idle(Launch launch) {
    var shell = poll(launch);
    while (shell != null && !Files.exists(shell.journal().file())) {
      giveUp(shell); // its journal was deleted
      shell = poll(launch);
    }
    return shell;
  }

  private synchronized @Nullable SlotShell poll(Launch launch) {
    for (var shell : idle) {
      if (shell.isIn(launch.environment())) {
        idle.remove(shell);
        busy.add(shell);
        return shell;
      }
    }
    return null;
  }

  /// There is one for each slot: where one that is idle has another environment, it gives way.
  private void giveUpOther() {
    var shell = poll();
    if (shell != null) {
      giveUp(shell);
    }
  }

  private synchronized @Nullable SlotShell poll() {
    var shell = idle.pollLast();
    if (shell != null) {
      busy.add(shell);
    }
    return shell;
  }

  /// A new one, until it is given back.
  ///
  /// @param launch the command that it is for
  /// @param only whether it runs no other one
  SlotShell start(Launch launch, boolean only) throws IOException {
    if (!only) {
      giveUpOther();
    }
    var journal = journals.take();
    try {
      var shell = start(journal, launch, only);
      synchronized (this) {
        busy.add(shell);
      }
      return shell;
    } catch (IOException e) {
      journals.giveBack(journal);
      throw e;
    }
  }

  /// While being started, each needs more descriptors than it keeps: where they are scarce, one
  /// starts after another.
  private SlotShell start(Journal journal, Launch launch, boolean only) throws IOException {
    if (Descriptors.areMany()) {
      return startNow(journal, launch, only);
    }
    synchronized (starting) {
      return startNow(journal, launch, only);
    }
  }

  private SlotShell startNow(Journal journal, Launch launch, boolean only) throws IOException {
    if (only) { // two readers stand between the command and the files
      return SlotShell.startForOne(journal, Spool.of(spools, journal.file()), launch);
    }
    var spool = Spool.of(spools, journal.file(), turns);
    return SlotShell.start(journal, spool, launch.environment());
  }

  /// Takes a shell back whose command has ended by itself.
  void giveBack(SlotShell shell) {
    shell.journal().count();
    if (shell.isForOne()
        || journals.isFull(shell.journal())
        || !shell.ranBuiltin() && Orphans.liveIn(shell.pid())
        || !shell.isAsStarted()
        || !keep(shell)) {
      giveUp(shell);
    }
  }

  private synchronized boolean keep(SlotShell shell) {
    if (!closed) {
      busy.remove(shell);
      idle.push(shell);
    }
    return !closed;
  }

  /// Ends a shell that is to run nothing more.
  ///
  /// @return its status, see [Children#reap]
  int giveUp(SlotShell shell) {
    var status = shell.reap();
    synchronized (this) {
      busy.remove(shell);
    }
    try {
      shell.spool().discard();
    } catch (IOException e) {
      log.warn(
          "could not delete spool of journal={} reason={}", shell.journal().file(), e.toString());
    }
    journals.giveBack(shell.journal());
    return status;
  }

  /// Ends those that are idle.
  void rest() {
    for (var shell = poll(); shell != null; shell = poll()) {
      giveUp(shell);
    }
  }

  /// How many there are.
  synchronized int count() {
    return idle.size() + busy.size();
  }

  /// Lets each end as soon as its command has.
  void close() {
    synchronized (this) {
      closed = true;
      busy.forEach(SlotShell::dismiss);
    }
    rest();
  }
}
