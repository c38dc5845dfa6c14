package dev.queuectl.tie;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The end of another job that a job waits for.
///
/// @param on the id of the other job
public record Dependency(Kind kind, String on) {
  /// How many a job may have.
  public static final int MOST = 1000;

  /// The word of a job that was cancelled since what it waited for could no longer come, in
  /// [Ties#cancelledBy].
  public static final String CANCELLER = "dependency";

  private static final Pattern RELATIVE = Pattern.compile("@(~[1-9][0-9]{0,6})?");

  /// Whether it names a job by its place in a list: `@` is the one before, `@~1` the one before
  /// that.
  public static boolean isRelative(String on) {
    return RELATIVE.matcher(on).matches();
  }

  /// How many places before: 1 for `@`.
  public int back() {
    return on.length() == 1 ? 1 : Integer.parseInt(on.substring(2)) + 1;
  }

  /// Which ends are waited for. A failed job whose retry is coming has not ended.
  public enum Kind {
    SUCCESS,
    FAILURE,
    END;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// That of this word.
    public static Optional<Kind> find(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /// Whether such an end is one of those; if it is not, none of those will ever come.
    public boolean isMetBy(End end) {
      return switch (end) {
        case COMPLETED -> this != FAILURE;
        case DEAD -> this != SUCCESS;
        case CANCELLED -> this == END;
        case SKIPPED -> false;
        case IGNORED -> true;
      };
    }
  }

  /// How a job that is waited for has ended.
  public enum End {
    COMPLETED,
    DEAD,
    CANCELLED,
    /// It was cancelled since it waited itself for what can no longer come: nothing of it ran.
    SKIPPED,
    /// Somebody wants it to count as what is waited for, whatever it is.
    IGNORED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The state of such a job: what people are told.
    public String state() {
      return this == SKIPPED ? CANCELLED.word() : word();
    }

    /// That of this word.
    public static Optional<End> find(String word) {
      return Arrays.stream(values()).filter(end -> end.word().equals(word)).findFirst();
    }
  }
}
