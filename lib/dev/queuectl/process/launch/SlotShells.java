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
/// left something in the background, changed what the next one would inherit, or was signalled runs
/// no other command: each session has the processes of one command only.
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

  /// Whether this system has what the shells need.
  static boolean arePossible() {
    return Orphans.areVisible();
  }

  /// An idle one, until it is given back; null if there is none.
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
  /// @param only the command it is for, if it is for a single one
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

  /// While being started, each needs more descriptors than it keeps: where they are scarce, one
  /// starts after another.
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
