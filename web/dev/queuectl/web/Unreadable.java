package dev.queuectl.web;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Answers requests that the server refuses before anybody sees them, such as one whose path is no
/// UTF-8, in the form of all others instead of a page of the server's own.
final class Unreadable extends ErrorHandler {

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    var title = code == 400 ? "Bad Request" : "Error " + code;
    var body =
        "{\"type\": \"about:blank\", \"title\": \"%s\", \"status\": %d, \"detail\": \"The request cannot be read: its first line or its headers are not valid.\"}\n"
            .formatted(title, code);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    Content.Sink.write(response, true, body, callback);
  }
}
