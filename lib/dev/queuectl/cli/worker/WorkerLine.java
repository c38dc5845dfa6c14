package dev.queuectl.cli.worker;

import dev.queuectl.cli.console.Style;
import java.util.Locale;

/// A line in which a worker says what it does. In the log of one that was started at the prompt its
/// kind stands before it, so that nobody has to know it by its words.
public record WorkerLine(Kind kind, String text) {

  /// What a line tells, and its colour on a terminal.
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

  /// Also of a line that no worker has written so, such as one of an error.
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

  /// Above a prompt, where what is not coloured must not be in the way of what is typed.
  public Style style() {
    return kind.style() == Style.PLAIN ? Style.DIM : kind.style();
  }
}
