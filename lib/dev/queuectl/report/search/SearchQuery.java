package dev.queuectl.report.search;

import dev.queuectl.JobFilter;
import dev.queuectl.QueueException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What to look for, in the output of which jobs, and when to stop for now.
///
/// @param text in any case
/// @param mostLines how many lines are found at most
/// @param mostOfOutput how many of them in one stream of one attempt, so that a job that says the
///   same again and again hides no other
/// @param from null for the newest job
public record SearchQuery(
    JobFilter filter, String text, int mostLines, int mostOfOutput, @Nullable SearchPlace from) {
  /// How much is read before a search stops for now.
  public static final long MOST_BYTES = 64L << 20;

  /// How long it takes before it stops for now.
  public static final Duration LONGEST = Duration.ofSeconds(1);

  private static final int LONGEST_TEXT = 200;

  /// @throws QueueException.Invalid if the text is none that a line could contain
  public SearchQuery {
    if (text.isBlank()) {
      throw new QueueException.Invalid(
          "there is no text to search for", "Say what the lines should contain.");
    }
    if (text.length() > LONGEST_TEXT) {
      throw new QueueException.Invalid(
          "the text to search for has more than %d characters".formatted(LONGEST_TEXT),
          "Use a part of it.");
    }
    if (text.chars().anyMatch(c -> c == '\n' || c == '\r')) {
      throw new QueueException.Invalid(
          "the text to search for has several lines", "Lines are searched one by one: use one.");
    }
  }

  /// The same from there on.
  public SearchQuery from(@Nullable SearchPlace place) {
    return new SearchQuery(filter, text, mostLines, mostOfOutput, place);
  }

  /// The same, for at most so many lines.
  public SearchQuery limitedTo(long lines) {
    return new SearchQuery(filter, text, (int) Math.min(mostLines, lines), mostOfOutput, from);
  }
}
