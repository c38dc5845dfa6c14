package dev.queuectl.report.search;

import dev.queuectl.report.TerminalText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The text that is searched for, in any case: found in bytes first, since most lines are not it.
final class Needle {
  private static final int SHOWN_BEFORE = 60;
  private static final int SHOWN_AFTER = 200;
  private static final byte ESCAPE = 0x1b;
  private static final byte BELL = 7;

  private final Pattern pattern;

  /// Empty if the text is more than ASCII: then every line has to be read as text.
  private final byte[] small;

  private final byte[] large;

  Needle(String text) {
    pattern = Pattern.compile(Pattern.quote(text), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    var isPlain = StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    small = bytes(isPlain ? text.toLowerCase(Locale.ROOT) : "");
    large = bytes(isPlain ? text.toUpperCase(Locale.ROOT) : "");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// The first byte in a range at which the text may begin; -1 if it is not there.
  int next(byte[] block, int from, int to) {
    if (small.length == 0) {
      return from < to ? from : -1;
    }
    for (var at = from; at <= to - small.length; at++) {
      if ((block[at] == small[0] || block[at] == large[0]) && isAt(block, at, to)) {
        return at;
      }
    }
    return -1;
  }

  /// Colours may change within the text.
  private boolean isAt(byte[] block, int at, int to) {
    var next = at + 1;
    for (var i = 1; i < small.length; i++) {
      while (next < to && block[next] == ESCAPE) {
        next = afterSequence(block, next + 1, to);
      }
      if (next >= to || block[next] != small[i] && block[next] != large[i]) {
        return false;
      }
      next++;
    }
    return true;
  }

  /// Behind a control sequence (ECMA-48): `[`, parameters and a letter; `]` and a text up to a bell
  /// or an escape; or some of ` ` to `/` and one more.
  private static int afterSequence(byte[] block, int from, int to) {
    var at = from;
    if (at < to && block[at] == '[') {
      at++;
      while (at < to && block[at] >= ' ' && block[at] < '@') {
        at++;
      }
    } else if (at < to && block[at] == ']') {
      while (at < to && block[at] != BELL && block[at] != ESCAPE && block[at] != '\n') {
        at++;
      }
      if (at < to && block[at] == ESCAPE) {
        at++; // and the backslash
      }
    } else {
      while (at < to && block[at] >= ' ' && block[at] < '0') {
        at++;
      }
    }
    return at + 1;
  }

  /// A line around the text.
  record Shown(String before, String match, String after) {}

  /// What a line shows, without control sequences of terminals; empty if the text is not in it.
  Optional<Shown> in(byte[] block, int from, int to) {
    var line = TerminalText.plain(new String(block, from, to - from, StandardCharsets.UTF_8));
    var found = pattern.matcher(line);
    return found.find()
        ? Optional.of(
            new Shown(
                end(line.substring(0, found.start())),
                found.group(),
                beginning(line.substring(found.end()))))
        : Optional.empty();
  }

  private static String end(String text) {
    var from = text.length() - SHOWN_BEFORE;
    return from <= 0
        ? text
        : "…" + text.substring(Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
  }

  private static String beginning(String text) {
    return text.length() <= SHOWN_AFTER
        ? text
        : text.substring(
                0,
                Character.isLowSurrogate(text.charAt(SHOWN_AFTER)) ? SHOWN_AFTER - 1 : SHOWN_AFTER)
            + "…";
  }
}
