package dev.queuectl.web;

import dev.queuectl.web.page.part.Theme;
import dev.queuectl.web.request.DashboardOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Answers requests that the server refuses before [Guard] sees them: no HTTP, too long, a
/// malformed path. The headers, the check of the host and the form are those of any other answer.
final class ServerErrors extends ErrorHandler {
  private final Map<String, String> headers;
  private final Hosts hosts;

  ServerErrors(DashboardOptions options) {
    headers = Headers.of(options.isSecure());
    hosts = new Hosts(options);
    setCacheControl(null); // it is among ours
  }

  /// Every method gets a sentence.
  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    headers.forEach((name, value) -> response.getHeaders().put(name, value));
    return super.handle(request, response, callback);
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    var error = isForUs(request) ? new ErrorText(code, sentence(code)) : Hosts.MISDIRECTED;
    var path = request.getHttpURI().getPath();
    var isPage = ErrorText.isPage(request.getHeaders().get(HttpHeader.ACCEPT), path);
    var body =
        isPage
            ? error.page(Theme.SYSTEM, false, "/").getBytes(StandardCharsets.UTF_8)
            : error.problem();
    response.setStatus(error.status());
    response
        .getHeaders()
        .put(HttpHeader.CONTENT_TYPE, isPage ? "text/html;charset=utf-8" : ErrorText.PROBLEM_TYPE);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  /// A request that could not be read as far as its host is told what is wrong with it.
  private boolean isForUs(Request request) {
    var header = request.getHeaders().get(HttpHeader.HOST);
    var host = header == null ? Http2Requests.authority(request) : header;
    return host == null || hosts.allows(host, Request.getLocalPort(request));
  }

  private static String sentence(int code) {
    return switch (code) {
      case 404 -> "There is nothing at this address.";
      case 408 -> "The request did not arrive in time.";
      case 413 -> "The request is too large.";
      case 414 -> "The address is too long.";
      case 417 -> "What the request expects is not done here.";
      case 426, 505 -> "This version of HTTP is not spoken here. Use HTTP/1.1.";
      case 431 -> "The headers of the request are too long.";
      case 503 -> "The dashboard is stopping.";
      default ->
          code < 500
              ? "The request cannot be read: its first line or its headers are not valid."
              : "This is a bug in QueueCTL; its log says more.";
    };
  }
}
