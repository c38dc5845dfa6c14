package dev.queuectl.cli.console;

import dev.queuectl.report.Output;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;

/// A line on the terminal that says how far something long has come, and is erased at its end.
/// Nothing where there is no terminal.
public final class Progress implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofMillis(100);

  /// Asking for the time costs more than most steps.
  private static final int STEPS_PER_LOOK = 256;

  private static final int BAR = 30;

  /// To the beginning of the line, and erase it (ECMA-48 EL).
  private static final String ERASE = "\r\u001b[K";

  private final Output terminal;
  private final boolean visible;
  private final InstantSource clock;
  private final String verb;
  private final long total;
  private Instant next;
  private long done;
  private boolean drawn;

  /// @param verb what is being done, for example `reading`
  /// @param total how many steps there will be, 0 if that is not known
  Progress(Output terminal, boolean visible, InstantSource clock, String verb, long total) {
    this.terminal = terminal;
    this.visible = visible;
    this.clock = clock;
    this.verb = verb;
    this.total = total;
    this.next = clock.instant().plus(BETWEEN);
  }

  public void step() {
    done++;
    if (visible && done % STEPS_PER_LOOK == 0) {
      look();
    }
  }

  private void look() {
    var now = clock.instant();
    if (!now.isBefore(next)) {
      next = now.plus(BETWEEN);
      drawn = true;
      terminal.text(ERASE + text());
      terminal.flush();
    }
  }

  private String text() {
    if (total == 0) {
      return "%s %,d".formatted(verb, done);
    }
    var filled = (int) (BAR * done / total);
    return "%s [%s%s] %,d of %,d"
        .formatted(verb, "#".repeat(filled), " ".repeat(BAR - filled), done, total);
  }

  /// The elements of the list, each of which is a step.
  public <T> Iterator<T> over(List<T> list) {
    return list.stream().peek(_ -> step()).iterator();
  }

  @Override
  public void close() {
    if (drawn) {
      terminal.text(ERASE);
      terminal.flush();
    }
  }
}
