package dev.queuectl.web;

import dev.queuectl.web.page.part.BareStyle;
import io.javalin.http.Context;

/// What every answer says of itself to browsers.
final class Headers {
  /// No script and no style but ours, from files; nothing from elsewhere; in nobody's frame.
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'%s; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private Headers() {}

  static void add(Context context, boolean secure) {
    context.header("Content-Security-Policy", POLICY.formatted(" " + BareStyle.source()));
    context.header("X-Content-Type-Options", "nosniff");
    context.header("X-Frame-Options", "DENY");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cross-Origin-Opener-Policy", "same-origin");
    context.header("Cross-Origin-Resource-Policy", "same-origin");
    context.header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    context.header("Cache-Control", "no-store");
    if (secure) {
      context.header("Strict-Transport-Security", "max-age=31536000");
    }
  }
}
