package dev.queuectl.web.page.output;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/// Output with ANSI colours as safe markup: text, `span` and classes of ours, whatever it holds.
///
/// Our own, since what is on Maven Central does half of it: JLine's `AttributedString` leaves some
/// sequences in the text and knows no carriage return, jansi writes to terminals only.
final class AnsiText {
  private static final int LONGEST_LINE = 4000;

  private AnsiText() {}

  /// The lines of an output, each as the parts of its element.
  public static List<List<DomContent>> lines(String output) {
    var lines = new ArrayList<List<DomContent>>();
    var line = new AnsiLine();
    var style = AnsiStyle.PLAIN;
    for (var i = 0; i < output.length(); ) {
      var c = output.charAt(i);
      if (c == '\n') {
        lines.add(line.html(LONGEST_LINE));
        line = new AnsiLine();
        i++;
      } else if (AnsiSequence.begins(c)) {
        var sequence = AnsiSequence.at(output, i);
        style = follow(sequence, line, style);
        i = sequence.end();
      } else {
        var letter = output.codePointAt(i);
        write(letter, line, style);
        i += Character.charCount(letter);
      }
    }
    if (!output.isEmpty() && !output.endsWith("\n")) {
      lines.add(line.html(LONGEST_LINE));
    }
    return lines;
  }

  private static AnsiStyle follow(AnsiSequence sequence, AnsiLine line, AnsiStyle style) {
    return switch (sequence.effect()) {
      case NONE -> style;
      case STYLE -> style.with(sequence.numbers());
      case ERASE_REST -> {
        line.eraseRest();
        yield style;
      }
      case ERASE_LINE -> {
        line.eraseAll();
        yield style;
      }
    };
  }

  private static void write(int letter, AnsiLine line, AnsiStyle style) {
    switch (letter) {
      case '\r' -> line.carriageReturn();
      case '\b' -> line.backspace();
      case '\t' -> line.tab(style);
      default -> line.write(letter, style);
    }
  }
}
