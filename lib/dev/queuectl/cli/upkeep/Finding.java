package dev.queuectl.cli.upkeep;

import dev.queuectl.Numbers;
import dev.queuectl.report.JsonOut;
import java.util.List;
import java.util.Locale;

/// What one check of the doctor has found.
///
/// @param check its name, one word
/// @param what a clause
/// @param advice what to do about it: a sentence, or empty
record Finding(String check, State state, String what, String advice) {
  private static final int NAMED = 3;

  enum State {
    OK,
    PROBLEM,
    /// Was a problem.
    MENDED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final String MENDABLE = "Mend it with: queuectl doctor --repair";

  static Finding ok(String check, String what) {
    return new Finding(check, State.OK, what, "");
  }

  static Finding problem(String check, String what, String advice) {
    return new Finding(check, State.PROBLEM, what, advice);
  }

  static Finding mended(String what) {
    return new Finding("repair", State.MENDED, what, "");
  }

  boolean isProblem() {
    return state == State.PROBLEM;
  }

  String line() {
    return "%-7s  %s: %s%s"
        .formatted(state.word(), check, what, advice.isEmpty() ? "" : ". " + advice);
  }

  void fields(JsonOut json) {
    json.field("check", check);
    json.field("state", state.word());
    json.field("what", what);
    json.field("advice", advice);
  }

  /// For example `2 jobs (a, b)`; at most three are named.
  static String counted(List<?> things, String thing) {
    var names = things.stream().limit(NAMED).map(Object::toString).toList();
    return "%s (%s%s)"
        .formatted(
            Numbers.counted(things.size(), thing),
            String.join(", ", names),
            things.size() > NAMED ? ", ..." : "");
  }

  /// For example `1 job is` or `2 jobs are`.
  static String are(long count, String thing) {
    return Numbers.counted(count, thing + " is", thing + "s are");
  }
}
