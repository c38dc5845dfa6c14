package dev.queuectl.tie;

import org.jspecify.annotations.Nullable;

/// What ties a job to others: how many ends of others keep it from running, and who has its own.
///
/// @param waitingOn how much a pending job still waits for, besides its time and its release
/// @param conditions how many ends of other jobs it was given to wait for, see [Dependency]
/// @param awaited whether others were given its end to wait for
/// @param cancelledBy [Dependency#CANCELLER], or null
public record Ties(int waitingOn, int conditions, boolean awaited, @Nullable String cancelledBy) {
  public static final Ties NONE = new Ties(0, 0, false, null);

  /// Whether it was cancelled since what it waited for could no longer come.
  public boolean isSkipped() {
    return cancelledBy != null;
  }
}
