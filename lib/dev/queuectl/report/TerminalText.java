package dev.queuectl.report;

import java.util.LinkedHashSet;

/// What a job prints, as a terminal may have it: looking as the job wants it, and harmless.
///
/// Colours and text styles pass, and what stays on the line the cursor is on: carriage return,
/// backspace, tab, erasing, going to a column. Every other escape sequence is left out: moving to
/// other lines, titles, the clipboard, links, questions that the terminal would answer into the
/// keyboard, other screens, device control. What is no whole sequence is shown, escaped, and so are
/// all other control characters and those that turn the direction of writing.
///
/// A sequence may come in pieces. Only whole ones pass, so the terminal is never left inside one.
/// Nor is it left coloured: [#rest] takes the styles back, and the next text begins with them.
public final class TerminalText {
  /// Where in a sequence the text is.
  private enum Within {
    NOTHING,
    ESCAPE,
    CONTROL,
    STRING,
    STRING_ESCAPE
  }

  private static final char ESCAPE = 0x1b;
  private static final char BELL = 0x07;
  private static final char STRING_TERMINATOR = 0x9c;
  private static final String RESET = "\u001b[0m";

  /// DCS, OSC, SOS, PM and APC: up to a terminator, everything after them is theirs.
  private static final String STRINGS = "P]X^_";

  private static final String ON_THE_LINE = "KGCD";
  private static final int LONGEST_CONTROL = 200;
  private static final int LONGEST_STRING = 4096;
  private static final int MOST_STYLES = 64;

  private final boolean colours;
  private final boolean moves;
  private final StringBuilder shown = new StringBuilder();

  /// The sequence that has begun.
  private final StringBuilder begun = new StringBuilder();

  private Within within = Within.NOTHING;

  /// The parameters in force since the last reset. They only set, so of equal ones the last counts.
  private final LinkedHashSet<String> styles = new LinkedHashSet<>();

  private boolean styled;
  private boolean lineOpen;

  /// @param colours whether colours and styles pass
  /// @param moves whether erasing and going to a column pass
  public TerminalText(boolean colours, boolean moves) {
    this.colours = colours;
    this.moves = moves;
  }

  /// The text without any sequences.
  public static String plain(String text) {
    var plain = new TerminalText(false, false);
    return plain.pass(text) + plain.end();
  }

  /// What is to be printed of the next piece.
  public String pass(CharSequence piece) {
    for (var i = 0; i < piece.length(); i++) {
      pass(piece.charAt(i));
    }
    return taken();
  }

  /// What is to be printed when there is no more for the moment, so that what others print is not
  /// coloured.
  public String rest() {
    unstyle();
    return taken();
  }

  /// What is to be printed at the end. After it, another text may begin.
  public String end() {
    unstyle();
    styles.clear();
    showBegun();
    return taken();
  }

  /// Whether something was printed on the line the cursor is on.
  public boolean isLineOpen() {
    return lineOpen;
  }

  private String taken() {
    var text = shown.toString();
    shown.setLength(0);
    return text;
  }

  private void unstyle() {
    if (styled) {
      shown.append(RESET);
      styled = false;
    }
  }

  private void pass(char c) {
    switch (within) {
      case NOTHING -> {
        if (c == ESCAPE) {
          begin(Within.ESCAPE);
        } else {
          show(c);
        }
      }
      case ESCAPE -> escape(c);
      case CONTROL -> control(c);
      case STRING -> string(c);
      case STRING_ESCAPE -> stringEscape(c);
    }
  }

  private void begin(Within place) {
    begun.append(ESCAPE);
    within = place;
  }

  private void escape(char c) {
    var first = begun.length() == 1;
    if (first && c == '[') {
      goOn(c, Within.CONTROL, LONGEST_CONTROL);
    } else if (first && STRINGS.indexOf(c) >= 0) {
      goOn(c, Within.STRING, LONGEST_STRING);
    } else if (c >= ' ' && c < '0') {
      goOn(c, Within.ESCAPE, LONGEST_CONTROL);
    } else if (c >= '0' && c <= '~') {
      leaveOut();
    } else {
      breakOff(c);
    }
  }

  private void control(char c) {
    if (c >= ' ' && c < '@') {
      goOn(c, Within.CONTROL, LONGEST_CONTROL);
    } else if (c >= '@' && c <= '~') {
      var parameters = begun.substring(2);
      leaveOut();
      obey(parameters, c);
    } else {
      breakOff(c);
    }
  }

  /// One without an end must not take the lines after it along.
  private void string(char c) {
    if (c == STRING_TERMINATOR || c == BELL && begun.charAt(1) == ']') {
      leaveOut();
    } else if (c == ESCAPE) {
      within = Within.STRING_ESCAPE;
    } else if (c == '\n' || c == '\r') {
      breakOff(c);
    } else {
      goOn(c, Within.STRING, LONGEST_STRING);
    }
  }

  private void stringEscape(char c) {
    if (c == '\\') {
      leaveOut();
    } else {
      within = Within.STRING;
      showBegun();
      begin(Within.ESCAPE);
      pass(c);
    }
  }

  private void goOn(char c, Within place, int longest) {
    within = place;
    begun.append(c);
    if (begun.length() > longest) {
      showBegun();
    }
  }

  private void leaveOut() {
    within = Within.NOTHING;
    begun.setLength(0);
  }

  private void breakOff(char c) {
    showBegun();
    pass(c);
  }

  private void showBegun() {
    if (within == Within.STRING_ESCAPE) {
      begun.append(ESCAPE);
    }
    var text = begun.toString();
    leaveOut();
    text.chars().forEach(c -> show((char) c));
  }

  /// SO and SI choose among character sets, which no job here can have changed.
  private void show(char c) {
    if (c == '\n' || c == '\r' || c == '\b') {
      lineOpen &= c != '\n';
      restyle().append(c);
    } else if (Printable.isHostile(c)) {
      if (c != 0x0e && c != 0x0f) {
        lineOpen = true;
        restyle().append(Printable.text(String.valueOf(c)));
      }
    } else {
      lineOpen = true;
      restyle().append(c);
    }
  }

  private StringBuilder restyle() {
    if (!styled && !styles.isEmpty()) {
      styles.forEach(style -> shown.append(sequence(style, 'm')));
      styled = true;
    }
    return shown;
  }

  /// Parameters with anything but numbers are private to a terminal.
  private void obey(String parameters, char last) {
    if (last == 'm') {
      if (colours && parameters.chars().allMatch(c -> c >= '0' && c <= ';')) {
        style(parameters);
      }
    } else if (moves && ON_THE_LINE.indexOf(last) >= 0 && parameters.matches("[0-9]{0,4}")) {
      restyle().append(sequence(parameters, last));
    }
  }

  private void style(String parameters) {
    var first = parameters.split(";", 2)[0];
    if (first.chars().allMatch(c -> c == '0')) {
      styles.clear(); // also when nothing is there, which means 0
      if (parameters.equals(first)) {
        unstyle();
        return;
      }
    }
    styles.remove(parameters);
    styles.add(parameters);
    if (styles.size() > MOST_STYLES) {
      styles.removeFirst();
    }
    if (styled) {
      shown.append(sequence(parameters, 'm'));
    }
  }

  private static String sequence(String parameters, char last) {
    return "\u001b[" + parameters + last;
  }
}
