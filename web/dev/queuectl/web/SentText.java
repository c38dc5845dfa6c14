package dev.queuectl.web;

import dev.queuectl.QueueException;
import dev.queuectl.Utf8;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Text in an address or a form: each `%` begins an escape, and they must come out as UTF-8 without
/// NUL. The framework drops a value or puts U+FFFD where they do not, and something else than what
/// was sent would be looked for, or stored.
final class SentText {
  private SentText() {}

  /// @throws QueueException.Invalid if it is not
  static void check(Context context) {
    check("the path", context.req().getRequestURI());
    check("the query", context.queryString());
    if (isForm(context)) {
      check("the form", Utf8.decoded("the form", context.bodyAsBytes()));
    }
  }

  /// Of the API every body is JSON, also where it is called a form, as by `curl -d`.
  private static boolean isForm(Context context) {
    return context.isFormUrlencoded() && !context.path().startsWith("/api/");
  }

  private static void check(String what, @Nullable String encoded) {
    if (encoded == null || encoded.indexOf('%') < 0) {
      return;
    }
    var bytes = decoded(what, encoded);
    Utf8.decoded(what, bytes);
    for (var i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        throw new QueueException.Invalid(
            "%s contains a NUL byte, at byte %d".formatted(what, i + 1));
      }
    }
  }

  private static byte[] decoded(String what, String encoded) {
    var bytes = new ByteArrayOutputStream();
    var text = encoded.getBytes(StandardCharsets.UTF_8);
    for (var i = 0; i < text.length; i++) {
      if (text[i] != '%') {
        bytes.write(text[i]);
        continue;
      }
      if (!isEscape(text, i)) {
        throw new QueueException.Invalid(
            "%s has a %% without two hexadecimal digits, at byte %d".formatted(what, i + 1),
            "A percent sign itself is %25.");
      }
      bytes.write(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    }
    return bytes.toByteArray();
  }

  private static boolean isEscape(byte[] text, int at) {
    return at + 2 < text.length && digit(text[at + 1]) >= 0 && digit(text[at + 2]) >= 0;
  }

  private static int digit(byte octet) {
    return octet < 0 ? -1 : Character.digit((char) octet, 16);
  }
}
