package dev.queuectl.process.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Both streams of an ended attempt as one, in the order in which it wrote to them, as far as that
/// was seen, see [OutputOrder]. Offsets are those in the whole.
public final class InterleavedOutput implements OutputSource {
  /// Of what was written within moments, so much is read to guess the order of its lines.
  private static final long MOST_GUESSED = 64 * 1024;

  private static final int MOST_TAIL = 1 << 20;

  private final LogStore.Output files;
  private final List<Piece> pieces = new ArrayList<>();
  private Known known = Known.EXACT;

  private InterleavedOutput(LogStore.Output files) {
    this.files = files;
  }

  /// How much is known of the order.
  public enum Known {
    EXACT,
    /// Some lines were written within moments: which came first is a guess.
    PARTLY,
    /// Nothing: standard output comes first.
    UNKNOWN;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A part of one of the two files.
  ///
  /// @param exact whether its place is known
  public record Piece(boolean stdout, long from, long end, boolean exact) {
    long bytes() {
      return end - from;
    }
  }

  /// @param order as the attempt's row has it
  public static InterleavedOutput of(LogStore.Output files, @Nullable String order)
      throws IOException {
    var both = new InterleavedOutput(files);
    var out = new OutputReader(files.stdout()).size();
    var err = new OutputReader(files.stderr()).size();
    var seen =
        OutputOrder.of(order).filter(it -> it.stdoutBytes() <= out && it.stderrBytes() <= err);
    if (out == 0 || err == 0) {
      both.rest(out, err, true);
    } else if (seen.isEmpty()) { // or the files were cut since
      both.rest(out, err, false);
      both.known = Known.UNKNOWN;
    } else {
      for (var stretch : seen.get().stretches()) {
        both.add(stretch);
      }
      both.rest(out, err, false); // written by what was left in the background
    }
    return both;
  }

  public Known known() {
    return known;
  }

  /// The parts of a range, in order.
  public List<Piece> pieces(long from, long end) {
    var within = new ArrayList<Piece>();
    var at = 0L;
    for (var piece : pieces) {
      var first = Math.max(at, from);
      var last = Math.min(at + piece.bytes(), end);
      if (first < last) {
        var begin = piece.from() + first - at;
        within.add(new Piece(piece.stdout(), begin, begin + last - first, piece.exact()));
      }
      at += piece.bytes();
    }
    return within;
  }

  @Override
  public long size() {
    return pieces.stream().mapToLong(Piece::bytes).sum();
  }

  @Override
  public long copy(long offset, long mostBytes, OutputStream to) throws IOException {
    var at = offset;
    var left = Math.min(mostBytes, Math.max(0, size() - offset));
    for (var piece : pieces(offset, offset + left)) {
      copy(piece, to);
      at += piece.bytes();
    }
    return at;
  }

  public void copy(Piece piece, OutputStream to) throws IOException {
    var file = new OutputReader(piece.stdout() ? files.stdout() : files.stderr());
    file.copy(piece.from(), piece.bytes(), to);
  }

  @Override
  public long tailOffset(int lines) throws IOException {
    var size = size();
    var from = Math.max(0, size - MOST_TAIL);
    var block = new ByteArrayOutputStream();
    copy(from, size - from, block);
    var bytes = block.toByteArray();
    var wanted = lines;
    for (var i = bytes.length - 2; i >= 0 && lines > 0; i--) {
      if (bytes[i] == '\n' && --wanted == 0) {
        return from + i + 1;
      }
    }
    return lines == 0 ? size : from;
  }

  private long end(boolean ofStdout) {
    return pieces.reversed().stream()
        .filter(piece -> piece.stdout() == ofStdout)
        .findFirst()
        .map(Piece::end)
        .orElse(0L);
  }

  private void add(boolean toStdout, long end, boolean exact) {
    var from = end(toStdout);
    if (end <= from) {
      return;
    }
    if (!exact) {
      known = Known.PARTLY;
    }
    var last = pieces.isEmpty() ? null : pieces.getLast();
    if (last != null && last.stdout() == toStdout && last.exact() == exact) {
      pieces.set(pieces.size() - 1, new Piece(toStdout, last.from(), end, exact));
    } else {
      pieces.add(new Piece(toStdout, from, end, exact));
    }
  }

  private void rest(long out, long err, boolean exact) {
    add(true, out, exact);
    add(false, err, exact);
  }

  private void add(OutputOrder.Stretch stretch) throws IOException {
    var out = end(true) + stretch.stdoutBytes();
    var err = end(false) + stretch.stderrBytes();
    if (stretch.isExact()) {
      add(stretch.stdoutFirst(), stretch.stdoutFirst() ? out : err, true);
      add(!stretch.stdoutFirst(), stretch.stdoutFirst() ? err : out, true);
    } else if (stretch.turns() > 0 && out - end(true) + err - end(false) <= MOST_GUESSED) {
      guess(stretch, out, err);
    } else {
      rest(out, err, false);
    }
  }

  /// Most programs that print to both print lines: each turn is taken for one, the last of each
  /// stream for all that is left.
  private void guess(OutputOrder.Stretch stretch, long out, long err) throws IOException {
    var toStdout = stretch.stdoutFirst();
    for (var left = stretch.turns(); left > 0; left--) {
      var end = toStdout ? out : err;
      var isLast = left <= 2;
      add(toStdout, isLast ? end : Math.min(end, lineEnd(toStdout)), false);
      toStdout = !toStdout;
    }
    rest(out, err, false);
  }

  private long lineEnd(boolean ofStdout) throws IOException {
    var file = ofStdout ? files.stdout() : files.stderr();
    return new OutputReader(file).lineEnd(end(ofStdout));
  }
}
