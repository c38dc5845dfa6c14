package dev.queuectl.process.launch;

import dev.queuectl.process.journal.Journal;
import dev.queuectl.process.journal.Journals;
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
/// has left something in the background, has changed what the next one would inherit, or was
/// signalled, runs no other one: each session has the processes of one command.
final class SlotShells {
  private static final Logger log = LoggerFactory.getLogger(SlotShells.class);

  private final Journals journals;
  private final Path spools;
  private final Deque<SlotShell> idle = new ArrayDeque<>();
  private final Set<SlotShell> busy = new HashSet<>();
  private final Object starting = new Object();
  private boolean closed;

  SlotShells(Journals journals, Path spools) {
    Umask.own(); // later there may be no descriptor to read it with
    this.journals = journals;
    this.spools = spools;
  }

  /// Whether this system has what they need.
  static boolean arePossible() {
    return Orphans.areVisible();
  }

  /// One that is idle, until it is given back; null if none is.
  @Nullable SlotShell idle() {
    var shell = poll();
    while (shell != null && !Files.exists(shell.journal().file())) {
      giveUp(shell); // its journal was deleted
      shell = poll();
    }
    return shell;
  }

  private synchronized @Nullable SlotShell poll() {
    var shell = idle.poll();
    if (shell != null) {
      busy.add(shell);
    }
    return shell;
  }

  /// A new one, until it is given back.
  ///
  /// @param only the command that it is for, if it is for one
  SlotShell start(@Nullable Launch only) throws IOException {
    var journal = journals.take();
    try {
      var shell = start(journal, only);
      synchronized (this) {
        busy.add(shell);
      }
      return shell;
    } catch (IOException e) {
      journals.giveBack(journal);
      throw e;
    }
  }

  /// Each takes more for a moment than it keeps: where descriptors are few, one after the other.
  private SlotShell start(Journal journal, @Nullable Launch only) throws IOException {
    if (Descriptors.areMany()) {
      return startNow(journal, only);
    }
    synchronized (starting) {
      return startNow(journal, only);
    }
  }

  private SlotShell startNow(Journal journal, @Nullable Launch only) throws IOException {
    var spool = Spool.of(spools, journal.file());
    return only == null
        ? SlotShell.start(journal, spool)
        : SlotShell.startForOne(journal, spool, only);
  }

  /// Takes a shell back whose command has ended by itself.
  void giveBack(SlotShell shell) {
    shell.journal().count();
    if (shell.isForOne()
        || journals.isFull(shell.journal())
        || Orphans.liveIn(shell.pid())
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

  /// Ends a shell that is not to run anything (any more).
  ///
  /// @return its status, see [Children#reap]
  int giveUp(SlotShell shell) {
    var status = shell.bury();
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

  /// Lets all end as soon as their commands have.
  void close() {
    synchronized (this) {
      closed = true;
      busy.forEach(SlotShell::dismiss);
    }
    rest();
  }
}
