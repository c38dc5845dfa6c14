package dev.queuectl.web;

import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import dev.queuectl.web.request.ServedQueue;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;

/// Whether the dashboard works, for supervisors. They get no token, and learn one word.
final class Health implements Section {
  static final String LIVE = "/health/live";
  static final String READY = "/health/ready";

  private final ServedQueue served;

  Health(ServedQueue served) {
    this.served = served;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.GET, LIVE, Right.NOTHING, Health::live),
        new Route(HandlerType.GET, READY, Right.NOTHING, this::ready));
  }

  private static void live(Context context) {
    context.result("ok\n");
  }

  /// A store that cannot be read ends in 503.
  private void ready(Context context) {
    served.store().storeId();
    context.result("ok\n");
  }
}
