package dev.queuectl.process.launch;

import java.io.IOException;
import java.nio.file.Path;

/// Where a [SlotShell] lets its commands print at first: two files that go to an attempt's own
/// place when they have something in them, are still held open, or the attempt takes longer. So an
/// attempt that is short and silent, as most are, makes no file: making two and deleting them takes
/// longer than to run `true`.
///
/// @param stdout on the file system of all output
/// @param stderr beside it
record Spool(SpoolFile stdout, SpoolFile stderr) {

  /// That of the shell with this journal.
  ///
  /// @param directory of all spools
  static Spool of(Path directory, Path journal) {
    var name = journal.getFileName().toString();
    return new Spool(
        new SpoolFile(directory.resolve(name + ".out")),
        new SpoolFile(directory.resolve(name + ".err")));
  }

  /// Makes what is missing. Where a shell had to make it and could not, a command would seem to
  /// have failed that was never begun.
  void prepare() throws IOException {
    stdout.prepare();
    stderr.prepare();
  }

  /// Gives what was printed, and what may still be, to an attempt, and keeps what is empty and
  /// nobody's.
  void deliver(Path stdout, Path stderr) throws IOException {
    this.stdout.deliver(stdout);
    this.stderr.deliver(stderr);
  }

  /// Gives both files to an attempt that goes on printing into them.
  void giveAway(Path stdout, Path stderr) throws IOException {
    this.stdout.giveAway(stdout);
    this.stderr.giveAway(stderr);
  }

  /// The same on behalf of a worker that is dead, and may have done it.
  void bequeath(Path stdout, Path stderr) throws IOException {
    this.stdout.bequeath(stdout);
    this.stderr.bequeath(stderr);
  }

  /// Deletes both, as soon as nobody has them open.
  void discard() throws IOException {
    stdout.discard();
    stderr.discard();
  }
}
