package dev.queuectl.web;

import dev.queuectl.QueueException;
import dev.queuectl.report.Output;
import dev.queuectl.web.browser.ThemeRoutes;
import dev.queuectl.web.request.FailureText;
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

/// Turns what went wrong into a status and a sentence.
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
    var error = new ErrorText(status, sentence);
    if (wantsPage(context)) {
      context.html(error.page(ThemeRoutes.theme(context), isTry(context)));
    } else {
      context.contentType(ErrorText.PROBLEM_TYPE).result(error.problem());
    }
  }

  private static boolean wantsPage(Context context) {
    return ErrorText.isPage(context.header("Accept"), context.path());
  }

  private static boolean isTry(Context context) {
    return context.path().equals(Login.PATH) && !context.method().equals(HandlerType.GET)
        || context.queryParam("token") != null;
  }
}
