package dev.queuectl.web;

import dev.queuectl.report.Exposition;
import dev.queuectl.report.Metrics;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import dev.queuectl.web.request.ServedQueue;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.util.List;

/// `/metrics`, for Prometheus.
final class PrometheusEndpoint implements Section {
  private final ServedQueue served;

  PrometheusEndpoint(ServedQueue served) {
    this.served = served;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/metrics", this::answer));
  }

  private void answer(Context context) {
    var bytes = new ByteArrayOutputStream();
    Exposition.write(Metrics.of(served.store(), served.now()), bytes);
    context.contentType(Exposition.CONTENT_TYPE).result(bytes.toByteArray());
  }
}
