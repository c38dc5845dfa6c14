package dev.queuectl.cli.shell;

import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;

/// Lines without colours: JLine's own highlighter would underline and invert.
final class PlainLines implements Highlighter {
  @Override
  public AttributedString highlight(LineReader reader, String buffer) {
    return new AttributedString(buffer);
  }
}
