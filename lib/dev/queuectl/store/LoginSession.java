package dev.queuectl.store;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A browser that is logged in.
///
/// @param id grows from one to the next
/// @param origin the address that it came from
/// @param browser what it calls itself
/// @param usedAt accurate to [#STEP]
/// @param fromNamed whether the token that it came from is one of [AccessStore#tokens]
public record LoginSession(
    long id,
    Login login,
    String origin,
    @Nullable String browser,
    Instant begunAt,
    Instant usedAt,
    boolean fromNamed) {
  /// It ends when it has not been used for so long.
  public static final Duration IDLE = Duration.ofHours(12);

  /// It ends after so long, however much it is used.
  public static final Duration LONGEST = Duration.ofDays(7);

  /// Uses are stored no more often than that.
  public static final Duration STEP = Duration.ofMinutes(1);

  public Instant endsAt() {
    var unused = usedAt.plus(IDLE);
    var longest = begunAt.plus(LONGEST);
    return unused.isBefore(longest) ? unused : longest;
  }

  public boolean isOver(Instant now) {
    return !now.isBefore(endsAt());
  }

  /// Whether a use now is worth storing.
  public boolean isStale(Instant now) {
    return !now.isBefore(usedAt.plus(STEP));
  }
}
