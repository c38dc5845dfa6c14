package dev.queuectl.web;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// Makes a request over HTTP/2 look like one over HTTP/1.1, so that [Guard] has one kind to check:
/// its `:authority` is its host, and what is too long is answered with 414 or 431. By itself the
/// server would close the connection, with everything else that is under way on it.
///
/// @param most bytes of the address and the headers together
record Http2Requests(int most) implements HttpConfiguration.Customizer {
  private static final int BESIDE_A_FIELD =
      4; // as HTTP/1.1 writes it: a colon, a space, a new line

  @Override
  public Request customize(Request request, HttpFields.Mutable answered) {
    var address = request.getHttpURI().getPathQuery();
    var left = most - (address == null ? 0 : address.length());
    if (left < 0) {
      throw new HttpException.RuntimeException(HttpStatus.URI_TOO_LONG_414);
    }
    for (var field : request.getHeaders()) {
      left -= length(field);
    }
    if (left < 0) {
      throw new HttpException.RuntimeException(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431);
    }
    var authority = authority(request);
    return authority == null || request.getHeaders().contains(HttpHeader.HOST)
        ? request // if both are there they must be equal, which the server checks
        : hosted(request, authority);
  }

  /// What stands for `Host`, if the request is one over HTTP/2 and says it.
  static @Nullable String authority(Request request) {
    return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2
        ? request.getHttpURI().getAuthority()
        : null;
  }

  private static int length(HttpField field) {
    var value = field.getValue();
    return field.getName().length() + (value == null ? 0 : value.length()) + BESIDE_A_FIELD;
  }

  private static Request hosted(Request request, String authority) {
    var headers = HttpFields.build(request.getHeaders()).put(HttpHeader.HOST, authority);
    var all = headers.asImmutable();
    return new Request.Wrapper(request) {
      @Override
      public HttpFields getHeaders() {
        return all;
      }
    };
  }
}
