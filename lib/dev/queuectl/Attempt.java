package dev.queuectl;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One execution of a job.
///
/// @param jobSeq the job's [Job#seq]
/// @param number from 1, counting every execution of the job
/// @param worker the worker that ran it (or adopted it last)
/// @param endedAt null while it runs
/// @param outcome the word of its [Outcome]; null while it runs
/// @param signal that killed it
/// @param error the outcome in words, null when it succeeded
/// @param lastStderr the last line that it wrote to standard error, without control characters;
///   null if it succeeded, or wrote nothing there
/// @param order in which it was printed to both streams, as
///   [dev.queuectl.process.output.OutputOrder] writes it; null if that is not known, or only one
///   was printed to
/// @param stdoutBytes how much output is kept; 0 also means that there is no file
public record Attempt(
    long jobSeq,
    int number,
    String worker,
    int slot,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String outcome,
    @Nullable Integer exitCode,
    @Nullable Integer signal,
    @Nullable String error,
    @Nullable String lastStderr,
    @Nullable String order,
    long stdoutBytes,
    long stderrBytes) {
  /// In characters; far more than any reason of ours has.
  public static final int MAX_ERROR = 10_000;

  /// In characters: of a longer line the beginning is kept.
  public static final int MAX_LAST_STDERR = 300;

  /// A line of output as it is kept; null if nothing of it can be seen.
  public static @Nullable String lastStderr(String line) {
    var plain = Text.plain(line);
    return plain.isEmpty() ? null : Text.shortened(plain, MAX_LAST_STDERR);
  }

  /// As [Job#failure].
  public @Nullable String failure() {
    return error == null || lastStderr == null ? error : error + ": " + lastStderr;
  }

  /// How long it ran; empty while it runs.
  public Optional<Duration> duration() {
    return Optional.ofNullable(endedAt).map(end -> Durations.between(startedAt, end));
  }
}
