package dev.queuectl.report;

/// Makes text that others wrote harmless to a terminal: what a job calls itself, prints or fails
/// with may hold escape sequences that recolour, rename or type into it.
public final class Printable {
  private Printable() {}

  /// On one line: every control character escaped, newlines and tabs included.
  public static String line(String text) {
    return escaped(text, false);
  }

  /// Newlines and tabs stay, everything else is escaped.
  public static String text(String text) {
    return escaped(text, true);
  }

  private static String escaped(String text, boolean lines) {
    if (text.chars().noneMatch(Printable::isHostile)) {
      return text;
    }
    var result = new StringBuilder(text.length() + 16);
    text.chars().forEach(c -> append(result, (char) c, lines));
    return result.toString();
  }

  private static void append(StringBuilder result, char c, boolean lines) {
    if (!isHostile(c) || lines && (c == '\n' || c == '\t')) {
      result.append(c);
      return;
    }
    switch (c) {
      case '\n' -> result.append("\\n");
      case '\r' -> result.append("\\r");
      case '\t' -> result.append("\\t");
      default ->
          result.append(c < 0x100 ? "\\x%02x".formatted((int) c) : "\\u%04x".formatted((int) c));
    }
  }

  /// Control characters of both sets (C1 includes an eight-bit CSI), and those that turn the
  /// direction of writing, with which text can pose as other text ("Trojan Source",
  /// CVE-2021-42574).
  public static boolean isHostile(int c) {
    return c < 0x20
        || c >= 0x7f && c < 0xa0
        || c >= 0x202a && c <= 0x202e
        || c >= 0x2066 && c <= 0x2069
        || c == 0x2028
        || c == 0x2029;
  }
}
