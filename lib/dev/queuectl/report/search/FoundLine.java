package dev.queuectl.report.search;

import dev.queuectl.Job;
import dev.queuectl.report.JsonOut;

/// A line of output that contains the text.
///
/// @param job as it was then
/// @param stream `stdout` or `stderr`
/// @param line its number, from 1
/// @param offset where it begins, in bytes
/// @param before what stands before the text, on its line; of a long one the end
/// @param match the text as it was printed
/// @param after what stands behind it; of a long line the beginning
/// @param more whether this is the last line of its output that is shown, although there may be
///   others
/// @param next where a search behind it goes on
public record FoundLine(
    Job job,
    int attempt,
    String stream,
    long line,
    long offset,
    String before,
    String match,
    String after,
    boolean more,
    SearchPlace next) {

  public String text() {
    return before + match + after;
  }

  /// As the fields of an object. Positions are in characters of UTF-16, as JavaScript counts them.
  public void write(JsonOut json) {
    json.field("id", job.id());
    json.field("attempt", (long) attempt);
    json.field("stream", stream);
    json.field("line", line);
    json.field("offset", offset);
    json.field("text", text());
    json.field("match_from", (long) before.length());
    json.field("match_to", (long) before.length() + match.length());
    json.field("cursor", next.word());
  }
}
