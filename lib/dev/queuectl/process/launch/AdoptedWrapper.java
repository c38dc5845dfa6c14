package dev.queuectl.process.launch;

import dev.queuectl.process.journal.Exit;
import dev.queuectl.process.journal.Exit.End;
import dev.queuectl.process.journal.Journal;
import dev.queuectl.process.journal.JournalReader;
import dev.queuectl.process.posix.Moment;
import dev.queuectl.process.posix.Native;
import dev.queuectl.process.posix.NativeWait;
import dev.queuectl.process.posix.PrivateFiles;
import dev.queuectl.process.posix.ShortWait;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out what became of an attempt whose worker is dead.
///
/// @param process what it turns out to be
record AdoptedWrapper(Adoption adoption, SessionProcess process) {
  private static final Logger log = LoggerFactory.getLogger(AdoptedWrapper.class);

  private static final String KILLED = "it was killed before it could record its end";

  /// Its shell writes to another journal of this name: the whole directory was copied while it ran.
  /// Its end will never be recorded here, and it is not ours to signal.
  private static final String ELSEWHERE =
      "it is running for the queue that this one was copied from";

  private static final int STEP_MILLIS = 20;

  /// One warning per minute.
  private static final int FAILURES_PER_WARNING = 3000;

  /// How long a shell that was spawned may take to write its start record: 2 s.
  private static final int RECORD_STEPS = 100;

  /// Blocks until the attempt has ended. If the records cannot be read now, it tries again later: a
  /// guess could make the job run twice.
  Exit exit() {
    for (var failures = 0; ; failures++) {
      try {
        return found();
      } catch (IOException e) {
        if (failures % FAILURES_PER_WARNING == 0) {
          log.warn(
              "cannot find out yet what became of attempt={} reason={}",
              adoption.key(),
              e.toString());
        }
        ShortWait.ofMillis(STEP_MILLIS);
      }
    }
  }

  private Exit found() throws IOException {
    // A slot's shell records before it looks for the file, and so must be looked for again.
    if (find().isEmpty() && neverStarted() && find().isEmpty()) {
      return unseen(null, new End.NeverStarted());
    }
    var entry = awaitEntry().orElse(null);
    if (entry == null) {
      return unseen(null, new End.Lost("it left no record of its start"));
    }
    if (entry.end() == null && !JournalReader.isOfThisBoot(entry.file())) {
      return unseen(entry, new End.Lost("the host was restarted"));
    }
    return exit(entry);
  }

  private Exit unseen(JournalReader.@Nullable Entry entry, End end) {
    return Exit.unseen(end, process.asked(entry));
  }

  /// A shell that takes longer to record its start is found by its arguments.
  private Optional<JournalReader.Entry> awaitEntry() throws IOException {
    var entry = find();
    for (var step = 0;
        entry.isEmpty() && (step < RECORD_STEPS || ProcessSessions.hasWrapperOf(adoption.key()));
        step++) {
      ShortWait.ofMillis(STEP_MILLIS);
      entry = find();
    }
    return entry;
  }

  private Exit exit(JournalReader.Entry entry) throws IOException {
    if (hasItsOutput(entry)) {
      place(entry);
      return end(entry);
    }
    var exit = end(entry);
    place(find().orElse(entry));
    return exit;
  }

  /// Before that, its shell would make other files than those that were moved.
  private static boolean hasItsOutput(JournalReader.Entry entry) {
    return entry.begun() || entry.end() != null;
  }

  private void place(JournalReader.Entry entry) throws IOException {
    if (entry.last()) {
      Spool.of(adoption.spools(), entry.file()).bequeath(adoption.stdout(), adoption.stderr());
    }
  }

  private Exit end(JournalReader.Entry entry) throws IOException {
    if (entry.end() != null) {
      return recorded(entry);
    }
    if (JournalReader.isOutOfSight(entry.file())) {
      return outOfSight(entry);
    }
    if (isOf(entry, entry.pid()) && ProcessSessions.hasOtherStderr(entry.pid(), entry.file())) {
      return unseen(entry, new End.Lost(ELSEWHERE));
    }
    var watched = watch(entry);
    var left = !watched && killLeftovers(entry);
    var last = find().orElse(entry);
    if (last.end() != null) {
      return recorded(last);
    }
    var hindered = last.hindered();
    if (hindered.isPresent()) {
      return new Exit(hindered.get(), process.asked(last), new Exit.Time.Now());
    }
    return watched || left
        ? new Exit(
            new End.Lost(watched ? KILLED : "it was killed while nobody watched"),
            process.asked(last),
            new Exit.Time.Now())
        : unseen(last, new End.Lost("it was killed while nobody watched"));
  }

  /// An attempt in another pid namespace of this host. Its pids mean nothing here, but its shell
  /// may be visible under another pid. If not, only the lock on its journal shows that it is alive,
  /// and nobody here can signal it. Starting it again while it is alive would run it twice.
  private Exit outOfSight(JournalReader.Entry entry) throws IOException {
    var seen = ProcessSessions.withArgument(entry.token(), Journal.token(entry.file(), ""));
    if (seen.isPresent() && watch(entry.at(seen.getAsLong()))) {
      var last = find().orElse(entry);
      return last.end() != null
          ? recorded(last)
          : new Exit(new End.Lost(KILLED), process.asked(last), new Exit.Time.Now());
    }
    if (Journal.isHeld(entry.file())) {
      log.warn("waits for a job that it cannot signal attempt={}", adoption.key());
    }
    while (!hasEnd(entry) && Journal.isHeld(entry.file())) {
      ShortWait.ofMillis(STEP_MILLIS);
    }
    var last = find().orElse(entry);
    return last.end() != null
        ? recorded(last)
        : unseen(last, new End.Lost("it was killed in another pid namespace"));
  }

  private Exit recorded(JournalReader.Entry entry) throws IOException {
    return new Exit(Objects.requireNonNull(entry.end()), process.asked(entry), entry.time());
  }

  /// Blocks while the wrapper runs, or, for a slot's shell, while the command does: if its worker
  /// was only stopped, the shell outlives the command. The descriptor is opened before the pid is
  /// checked: from then on it stands for this process, whoever gets the pid next.
  ///
  /// @return false if it had ended before
  private boolean watch(JournalReader.Entry entry) throws IOException {
    var fd = NativeWait.pidDescriptor(entry.pid());
    try {
      if (!isOf(entry, entry.pid())) {
        return false;
      }
      started(entry);
      awaitEnd(entry, fd);
      process.settle(find().map(JournalReader.Entry::end).isEmpty());
      process.ended();
      return true;
    } finally {
      if (fd >= 0) {
        Native.close(fd);
      }
    }
  }

  /// What a wrapper that was killed unwatched left behind may still be working on the command. As
  /// long as one such process lives, no other session gets its number.
  ///
  /// @return whether there was anything
  private boolean killLeftovers(JournalReader.Entry entry) throws IOException {
    var left = find().map(JournalReader.Entry::end).isEmpty() && hasLeftovers(entry);
    if (left) {
      started(entry);
      process.settle(true);
      process.ended();
    }
    return left;
  }

  /// What a dead worker had asked of it still stands.
  private void started(JournalReader.Entry entry) {
    if (entry.asked() != null) {
      process.inherit(entry.asked());
    }
    var place = new SessionProcess.Place(entry.file(), entry.token());
    var started = entry.started();
    process.started(
        entry.pid(), place, started == null ? Moment.before(adoption.ranByClock()) : started);
  }

  private void awaitEnd(JournalReader.Entry entry, int fd) throws IOException {
    var size = 0L;
    while (isRunning(entry, fd)) {
      var grown = Files.size(entry.file());
      if (grown != size && hasEnd(entry)) {
        return;
      }
      size = grown;
    }
  }

  /// Whether it has its output by now. Whoever follows the output sees it as soon as the command
  /// has begun.
  private boolean hasEnd(JournalReader.Entry entry) throws IOException {
    var now = JournalReader.read(entry.file(), adoption.key()).orElse(entry);
    if (!hasItsOutput(entry) && hasItsOutput(now)) {
      place(now);
    }
    return now.end() != null;
  }

  private static boolean isRunning(JournalReader.Entry entry, int fd) throws IOException {
    if (fd >= 0) {
      return !NativeWait.awaitReadable(fd, STEP_MILLIS);
    }
    ShortWait.ofMillis(STEP_MILLIS);
    return isOf(entry, entry.pid());
  }

  private boolean hasLeftovers(JournalReader.Entry entry) throws IOException {
    for (var pid : ProcessSessions.members(entry.pid())) {
      if (isOf(entry, pid) || ProcessSessions.hasEnvironment(pid, adoption.env())) {
        return true;
      }
    }
    return false;
  }

  /// Whether this is the wrapper of the attempt, or the slot's shell that runs it, or a subshell.
  private static boolean isOf(JournalReader.Entry entry, long pid) throws IOException {
    return ProcessSessions.hasArgument(pid, entry.token())
        || ProcessSessions.hasArgument(pid, Journal.token(entry.file(), ""));
  }

  private Optional<JournalReader.Entry> find() throws IOException {
    return JournalReader.find(adoption.run(), adoption.key());
  }

  /// Decides it for good: if this creates the file, a child spawned by a dying or stopped worker
  /// cannot, and ends.
  private boolean neverStarted() throws IOException {
    PrivateFiles.makeDirectoryOf(adoption.stdout());
    try {
      Files.createFile(adoption.stdout(), PrivateFiles.fileMode());
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }
}
