package dev.queuectl.web.browser;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// What a browser keeps for its next visit. Scripts cannot read it.
final class Cookies {
  private Cookies() {}

  /// @param seconds 0 takes it away
  static void set(Context context, String name, String value, int seconds) {
    var words = Base64.getUrlEncoder().withoutPadding();
    var text = words.encodeToString(value.getBytes(StandardCharsets.UTF_8));
    context.cookie(new Cookie(name, text, "/", seconds, false, true, null, SameSite.STRICT));
  }

  /// @return null if there is none that we could have set
  static @Nullable String get(Context context, String name) {
    var text = context.cookie(name);
    try {
      return text == null
          ? null
          : new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
