package dev.queuectl.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/// The body of a request that is refused before anybody has read it. A connection that is closed on
/// a client that still sends is reset, and so is a stream of HTTP/2: the client may lose the
/// answer.
final class UnreadBody {
  private static final long MOST_BYTES = 4 * Guard.MOST_BODY_BYTES;

  private UnreadBody() {}

  /// Reads on, up to a limit. Whoever sends `Expect: 100-continue` sends no body to a refusal.
  static void discard(HttpServletRequest request) {
    if (request.getHeader("Expect") != null) {
      return;
    }
    try {
      var rest = request.getInputStream();
      var buffer = new byte[8192];
      for (var read = 0L; read < MOST_BYTES; ) {
        var some = rest.read(buffer);
        if (some < 0) {
          return;
        }
        read += some;
      }
    } catch (IOException | IllegalStateException brokenOrReadAsText) {
      // The answer is what matters.
    }
  }
}
