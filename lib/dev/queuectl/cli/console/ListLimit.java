package dev.queuectl.cli.console;

import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How much of a list is printed. A table for people ends after a screen or two and says so;
/// programs get everything, since nothing would show them that more is missing.
public final class ListLimit {
  public static final long NONE = Long.MAX_VALUE;

  private static final long USUAL = 50;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "At most N (default: 50 in a table, all with --json and --jsonl).")
  @Nullable String limit;

  @Option(names = "--all", description = "Print all of them.")
  boolean all;

  /// @return [#NONE] without a limit
  /// @throws QueueException.Invalid
  public long rows(Printer printer) {
    if (limit == null) {
      return all || printer.json() ? NONE : USUAL;
    }
    if (all) {
      throw new QueueException.Invalid("--limit and --all cannot be combined", "Use one of them.");
    }
    return Numbers.whole("--limit", limit, 1L, NONE);
  }

  /// Whether somebody has said how many are wanted, and so knows that there may be more.
  public boolean isChosen() {
    return limit != null;
  }

  /// Tells a person that there is more.
  ///
  /// @param all how many there are
  public void noteRest(Printer printer, long shown, long all) {
    noteRest(printer, shown, all, "");
  }

  /// @param what they are; may be empty
  public void noteRest(Printer printer, long shown, long all, String what) {
    if (all > shown && !isChosen()) {
      printer.note(
          "%,d of %,d %sshown; --all prints all of them."
              .formatted(shown, all, what.isEmpty() ? "" : what + " "));
    }
  }
}
