package dev.queuectl.web.page.part;

import static j2html.TagCreator.bdi;
import static j2html.TagCreator.each;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.CodeTag;
import java.util.ArrayList;
import java.util.List;

/// Text that others wrote (commands, ids, names, errors), harmless and honest: j2html escapes what
/// HTML reads, `bdi` keeps its direction to itself, and characters that cannot be seen or that turn
/// the direction of writing are shown by name ("Trojan Source", CVE-2021-42574).
public final class Stored {
  private static final int LONGEST_LINE = 240;

  /// ASCII's own names.
  private static final List<String> CONTROLS =
      List.of(
          "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF",
          "CR", "SO", "SI", "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM",
          "SUB", "ESC", "FS", "GS", "RS", "US");

  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  private Stored() {}

  /// In running text, on one line; of a long one its beginning.
  public static DomContent line(String stored) {
    return bdi(shown(cut(stored, LONGEST_LINE), false));
  }

  /// The same for what is code: a command, an id.
  public static CodeTag code(String stored) {
    return TagCreator.code(line(stored));
  }

  /// Whole, with its lines; for an element that keeps white space.
  public static DomContent whole(String stored) {
    return bdi(shown(stored, true));
  }

  /// For attributes and titles, which can hold no markup.
  public static String plain(String stored) {
    var result = new StringBuilder();
    cut(stored, LONGEST_LINE)
        .codePoints()
        .forEach(
            c -> {
              if (isHidden(c)) {
                result.append(name(c));
              } else {
                result.appendCodePoint(c);
              }
            });
    return result.toString();
  }

  private static String cut(String stored, int most) {
    if (stored.length() <= most) {
      return stored;
    }
    var end = Character.isHighSurrogate(stored.charAt(most - 1)) ? most - 1 : most;
    return stored.substring(0, end) + "…";
  }

  private static DomContent shown(String stored, boolean lines) {
    var parts = new ArrayList<DomContent>();
    var run = new StringBuilder();
    stored.codePoints().forEach(c -> append(c, lines, run, parts));
    flush(run, parts);
    return each(parts.toArray(DomContent[]::new));
  }

  private static void append(int c, boolean lines, StringBuilder run, ArrayList<DomContent> parts) {
    if (!isHidden(c) || lines && (c == '\n' || c == '\t')) {
      run.appendCodePoint(c);
      return;
    }
    flush(run, parts);
    parts.add(hidden(c));
  }

  private static void flush(StringBuilder run, ArrayList<DomContent> parts) {
    if (!run.isEmpty()) {
      parts.add(text(run.toString()));
      run.setLength(0);
    }
  }

  /// A character that cannot be seen, by name.
  public static DomContent hidden(int c) {
    var description = Character.getName(c);
    return span(name(c)).withClass("hidden-char").withTitle(description == null ? "" : description);
  }

  private static String name(int c) {
    return switch (c) {
      case '\n' -> "⏎";
      case '\t' -> "⇥";
      default -> c < CONTROLS.size() ? CONTROLS.get(c) : "U+%04X".formatted(c);
    };
  }

  /// Joiners stay: scripts and emoji need them, and they move nothing.
  public static boolean isHidden(int c) {
    return switch (Character.getType(c)) {
      case Character.FORMAT -> c != ZERO_WIDTH_JOINER && c != ZERO_WIDTH_NON_JOINER;
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
