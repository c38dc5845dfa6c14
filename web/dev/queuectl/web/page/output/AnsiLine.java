package dev.queuectl.web.page.output;

import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.queuectl.web.page.part.Stored;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One line as a terminal would show it in the end: what was written over after a carriage return
/// or a backspace is gone. Grows while it is written.
final class AnsiLine {
  private static final int TAB = 8;

  private int[] letters = new int[128];
  private AnsiStyle[] styles = new AnsiStyle[128];
  private int length;
  private int column;

  void write(int letter, AnsiStyle style) {
    if (column == letters.length) {
      letters = Arrays.copyOf(letters, 2 * column);
      styles = Arrays.copyOf(styles, 2 * column);
    }
    letters[column] = letter;
    styles[column] = style;
    column++;
    length = Math.max(length, column);
  }

  void tab(AnsiStyle style) {
    do {
      write(' ', style);
    } while (column % TAB != 0);
  }

  void carriageReturn() {
    column = 0;
  }

  void backspace() {
    column = Math.max(0, column - 1);
  }

  void eraseRest() {
    length = column;
  }

  void eraseAll() {
    Arrays.fill(letters, 0, column, ' ');
    Arrays.fill(styles, 0, column, AnsiStyle.PLAIN);
    length = column;
  }

  /// The line, at most so many letters of it, then how many more there are.
  List<DomContent> html(int most) {
    var parts = new ArrayList<DomContent>();
    var end = Math.min(length, most);
    for (var start = 0; start < end; ) {
      var next = start + 1;
      while (next < end && styles[next].equals(styles[start])) {
        next++;
      }
      run(parts, start, next);
      start = next;
    }
    if (length > most) {
      parts.add(
          span(" … %,d more characters in this line".formatted(length - most)).withClass("cut"));
    }
    return parts;
  }

  private void run(List<DomContent> parts, int start, int end) {
    var classes = styles[start].cssClasses();
    var content = new ArrayList<DomContent>();
    var plain = new StringBuilder();
    for (var i = start; i < end; i++) {
      if (Stored.isHidden(letters[i])) {
        content.add(text(plain.toString()));
        plain.setLength(0);
        content.add(Stored.hidden(letters[i]));
      } else {
        plain.appendCodePoint(letters[i]);
      }
    }
    content.add(text(plain.toString()));
    if (classes.isEmpty()) {
      parts.addAll(content);
    } else {
      parts.add(span(content.toArray(DomContent[]::new)).withClass(classes));
    }
  }
}
