package dev.queuectl.web.request;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/// One method of one path, and the right that it needs.
///
/// @param path as Javalin writes it: `/jobs/{id}`
public record Route(HandlerType method, String path, Right right, Handler handler) {

  /// A page or a document.
  public static Route get(String path, Handler handler) {
    return new Route(HandlerType.GET, path, Right.READ, handler);
  }

  /// A page that is of no use without the right to what it leads to.
  public static Route get(String path, Right right, Handler handler) {
    return new Route(HandlerType.GET, path, right, handler);
  }

  /// The same, once a request has passed.
  public Route checked(Handler check) {
    return new Route(
        method,
        path,
        right,
        context -> {
          check.handle(context);
          handler.handle(context);
        });
  }

  /// An action.
  public static Route post(String path, Right right, Handler handler) {
    return new Route(HandlerType.POST, path, right, handler);
  }
}
