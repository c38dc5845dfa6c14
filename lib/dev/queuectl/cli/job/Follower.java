package dev.queuectl.cli.job;

import dev.queuectl.process.output.LogStore;
import dev.queuectl.process.output.OutputReader;
import dev.queuectl.process.output.WriteOrder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Copies what a job prints while it prints it, attempt after attempt, and both streams in the
/// order in which it prints to them, as far as that can be known.
final class Follower implements AutoCloseable {
  private final LogStore logs;
  private final long seq;
  private final Stream out;
  private final Stream err;
  private final Optional<WriteOrder> order;
  private int attempt;

  /// @param attempt the first to copy
  /// @param out where its standard output goes
  /// @param err where its standard error goes
  /// @param order closed by [#close]
  Follower(
      LogStore logs,
      long seq,
      int attempt,
      OutputStream out,
      OutputStream err,
      Optional<WriteOrder> order) {
    this.logs = logs;
    this.seq = seq;
    this.attempt = attempt;
    this.out = new Stream(out);
    this.err = new Stream(err);
    this.order = order.filter(it -> it.follows(seq));
  }

  /// Begins with the last lines of what there is.
  Follower fromTail(int lines) {
    var output = logs.reading(seq, attempt);
    try {
      out.offset = new OutputReader(output.stdout()).tailOffset(lines);
      err.offset = new OutputReader(output.stderr()).tailOffset(lines);
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
      out.offset = 0;
      err.offset = 0;
      copyAttempt();
    }
  }

  private void copyAttempt() {
    var output = logs.reading(seq, attempt);
    // Measured first: all writes up to there are known when the order is asked for.
    var outEnd = output.stdout().toFile().length();
    var errEnd = output.stderr().toFile().length();
    try {
      for (var write : order.map(known -> known.take(attempt)).orElse(List.of())) {
        if (write.stdout()) {
          out.copy(output.stdout(), write);
        } else {
          err.copy(output.stderr(), write);
        }
      }
      if (isNewer(output.stdout(), output.stderr())) {
        err.copy(output.stderr(), errEnd);
        out.copy(output.stdout(), outEnd);
      } else {
        out.copy(output.stdout(), outEnd);
        err.copy(output.stderr(), errEnd);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where nothing else is known, the stream that was written to last comes last.
  private static boolean isNewer(Path file, Path other) {
    return file.toFile().lastModified() > other.toFile().lastModified();
  }

  /// An attempt is over: what it has left unfinished does not go on in what is printed next.
  private void end() {
    try {
      out.to.close();
      err.to.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    order.ifPresent(WriteOrder::close);
    end();
  }

  /// One of the two.
  private static final class Stream {
    private final OutputStream to;
    private long offset;

    Stream(OutputStream to) {
      this.to = to;
    }

    /// What is known to be followed by something in the other stream is taken for one line if its
    /// length is not known: most programs that print to both print lines.
    void copy(Path file, WriteOrder.Write write) throws IOException {
      copy(
          file,
          write.end() == WriteOrder.UNKNOWN ? new OutputReader(file).lineEnd(offset) : write.end());
    }

    void copy(Path file, long end) throws IOException {
      if (end > offset) {
        offset = new OutputReader(file).copy(offset, end - offset, to);
        to.flush();
      }
    }
  }
}
