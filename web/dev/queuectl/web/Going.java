package dev.queuectl.web;

import dev.queuectl.web.page.LoginPage;
import dev.queuectl.web.request.OwnAddress;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where somebody was going who has to log in first: one of our own pages, or the overview.
final class Going {
  private static final String HOME = "/";

  private Going() {}

  static String to(Context context) {
    var isGet =
        context.method().equals(HandlerType.GET) || context.method().equals(HandlerType.HEAD);
    if (isGet) {
      return OwnAddress.of(address(context.path(), context.queryString()), HOME);
    }
    return context.path().equals(LoginRoutes.PATH)
        ? OwnAddress.of(context.formParam(LoginPage.NEXT), HOME)
        : page(context);
  }

  /// The page whose form was sent: what was typed there has to be sent once more.
  private static String page(Context context) {
    try {
      var from = new URI(Objects.requireNonNullElse(context.header("Referer"), ""));
      return from.getRawPath() != null
              && Objects.equals(from.getRawAuthority(), context.header("Host"))
          ? OwnAddress.of(address(from.getRawPath(), from.getRawQuery()), HOME)
          : HOME;
    } catch (URISyntaxException e) {
      return HOME;
    }
  }

  private static String address(String path, @Nullable String query) {
    return query == null ? path : path + "?" + query;
  }
}
