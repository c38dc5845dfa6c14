package dev.queuectl.web;

import dev.queuectl.QueueException;
import dev.queuectl.report.Output;
import dev.queuectl.web.browser.ThemeRoutes;
import dev.queuectl.web.page.LoginPage;
import dev.queuectl.web.page.PlainPage;
import dev.queuectl.web.request.FailureText;
import dev.queuectl.web.request.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns what went wrong into a status and a sentence: a page for browsers, else
/// `application/problem+json` (RFC 9457).
final class ErrorResponses {
  private static final Logger log = LoggerFactory.getLogger(ErrorResponses.class);

  private ErrorResponses() {}

  static void map(RoutesConfig routes) {
    routes.exception(
        QueueException.class,
        (e, context) ->
            tell(
                context, status(e), wantsPage(context) ? FailureText.of(e) : FailureText.ofApi(e)));
    routes.exception(
        HttpResponseException.class,
        (e, context) -> tell(context, e.getStatus(), String.valueOf(e.getMessage())));
    // The browser has gone; there is nobody left to answer.
    routes.exception(EofException.class, (_, _) -> {});
    routes.exception(Output.Failed.class, (_, _) -> {});
    routes.exception(IOException.class, ErrorResponses::tellIo);
    routes.exception(UncheckedIOException.class, ErrorResponses::tellIo);
    routes.exception(Exception.class, (e, context) -> tellBug(context, e));
  }

  static int status(QueueException failure) {
    return switch (failure) {
      case QueueException.NotFound _ -> 404;
      case QueueException.WrongState _, QueueException.Duplicate _ -> 409;
      case QueueException.Invalid _ -> 400;
      case QueueException.Unavailable _ -> 503;
    };
  }

  private static void tellIo(Exception e, Context context) {
    log.warn("cannot read or write path={} reason={}", context.path(), e.toString());
    tell(context, 503, "A file cannot be read or written; the dashboard's log says which.");
  }

  private static void tellBug(Context context, Exception e) {
    log.error("failed method={} path={}", context.method(), context.path(), e);
    tell(context, 500, "This is a bug in QueueCTL; its log says more.");
  }

  private static void tell(Context context, int status, String sentence) {
    context.status(status);
    if (status == HttpStatus.UNAUTHORIZED.getCode()) {
      context.header("WWW-Authenticate", "Bearer realm=\"queuectl\"");
    }
    if (wantsPage(context)) {
      context.html(page(context, status, sentence));
    } else {
      problem(context, status, sentence);
    }
  }

  private static boolean wantsPage(Context context) {
    var accepted = context.header("Accept");
    return accepted != null
        && accepted.contains("text/html")
        && !context.path().startsWith("/api/");
  }

  private static String page(Context context, int status, String sentence) {
    var theme = ThemeRoutes.theme(context);
    return status == HttpStatus.UNAUTHORIZED.getCode()
        ? LoginPage.html(theme, isTry(context) ? sentence : "")
        : PlainPage.html(theme, HttpStatus.forStatus(status).getMessage(), sentence);
  }

  private static boolean isTry(Context context) {
    return context.path().equals(Login.PATH) && !context.method().equals(HandlerType.GET)
        || context.queryParam("token") != null;
  }

  private static void problem(Context context, int status, String sentence) {
    Json.send(
        context,
        "application/problem+json",
        json -> {
          json.field("type", "about:blank");
          json.field("title", HttpStatus.forStatus(status).getMessage());
          json.field("status", status);
          json.field("detail", sentence);
        });
  }
}
