package dev.queuectl.web.page.output;

import java.util.List;

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
