package dev.queuectl.report;

import dev.queuectl.QueueException;
import dev.queuectl.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/// Splits bytes into lines of strictly valid UTF-8, without the blank ones and the `#` comments.
public final class JobLines {
  /// Longer lines are refused: no command that can run needs them.
  public static final int MAX_LINE_BYTES = 4 << 20;

  private final Consumer<String> lines;
  private final Consumer<QueueException.Invalid> broken;
  private byte[] line = new byte[1 << 12];
  private int length;
  private long current;

  /// @param lines gets each line
  /// @param broken gets what `lines` threw, with the line's number
  public JobLines(Consumer<String> lines, Consumer<QueueException.Invalid> broken) {
    this.lines = lines;
    this.broken = broken;
  }

  public void read(InputStream in) throws IOException {
    var buffer = new byte[1 << 16];
    var number = 1L;
    for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      var from = 0;
      for (var i = 0; i < count; i++) {
        if (buffer[i] == '\n') {
          append(buffer, from, i, number);
          accept(number++);
          from = i + 1;
        }
      }
      append(buffer, from, count, number);
    }
    accept(number);
  }

  private void append(byte[] buffer, int from, int to, long number) {
    var more = to - from;
    if (length + more > MAX_LINE_BYTES) {
      throw new QueueException.Line(number)
          .around(
              new QueueException.Invalid(
                  "it is longer than %,d bytes".formatted(MAX_LINE_BYTES),
                  "Is this really a file of jobs?"));
    }
    if (length + more > line.length) {
      line = Arrays.copyOf(line, Math.max(2 * line.length, length + more));
    }
    System.arraycopy(buffer, from, line, length, more);
    length += more;
  }

  /// The number of the line that is being given on.
  long current() {
    return current;
  }

  private void accept(long number) {
    current = number;
    try {
      var text = decoded();
      if (!text.isEmpty() && text.charAt(0) != '#') {
        lines.accept(text);
      }
    } catch (QueueException.Invalid e) {
      broken.accept(new QueueException.Line(number).around(e));
    } finally {
      length = 0;
    }
  }

  private String decoded() {
    return Utf8.decoded(line, 0, length)
        .map(JobLines::stripped)
        .orElseThrow(() -> notUtf8(Utf8.wrongAt(line, 0, length).orElse(0) + 1));
  }

  /// Without the blanks around it, but one at the end that a backslash keeps: to a shell it is a
  /// part of the last word.
  public static String stripped(String text) {
    var inside = text.stripTrailing();
    var slashes = inside.length();
    while (slashes > 0 && inside.charAt(slashes - 1) == '\\') {
      slashes--;
    }
    var isKept = (inside.length() - slashes) % 2 == 1 && text.startsWith(" ", inside.length());
    return (isKept ? inside + " " : inside).stripLeading();
  }

  private static QueueException.Invalid notUtf8(int at) {
    return new QueueException.Invalid(
        "it is not valid UTF-8, at byte " + at, "Convert the text to UTF-8.");
  }
}
