package dev.queuectl.report.search;

import dev.queuectl.QueueException;
import java.util.regex.Pattern;

/// Where a search goes on: jobs from a number down, and within the first of them an attempt, a
/// stream and a line.
///
/// @param seq see [dev.queuectl.Job#seq]; the job may be gone
/// @param attempt 0 for the newest that there is
/// @param stderr whether standard output has been searched
/// @param offset in bytes, where the line begins
/// @param line its number, from 1
public record SearchPlace(long seq, int attempt, boolean stderr, long offset, long line) {
  private static final Pattern WORD =
      Pattern.compile("(\\d{1,18})\\.(\\d{1,9})\\.([oe])\\.(\\d{1,18})\\.(\\d{1,18})");

  /// The beginning of a job.
  static SearchPlace of(long seq) {
    return new SearchPlace(seq, 0, false, 0, 1);
  }

  /// As [#word] wrote it.
  ///
  /// @param what it is called where it was given
  /// @throws QueueException.Invalid for anything else
  public static SearchPlace of(String what, String word) {
    var found = WORD.matcher(word);
    if (!found.matches()) {
      throw new QueueException.Invalid(
          what + " is no place where a search has stopped", "Start again without it.");
    }
    return new SearchPlace(
        Long.parseLong(found.group(1)),
        Integer.parseInt(found.group(2)),
        found.group(3).equals("e"),
        Long.parseLong(found.group(4)),
        Math.max(1, Long.parseLong(found.group(5))));
  }

  public String word() {
    return "%d.%d.%s.%d.%d".formatted(seq, attempt, stderr ? "e" : "o", offset, line);
  }
}
