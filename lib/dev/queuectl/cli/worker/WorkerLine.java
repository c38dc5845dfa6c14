package dev.queuectl.cli.worker;

import dev.queuectl.cli.console.Style;
import java.util.Locale;

/// A line in which a worker says what it does. In the log of a worker started at the prompt, its
/// kind comes first, so that nobody has to guess it from the words.
public record WorkerLine(Kind kind, String text) {

  /// What kind of line it is, and its colour on a terminal.
  enum Kind {
    JOINED(Style.PLAIN),
    COMPLETED(Style.GREEN),
    BURIED(Style.RED),
    RETRYING(Style.YELLOW),
    TROUBLE(Style.RED),
    RECOVERED(Style.GREEN),
    WARNING(Style.YELLOW),
    OTHER(Style.PLAIN);

    private final Style style;

    Kind(Style style) {
      this.style = style;
    }

    Style style() {
      return style;
    }

    private String prefix() {
      return name().toLowerCase(Locale.ROOT) + "\t";
    }
  }

  /// Also takes lines without a kind, such as errors.
  static WorkerLine of(String line) {
    for (var kind : Kind.values()) {
      if (line.startsWith(kind.prefix())) {
        return new WorkerLine(kind, line.substring(kind.prefix().length()));
      }
    }
    return new WorkerLine(Kind.OTHER, line);
  }

  /// As [#of] reads it.
  String written() {
    return kind.prefix() + text;
  }

  /// For printing above a prompt, where plain lines must not distract from what is being typed.
  public Style style() {
    return kind.style() == Style.PLAIN ? Style.DIM : kind.style();
  }
}
