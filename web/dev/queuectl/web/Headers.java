package dev.queuectl.web;

import dev.queuectl.web.page.part.BareStyle;
import java.util.LinkedHashMap;
import java.util.Map;

/// What every answer says of itself to browsers.
final class Headers {
  /// No script and no style but ours, from files; nothing from elsewhere; in nobody's frame.
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'%s; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private Headers() {}

  static Map<String, String> of(boolean secure) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Security-Policy", POLICY.formatted(" " + BareStyle.source()));
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Referrer-Policy", "same-origin"); // without any, forms have no origin
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    headers.put("Cache-Control", "no-store");
    if (secure) {
      headers.put("Strict-Transport-Security", "max-age=31536000");
    }
    return headers;
  }
}
