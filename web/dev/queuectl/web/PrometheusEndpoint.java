package dev.queuectl.web;

import dev.queuectl.report.prometheus.Exposition;
import dev.queuectl.report.prometheus.Exposition.Format;
import dev.queuectl.report.prometheus.Scrape;
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
    var format = Format.of(context.header("Accept"));
    var scrape = Scrape.of(served.store(), served.now(), served.version());
    var bytes = new ByteArrayOutputStream();
    Exposition.write(scrape, format, bytes);
    context.contentType(format.contentType()).result(bytes.toByteArray());
  }
}
