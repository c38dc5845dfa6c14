package dev.queuectl.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Where a [SlotShell] lets its commands print at first: two files that go to an attempt's own
/// place when they have something in them or the attempt takes longer. So an attempt that is short
/// and silent, as most are, makes no file: making two and deleting them takes longer than to run
/// `true`.
///
/// @param stdout on the file system of all output
/// @param stderr beside it
record Spool(Path stdout, Path stderr) {

  /// That of the shell with this journal.
  ///
  /// @param directory of all spools
  static Spool of(Path directory, Path journal) {
    var name = journal.getFileName().toString();
    return new Spool(directory.resolve(name + ".out"), directory.resolve(name + ".err"));
  }

  /// Makes what is missing. Where a shell had to make it and could not, a command would seem to
  /// have failed that was never begun.
  void prepare() throws IOException {
    prepare(stdout);
    prepare(stderr);
  }

  private static void prepare(Path file) throws IOException {
    if (!Files.exists(file)) {
      PrivateFiles.makeDirectoryOf(file);
      Files.createFile(file, PrivateFiles.fileMode());
    }
  }

  /// Gives what was printed to an attempt, and keeps what is empty.
  void deliver(Path stdout, Path stderr) throws IOException {
    if (this.stdout.toFile().length() > 0) {
      move(this.stdout, stdout);
    }
    if (this.stderr.toFile().length() > 0) {
      move(this.stderr, stderr);
    }
  }

  /// Gives both files to an attempt that goes on printing into them. What somebody else has moved
  /// already stays where it is.
  void giveAway(Path stdout, Path stderr) throws IOException {
    move(this.stdout, stdout);
    move(this.stderr, stderr);
  }

  void delete() throws IOException {
    Files.deleteIfExists(stdout);
    Files.deleteIfExists(stderr);
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      // nothing was printed, or it is there already
    }
  }
}
