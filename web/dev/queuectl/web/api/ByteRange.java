package dev.queuectl.web.api;

import dev.queuectl.QueueException;
import io.javalin.http.Context;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `Range: bytes=...` (RFC 9110, 14.2), of one range.
///
/// @param first null for the last bytes, as many as `last` says
/// @param last null for the end
record ByteRange(@Nullable Long first, @Nullable Long last) {
  private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /// @return null if none is asked for, or something that HTTP says to ignore: other units, several
  ///   ranges, or one that depends on a version, of which there is none
  /// @throws QueueException.Invalid if parameters ask for a part, too
  static @Nullable ByteRange of(Context context) {
    var given = context.header("Range");
    if (given == null || context.header("If-Range") != null) {
      return null;
    }
    var range = ONE.matcher(given.replace(" ", ""));
    if (!range.matches()) {
      return null;
    }
    var first = number(range.group(1));
    var last = number(range.group(2));
    if (first == null && last == null || first != null && last != null && last < first) {
      return null;
    }
    for (var other : new String[] {"offset", "tail", "limit"}) {
      if (context.queryParam(other) != null) {
        throw new QueueException.Invalid("Range and %s cannot be combined".formatted(other));
      }
    }
    return new ByteRange(first, last);
  }

  private static @Nullable Long number(String digits) {
    return digits.isEmpty() ? null : Long.valueOf(digits);
  }

  long from(long size) {
    return first != null ? first : last == null || last == 0 ? size : Math.max(0, size - last);
  }

  long length(long size) {
    return first == null || last == null ? size - from(size) : last - first + 1;
  }
}
