package dev.queuectl.chaos;

import dev.queuectl.chaos.Verdict.Fault;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// The results as a Markdown table, row by row.
record ResultTable(PrintStream out) {

  void head() {
    var faults =
        Arrays.stream(Fault.values()).map(f -> f.heading).collect(Collectors.joining(" | "));
    out.println(
        "| what | trials | faults | jobs | "
            + faults
            + " | ran again, killed | stood still, s (median / max) |");
    out.println("|---|" + "--:|".repeat(Fault.values().length + 5));
  }

  void row(Row row, Verdict verdict) {
    var counts =
        Arrays.stream(Fault.values())
            .map(fault -> Integer.toString(verdict.of(fault)))
            .collect(Collectors.joining(" | "));
    out.printf(
        "| %s | %d | %d | %d | %s | %d | %s |%n",
        row.meaning(),
        verdict.trials(),
        verdict.faults(),
        verdict.jobs(),
        counts,
        verdict.ranAgain(),
        seconds(verdict.standstill()));
  }

  void skipped(Row row, String reason) {
    out.printf("| %s | skipped: %s |%n", row.meaning(), reason);
  }

  private static String seconds(double[] standstill) {
    return standstill.length == 0
        ? "-"
        : String.format(Locale.ROOT, "%.2f / %.2f", standstill[0], standstill[1]);
  }
}
