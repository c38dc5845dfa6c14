package dev.queuectl.cli.console;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/// Lets the characters of box drawing through JLine as they are.
///
/// JLine writes them as letters in the terminal's alternate character set, which terminals in UTF-8
/// (PuTTY) show as letters, or without that set as `-`, `|` and `+`, in a job's command as well. So
/// it is offered a set of ours, which is turned back here: none of it reaches the terminal.
final class LineDrawing extends FilterOutputStream {
  /// What begins and ends letters of the set: SO and SI, which no text on a screen holds.
  private static final char BEGIN = 0x0e;

  private static final char END = 0x0f;
  private static final char ESCAPE = 0x1b;

  /// The set of a VT100, as far as JLine uses it, and what each letter stands for.
  private static final String LETTERS = "jklmnqtuvwx";

  private static final String DRAWN = "┘┐┌└┼─├┤┴┬│";

  private enum State {
    TEXT,
    DRAWING,
    /// Colours may change in the midst of a drawing: that is not part of it.
    ESCAPED,
    SEQUENCE
  }

  private State state = State.TEXT;

  LineDrawing(OutputStream terminal) {
    super(terminal);
  }

  /// What JLine is to take for a capability of the terminal.
  ///
  /// @param own what the terminal has
  static @Nullable String capability(Capability capability, @Nullable String own) {
    return switch (capability) {
      case enter_alt_charset_mode -> String.valueOf(BEGIN);
      case exit_alt_charset_mode -> String.valueOf(END);
      default -> own;
    };
  }

  @Override
  public void write(int octet) throws IOException {
    switch (state) {
      case TEXT -> text(octet);
      case DRAWING -> drawing(octet);
      case ESCAPED -> pass(octet, octet == '[' ? State.SEQUENCE : State.DRAWING);
      case SEQUENCE -> pass(octet, octet >= '@' ? State.DRAWING : State.SEQUENCE);
    }
  }

  private void text(int octet) throws IOException {
    if (octet == BEGIN) {
      state = State.DRAWING;
    } else {
      out.write(octet);
    }
  }

  private void drawing(int octet) throws IOException {
    var letter = LETTERS.indexOf(octet);
    if (octet == END) {
      state = State.TEXT;
    } else if (letter >= 0) {
      out.write(DRAWN.substring(letter, letter + 1).getBytes(StandardCharsets.UTF_8));
    } else {
      pass(octet, octet == ESCAPE ? State.ESCAPED : State.DRAWING);
    }
  }

  private void pass(int octet, State next) throws IOException {
    out.write(octet);
    state = next;
  }
}
