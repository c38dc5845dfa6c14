package dev.queuectl.cli.top;

import dev.queuectl.cli.console.TextWidth;
import java.util.ArrayList;
import java.util.List;

/// The page that explains `top`.
final class TopHelp {
  private static final int KEYS = 17;

  /// With less room, a meaning goes below its key.
  private static final int LEAST = 20;

  private static final int INDENT = 2;

  /// @param keys pressed for it
  private record Entry(String keys, String meaning) {}

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("Up, Down, k, j", "select a job (also PgUp, PgDn, Home, End)"),
          new Entry("Tab, Shift-Tab", "next list, previous list (empty ones are left out)"),
          new Entry("Enter", "open the job: all its details and attempts"),
          new Entry("l", "follow its output"),
          new Entry("r", "retry a job that is dead, failed, completed or cancelled"),
          new Entry("C", "cancel it: a running job gets TERM and, later, KILL"),
          new Entry("D", "delete it with its output, unless it is running"),
          new Entry("s", "sort: usual order, longest first, by command"),
          new Entry("/", "filter by id, command, queue or error; Esc ends it"),
          new Entry("p, Space", "pause or resume refreshing"),
          new Entry("q, Ctrl-C", "quit, or close what is open"));

  private static final List<String> NOTES =
      List.of(
          "Capital letters are for what cannot be undone: there is no second question.",
          "What a waiting job waits for: next, a slot; in 5m and again 5m, its time; held, a person; paused, its queue; limit, another job of its queue. queuectl why ID says more.",
          "Lists show only the first jobs, and a filter looks through those: queuectl list has no such limit.",
          "A bar compares the time so far with what the same command, whatever the numbers in it, has usually taken lately.");

  private TopHelp() {}

  static List<String> lines(int width) {
    var lines = new ArrayList<String>();
    ENTRIES.forEach(entry -> lines.addAll(lines(entry, width)));
    lines.add("");
    NOTES.forEach(note -> lines.addAll(TextWidth.filled(note, width)));
    return lines;
  }

  private static List<String> lines(Entry entry, int width) {
    var isNarrow = width < KEYS + LEAST;
    var indent = isNarrow ? INDENT : KEYS;
    var lines = new ArrayList<>(TextWidth.filled(entry.meaning(), Math.max(1, width - indent)));
    lines.replaceAll(line -> " ".repeat(indent) + line);
    if (isNarrow) {
      lines.addFirst(entry.keys());
    } else {
      lines.set(0, entry.keys() + lines.getFirst().substring(entry.keys().length()));
    }
    return lines;
  }
}
