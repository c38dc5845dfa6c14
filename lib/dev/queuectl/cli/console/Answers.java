package dev.queuectl.cli.console;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// What a person types at a terminal, a line each, without ever waiting for it: a process in the
/// background that reads from its terminal is stopped, and its jobs with it.
public final class Answers {
  private static final int LONGEST = 100;

  private final InputStream in;
  private final StringBuilder line = new StringBuilder();

  public Answers(InputStream in) {
    this.in = in;
  }

  /// The line that has been typed; null while there is none.
  @Nullable
  public String take() {
    try {
      while (!Terminal.isBackground() && in.available() > 0) {
        var c = in.read();
        if (c == '\n' || c < 0) {
          var answer = line.toString().strip();
          line.setLength(0);
          return answer;
        }
        if (line.length() < LONGEST) {
          line.append((char) c);
        }
      }
    } catch (IOException e) {
      // The terminal is gone; nobody answers.
    }
    return null;
  }
}
