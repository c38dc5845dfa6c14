package dev.queuectl.doctor;

import dev.queuectl.Numbers;
import dev.queuectl.store.Upkeep;
import java.util.List;
import java.util.Locale;

/// What one check of the doctor has found.
///
/// @param check its name, one word
/// @param what a clause
public record Finding(String check, State state, String what, Remedy remedy) {
  private static final int NAMED = 3;

  public enum State {
    OK,
    PROBLEM,
    /// Was a problem, and has been mended.
    MENDED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding ok(String check, String what) {
    return new Finding(check, State.OK, what, Remedy.NONE);
  }

  public static Finding problem(String check, String what, Remedy remedy) {
    return new Finding(check, State.PROBLEM, what, remedy);
  }

  static Finding of(Upkeep.Condition condition) {
    return condition.advice().isEmpty()
        ? ok(condition.check(), condition.what())
        : problem(condition.check(), condition.what(), new Remedy.ByHand(condition.advice()));
  }

  static Finding mended(String what) {
    return new Finding("repair", State.MENDED, what, Remedy.NONE);
  }

  public boolean isProblem() {
    return state == State.PROBLEM;
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
}
