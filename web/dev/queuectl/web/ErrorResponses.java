package dev.queuectl.web;

import dev.queuectl.QueueException;
import dev.queuectl.report.Output;
import dev.queuectl.web.browser.ErrorPage;
import dev.queuectl.web.browser.ThemeRoutes;
import dev.queuectl.web.request.ElementErrors;
import dev.queuectl.web.request.FailureText;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.router.EndpointNotFound;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns what went wrong into a status and a sentence.
final class ErrorResponses {
  private static final Logger log = LoggerFactory.getLogger(ErrorResponses.class);

  private static final int CLIENT_CLOSED = HttpStatus.CLIENT_CLOSED_REQUEST.getCode();

  private ErrorResponses() {}

  static void map(JavalinConfig config) {
    config.router.javaLangErrorHandler(ErrorResponses::tellFatal);
    map(config.routes);
  }

  private static void map(RoutesConfig routes) {
    routes.exception(
        QueueException.class,
        (e, context) ->
            tell(
                context,
                FailureText.status(e),
                wantsPage(context) ? FailureText.of(e) : FailureText.ofApi(e)));
    routes.exception(ElementErrors.class, ErrorResponses::tellElements);
    routes.exception(
        HttpResponseException.class,
        (e, context) -> tell(context, e.getStatus(), String.valueOf(e.getMessage())));
    routes.exception(
        EndpointNotFound.class,
        (_, context) -> tell(context, 404, "There is nothing at this address."));
    routes.exception(MethodNotAllowedResponse.class, ErrorResponses::tellMethods);
    routes.exception(EofException.class, (_, context) -> tellBroken(context));
    routes.exception(ClosedChannelException.class, (_, context) -> tellBroken(context));
    routes.exception(Output.Failed.class, (_, context) -> tellBroken(context));
    routes.exception(IOException.class, ErrorResponses::tellIo);
    routes.exception(UncheckedIOException.class, ErrorResponses::tellIo);
    routes.exception(Exception.class, (e, context) -> tellBug(context, e));
    // Javalin itself gives these two a status, and no body.
    routes.error(CLIENT_CLOSED, ErrorResponses::tellBroken);
    routes.error(
        HttpStatus.REQUEST_TIMEOUT.getCode(),
        context -> tell(context, 408, "The request did not arrive in time. Nothing was done."));
  }

  private static void tellElements(ElementErrors e, Context context) {
    var first = e.first();
    tell(context, new ErrorText(FailureText.status(first), FailureText.ofApi(first), e.errors()));
  }

  private static void tellMethods(MethodNotAllowedResponse e, Context context) {
    var allowed = String.join(", ", e.getDetails().values());
    context.header("Allow", allowed);
    tell(context, e.getStatus(), "This address takes %s.".formatted(allowed));
  }

  /// The request has broken off, or its chunks are none. The client may also have gone while we
  /// answered: then nobody hears this.
  private static void tellBroken(Context context) {
    if (hasBegun(context.res())) {
      return;
    }
    tell(context, 400, "The body of the request is incomplete or malformed. Nothing was done.");
  }

  private static void tellIo(Exception e, Context context) {
    log.warn("cannot read or write path={} reason={}", context.path(), e.toString());
    tell(context, 503, "A file cannot be read or written; the dashboard's log says which.");
  }

  private static void tellBug(Context context, Exception e) {
    log.error("failed method={} path={}", context.method(), context.path(), e);
    tell(context, 500, "This is a bug in QueueCTL; its log says more.");
  }

  private static void tellFatal(HttpServletResponse response, Error e) {
    log.error("failed", e);
    try {
      response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR); // see ServerErrors
    } catch (IOException gone) {
      log.debug("nobody left to answer", gone);
    }
  }

  private static void tell(Context context, int status, String sentence) {
    tell(context, new ErrorText(status, sentence));
  }

  private static void tell(Context context, ErrorText error) {
    if (hasBegun(context.res())) {
      breakOff(context, error.sentence());
      return;
    }
    UnreadBody.discard(context.req());
    context.res().resetBuffer();
    var status = error.status();
    context.status(status);
    if (status == HttpStatus.UNAUTHORIZED.getCode()) {
      context.header("WWW-Authenticate", "Bearer realm=\"queuectl\"");
    }
    if (wantsPage(context)) {
      var isTry = status == HttpStatus.UNAUTHORIZED.getCode() && isTry(context);
      var next = Going.to(context);
      context.html(
          ErrorPage.html(context, error.title(), error.sentence(), next)
              .orElseGet(() -> error.page(ThemeRoutes.theme(context), isTry, next)));
    } else {
      context.contentType(ErrorText.PROBLEM_TYPE).result(error.problem());
    }
  }

  /// Also if it is still in a buffer, but compressed: what follows would be taken for a part of it.
  private static boolean hasBegun(HttpServletResponse response) {
    return response.isCommitted() || response.containsHeader("Content-Encoding");
  }

  /// An answer that has begun as a success cannot become a failure. But it must not end as if it
  /// were whole.
  private static void breakOff(Context context, String sentence) {
    log.debug("broken off method={} path={} reason={}", context.method(), context.path(), sentence);
    ServletContextRequest.getServletContextRequest(context.req())
        .getServletChannel()
        .abort(new IOException(sentence));
  }

  private static boolean wantsPage(Context context) {
    return ErrorText.isPage(context.header("Accept"), context.path());
  }

  private static boolean isTry(Context context) {
    return context.path().equals(LoginRoutes.PATH) && !context.method().equals(HandlerType.GET)
        || context.queryParam(LoginRoutes.TOKEN) != null
        || context.queryParam(LoginRoutes.LINK) != null;
  }
}
