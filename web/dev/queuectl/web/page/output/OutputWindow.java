package dev.queuectl.web.page.output;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A window on what an attempt has printed to one stream.
///
/// @param stream `stdout` or `stderr`
/// @param text the window, from the beginning of a line
/// @param firstLine the number of its first line, from 1
/// @param from where it begins, an offset in bytes
/// @param end where it ends
/// @param next where its last line begins if that may still grow, else the end
/// @param nextLine the number of the line that begins there
/// @param size of the whole in bytes
public record OutputWindow(
    String stream,
    String text,
    long firstLine,
    long from,
    long end,
    long next,
    long nextLine,
    long size) {
  /// How much a page shows at once.
  public static final int MOST_BYTES = 128 * 1024;

  public static final int MOST_LINES = 2_000;

  /// Where somebody stands who has read so far.
  ///
  /// @param next see [OutputWindow#next]
  /// @param line see [OutputWindow#nextLine]
  /// @param end see [OutputWindow#end]
  public record Place(long next, long line, long end) {
    private static final Pattern WORD = Pattern.compile("(\\d{1,18})\\.(\\d{1,18})\\.(\\d{1,18})");

    /// As [#word] wrote it; empty for anything else.
    public static Optional<Place> of(String word) {
      return Optional.of(WORD.matcher(word))
          .filter(Matcher::matches)
          .map(
              found ->
                  new Place(
                      Long.parseLong(found.group(1)),
                      Long.parseLong(found.group(2)),
                      Long.parseLong(found.group(3))));
    }

    public String word() {
      return next + "." + line + "." + end;
    }
  }

  public Place place() {
    return new Place(next, nextLine, end);
  }

  /// A line that somebody looked for.
  public record Match(long line, String text) {}

  /// What a search found.
  ///
  /// @param more whether there are more
  public record Matches(String stream, List<Match> found, boolean more) {
    public Matches {
      found = List.copyOf(found);
    }
  }

  /// Whether nothing has been printed behind the window.
  public boolean isAtEnd() {
    return end >= size;
  }
}
