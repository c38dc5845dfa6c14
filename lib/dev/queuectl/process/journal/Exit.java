package dev.queuectl.process.journal;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The end of a command as a launcher reports it, however long ago that was.
///
/// @param asked why we had asked it to end, if we did so before it ended; null if it ended by
///   itself
public record Exit(ProcessEnd end, @Nullable StopReason asked, Time time) {

  /// When a command ended.
  public sealed interface Time {
    /// At the moment of the report.
    record Now() implements Time {}

    /// This long after it started.
    record After(Duration ran) implements Time {}

    /// At this wall clock time, as the clock was set then.
    record At(Instant at) implements Time {}

    /// Nobody saw it.
    record Unseen() implements Time {}
  }

  /// A command that ended by itself, just now.
  public static Exit now(ProcessEnd end) {
    return new Exit(end, null, new Time.Now());
  }

  /// One that ended while nobody watched and left no record.
  public static Exit unseen(ProcessEnd end, @Nullable StopReason asked) {
    return new Exit(end, asked, new Time.Unseen());
  }
}
