package dev.queuectl.web;

import dev.queuectl.report.JsonOut;
import dev.queuectl.web.page.LoginPage;
import dev.queuectl.web.page.PlainPage;
import dev.queuectl.web.page.part.Theme;
import dev.queuectl.web.request.ElementErrors.ElementError;
import dev.queuectl.web.request.Json;
import io.javalin.http.HttpStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What went wrong, as an answer says it: a page for browsers, else `application/problem+json` (RFC
/// 9457).
///
/// @param errors of the elements of an array
record ErrorText(int status, String sentence, List<ElementError> errors) {
  static final String PROBLEM_TYPE = "application/problem+json";

  ErrorText(int status, String sentence) {
    this(status, sentence, List.of());
  }

  /// @param accepted what the client says it can read
  static boolean isPage(@Nullable String accepted, @Nullable String path) {
    return accepted != null
        && accepted.contains("text/html")
        && (path == null || !path.startsWith("/api/"));
  }

  String title() {
    return HttpStatus.forStatus(status).getMessage();
  }

  /// @param isTry whether somebody has just tried to log in, and not succeeded
  /// @param next where a login leads
  String page(Theme theme, boolean isTry, String next) {
    return status == HttpStatus.UNAUTHORIZED.getCode()
        ? LoginPage.html(theme, isTry ? sentence : "", next)
        : PlainPage.html(theme, title(), sentence);
  }

  byte[] problem() {
    return Json.bytes(
        json -> {
          json.field("type", "about:blank");
          json.field("title", title());
          json.field("status", status);
          json.field("detail", sentence);
          if (!errors.isEmpty()) {
            json.objects(
                "errors",
                errors.stream().map(error -> (Runnable) () -> fields(json, error)).toList());
          }
        });
  }

  /// As the example of RFC 9457, 3, has it.
  private static void fields(JsonOut json, ElementError error) {
    json.field("pointer", "#/" + error.index());
    json.field("detail", error.sentence());
  }
}
