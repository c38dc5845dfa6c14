package dev.queuectl.cli.console;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/// Single keys from what a terminal sends: one for a letter, and one for a whole escape sequence,
/// also an unknown one. Its letters would otherwise be taken for keys: Ctrl-Left ends in `D`, which
/// deletes a job in `top`.
public final class KeyReader {
  public static final String UP = "up";
  public static final String DOWN = "down";
  public static final String LEFT = "left";
  public static final String PAGE_UP = "page-up";
  public static final String PAGE_DOWN = "page-down";
  public static final String HOME = "home";
  public static final String END = "end";
  public static final String TAB = "tab";
  public static final String BACK_TAB = "back-tab";
  public static final String ENTER = "enter";
  public static final String ESCAPE = "escape";
  public static final String BACKSPACE = "backspace";

  /// The end of the input.
  public static final String CLOSED = "closed";

  /// A key that has no name here.
  static final String OTHER = "other";

  /// How long after an Escape what comes may belong to it; the key Escape sends nothing more.
  private static final long SEQUENCE_MILLIS = 100;

  private static final int LONGEST = 256;
  private static final char ESC = '\u001b';
  private static final char BEL = '\u0007';

  /// What follows the Escape that begins a sequence: keys are CSI (`[`) and SS3 (`O`); the others
  /// begin texts, with which terminals answer questions, maybe those of the program before us.
  private static final String TEXTS = "]P^_X";

  private static final String BEGINNINGS = "[O" + TEXTS;

  private static final Map<String, String> NAMES = names();

  private final NonBlockingReader reader;

  /// A letter that was read to see whether it belongs to a sequence, and does not.
  private int waiting = NonBlockingReader.READ_EXPIRED;

  public KeyReader(NonBlockingReader reader) {
    this.reader = reader;
  }

  private static Map<String, String> names() {
    var names = new HashMap<String, String>();
    bind(names, UP, "\u001b[A", "\u001bOA");
    bind(names, DOWN, "\u001b[B", "\u001bOB");
    bind(names, LEFT, "\u001b[D", "\u001bOD");
    bind(names, PAGE_UP, "\u001b[5~");
    bind(names, PAGE_DOWN, "\u001b[6~");
    bind(names, HOME, "\u001b[H", "\u001bOH", "\u001b[1~", "\u001b[7~");
    bind(names, END, "\u001b[F", "\u001bOF", "\u001b[4~", "\u001b[8~");
    bind(names, BACK_TAB, "\u001b[Z");
    bind(names, TAB, "\t");
    bind(names, ENTER, "\r", "\n", "\u001bOM");
    bind(names, BACKSPACE, "\u007f", "\b");
    bind(names, CLOSED, "\u0003"); // Ctrl-C is a key like any other in raw mode
    return Map.copyOf(names);
  }

  private static void bind(Map<String, String> names, String name, String... sequences) {
    for (var sequence : sequences) {
      names.put(sequence, name);
    }
  }

  /// The next key: one of the names above, or what was typed.
  ///
  /// @return null if there is none in time
  @Nullable
  public String next(long millis) throws IOException {
    var c = take(millis);
    if (c == NonBlockingReader.READ_EXPIRED) {
      return null;
    }
    if (c < 0) {
      return CLOSED;
    }
    return c == ESC ? afterEscape() : named(typed((char) c));
  }

  private int take(long millis) throws IOException {
    if (waiting == NonBlockingReader.READ_EXPIRED) {
      return reader.read(millis);
    }
    var c = waiting;
    waiting = NonBlockingReader.READ_EXPIRED;
    return c;
  }

  private String typed(char first) throws IOException {
    return Character.isHighSurrogate(first)
        ? "" + first + (char) reader.read(SEQUENCE_MILLIS)
        : Character.toString(first);
  }

  private static String named(String typed) {
    var name = NAMES.get(typed);
    if (name != null) {
      return name;
    }
    return typed.codePointAt(0) >= ' ' && typed.charAt(0) != ESC ? typed : OTHER;
  }

  private String afterEscape() throws IOException {
    var second = reader.read(SEQUENCE_MILLIS);
    if (second < 0 || BEGINNINGS.indexOf(second) < 0) {
      waiting = second;
      return ESCAPE;
    }
    var third = reader.read(SEQUENCE_MILLIS);
    if (third < 0) { // an Escape, and a letter typed quickly
      waiting = second;
      return ESCAPE;
    }
    var sequence = new StringBuilder().append(ESC).append((char) second).append((char) third);
    while (!isWhole(sequence)) {
      var c = reader.read(SEQUENCE_MILLIS);
      if (c < 0 || sequence.length() == LONGEST) {
        return OTHER;
      }
      sequence.append((char) c);
    }
    return named(sequence.toString());
  }

  /// By ECMA-48. Parameters may also follow SS3 (`ESC O 5 A`), and the Linux console sends `ESC [ [
  /// A` for F1.
  private static boolean isWhole(StringBuilder sequence) {
    var length = sequence.length();
    var last = sequence.charAt(length - 1);
    if (TEXTS.indexOf(sequence.charAt(1)) >= 0) {
      return last == BEL || last == '\\' && sequence.charAt(length - 2) == ESC;
    }
    return last >= '@' && last <= '~' && !(length == 3 && last == '[');
  }
}
