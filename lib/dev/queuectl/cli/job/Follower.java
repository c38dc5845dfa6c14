package dev.queuectl.cli.job;

import dev.queuectl.process.output.LogStore;
import dev.queuectl.process.output.OutputReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/// Copies what a job prints while it prints it, attempt after attempt.
final class Follower {
  private final LogStore logs;
  private final long seq;
  private final OutputStream out;
  private final OutputStream err;
  private int attempt;
  private long outOffset;
  private long errOffset;

  /// @param attempt the first to copy
  /// @param out where its standard output goes
  /// @param err where its standard error goes
  Follower(LogStore logs, long seq, int attempt, OutputStream out, OutputStream err) {
    this.logs = logs;
    this.seq = seq;
    this.attempt = attempt;
    this.out = out;
    this.err = err;
  }

  /// Begins with the last lines of what there is.
  Follower fromTail(int lines) {
    var output = logs.output(seq, attempt);
    try {
      outOffset = new OutputReader(output.stdout()).tailOffset(lines);
      errOffset = new OutputReader(output.stderr()).tailOffset(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /// Copies what is new.
  ///
  /// @param newest the number of the job's newest attempt
  void copy(int newest) {
    if (attempt <= newest) { // what is there before it begins is not this job's
      copyAttempt();
    }
    while (attempt < newest) {
      end();
      attempt++;
      outOffset = 0;
      errOffset = 0;
      copyAttempt();
    }
  }

  /// An attempt is over: what it has left unfinished does not go on in what is printed next.
  void end() {
    try {
      out.close();
      err.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Each stream is a file, so the order of what was written to both since the last look is known
  /// only as far as their times tell: the one written to last comes last.
  private void copyAttempt() {
    var output = logs.output(seq, attempt);
    try {
      if (changedAt(output.stdout()).compareTo(changedAt(output.stderr())) > 0) {
        copyErrors(output);
        copyOutput(output);
      } else {
        copyOutput(output);
        copyErrors(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copyOutput(LogStore.Output output) throws IOException {
    outOffset = new OutputReader(output.stdout()).copy(outOffset, out);
    out.flush();
  }

  private void copyErrors(LogStore.Output output) throws IOException {
    errOffset = new OutputReader(output.stderr()).copy(errOffset, err);
    err.flush();
  }

  private static FileTime changedAt(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file);
    } catch (NoSuchFileException e) {
      return FileTime.fromMillis(0); // it has printed nothing yet
    }
  }
}
