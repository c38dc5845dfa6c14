package dev.queuectl.web.browser;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The parts of a page that change while it is open, for one that is: what is around them it has
/// already. Each is in a `template`, since rows cannot stand alone.
///
/// Our pages are whole: every element that has content is closed, and nothing in a text or in an
/// attribute looks like a tag.
final class LiveParts {
  private static final Pattern LIVE = Pattern.compile("<(\\w+)[^>]* data-live=[^>]*>");

  private LiveParts() {}

  static String of(String page) {
    var parts = new StringBuilder();
    var live = LIVE.matcher(page);
    for (var at = 0; live.find(at); at = end(page, live.toMatchResult())) {
      parts
          .append("<template>")
          .append(page, live.start(), end(page, live.toMatchResult()))
          .append("</template>\n");
    }
    return parts.toString();
  }

  /// Behind the tag that closes it, whatever elements of its name are inside.
  private static int end(String page, MatchResult opening) {
    var tag = Pattern.compile("<(/?)" + opening.group(1) + "\\b[^>]*>").matcher(page);
    var at = opening.end();
    for (var depth = 1; depth > 0 && tag.find(at); at = tag.end()) {
      depth += tag.group(1).isEmpty() ? 1 : -1;
    }
    return at;
  }
}
