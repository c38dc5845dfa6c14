package dev.queuectl.cli.shell;

import dev.queuectl.JobState;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.cli.console.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What stands before the cursor: the program's name and, if there are any, how many jobs run and
/// how many are dead.
final class Prompt {
  private static final List<JobState> SHOWN = List.of(JobState.PROCESSING, JobState.DEAD);

  private Prompt() {}

  static String text(Map<JobState, Long> counts, Printer printer) {
    var parts = new ArrayList<String>();
    for (var state : SHOWN) {
      var count = counts.getOrDefault(state, 0L);
      if (count > 0) {
        parts.add(printer.styled(Style.of(state), "%,d %s".formatted(count, word(state))));
      }
    }
    var name = printer.styled(Style.BOLD, "queuectl");
    return parts.isEmpty() ? name + "> " : name + " [" + String.join(", ", parts) + "]> ";
  }

  private static String word(JobState state) {
    return state == JobState.PROCESSING ? "running" : state.word();
  }
}
