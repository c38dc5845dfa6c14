package dev.queuectl.process.launch;

import dev.queuectl.process.output.SetAside;
import dev.queuectl.process.output.TurnWatch;
import dev.queuectl.process.output.Turns;
import dev.queuectl.process.posix.FileLease;
import dev.queuectl.process.posix.Native;
import dev.queuectl.process.posix.NativeFiles;
import dev.queuectl.process.posix.PrivateFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// Where a [SlotShell] lets its commands print at first: two files that go to an attempt's own
/// place when they have something in them, are still held open, or the attempt takes longer. So a
/// short and silent attempt, as most are, creates no file: creating two and deleting them takes
/// longer than running `true`.
///
/// @param stdout on the file system of all output
/// @param stderr beside it
/// @param turns in which order is written to both
record Spool(File stdout, File stderr, @Nullable Turns turns) {

  /// The spool of the shell with this journal.
  ///
  /// @param directory of all spools
  static Spool of(Path directory, Path journal) {
    return of(directory, journal, null);
  }

  /// @param watch sees in which order is written to both; null if nobody wants to know
  static Spool of(Path directory, Path journal, @Nullable TurnWatch watch) {
    var name = journal.getFileName().toString();
    var stdout = directory.resolve(name + ".out");
    var stderr = directory.resolve(name + ".err");
    var turns = watch == null ? null : watch.turns(stdout, stderr);
    return new Spool(new File(stdout, true, turns), new File(stderr, false, turns), turns);
  }

  /// The command has ended, and its output is delivered.
  void end() {
    if (turns != null) {
      turns.end();
    }
  }

  /// Creates what is missing. If a shell had to create it and could not, a command that never began
  /// would seem to have failed.
  void prepare() throws IOException {
    stdout.prepare();
    stderr.prepare();
  }

  /// Gives what was printed, and what still may be, to an attempt; a file that is empty and that
  /// nobody has open is kept.
  ///
  /// @param closed whether nobody can have one open
  void deliver(Path stdout, Path stderr, boolean closed) throws IOException {
    this.stdout.deliver(stdout, closed);
    this.stderr.deliver(stderr, closed);
  }

  /// Gives both files to an attempt that goes on printing into them.
  void giveAway(Path stdout, Path stderr) throws IOException {
    if (turns != null) {
      turns.follow();
    }
    this.stdout.giveAway(stdout);
    this.stderr.giveAway(stderr);
  }

  /// The same on behalf of a dead worker, which may have done it already.
  void bequeath(Path stdout, Path stderr) throws IOException {
    this.stdout.bequeath(stdout);
    this.stderr.bequeath(stderr);
  }

  /// Deletes both, as soon as nobody has them open.
  void discard() throws IOException {
    if (turns != null) {
      turns.close();
    }
    stdout.discard();
    stderr.discard();
  }

  /// One of the two.
  ///
  /// It goes to the attempt that printed into it, and to no other one, when there is something in
  /// it or anybody still has it open: what a command has left in the background may print later. A
  /// descriptor of our own asks whether anybody has, see [FileLease].
  static final class File {
    private static final int CLOSED = -1;

    private final Path file;
    private final boolean ofStdout;
    private final @Nullable Turns turns;
    private int fd = CLOSED;

    File(Path file, boolean ofStdout, @Nullable Turns turns) {
      this.file = file;
      this.ofStdout = ofStdout;
      this.turns = turns;
    }

    Path path() {
      return file;
    }

    /// Creates it, unless it exists.
    void prepare() throws IOException {
      if (fd != CLOSED && Files.exists(file)) {
        return;
      }
      close();
      PrivateFiles.makeDirectoryOf(file);
      try {
        Files.createFile(file, PrivateFiles.fileMode());
      } catch (FileAlreadyExistsException e) {
        new SetAside(file.resolveSibling("")).add(file); // whose it was nobody knows
        Files.createFile(file, PrivateFiles.fileMode());
      }
      fd = FileLease.open(file);
      if (turns != null) {
        turns.created(ofStdout, file);
      }
    }

    /// Gives it to an attempt that has ended, unless it is empty and nobody has it open.
    void deliver(Path to, boolean closed) throws IOException {
      if (fd == CLOSED
          || NativeFiles.size(fd) != 0
          || !closed && FileLease.openers(fd) != FileLease.Answer.NOBODY) {
        giveAway(to);
      }
    }

    /// Gives it to an attempt. If somebody else has already moved it, it stays there.
    void giveAway(Path to) throws IOException {
      close();
      try {
        Files.move(file, to, StandardCopyOption.ATOMIC_MOVE);
        if (turns != null) {
          turns.moved(ofStdout, to);
        }
      } catch (NoSuchFileException e) {
        // nothing was printed, or it is there already
      }
    }

    /// Gives it to an attempt that has none yet. A worker that died between two commands may have
    /// given the first its output, and created a new file for the second.
    void bequeath(Path to) throws IOException {
      if (!Files.exists(to) || Files.size(to) == 0) {
        giveAway(to);
      }
    }

    /// Makes room for another one.
    void discard() throws IOException {
      close();
      if (Files.exists(file)) {
        new SetAside(file.resolveSibling("")).add(file);
      }
    }

    private void close() {
      if (fd >= 0) {
        Native.close(fd);
      }
      fd = CLOSED;
    }
  }
}
