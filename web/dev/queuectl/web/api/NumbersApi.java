package dev.queuectl.web.api;

import dev.queuectl.Event;
import dev.queuectl.Words;
import dev.queuectl.report.EventJson;
import dev.queuectl.report.History;
import dev.queuectl.report.Metrics;
import dev.queuectl.report.Status;
import dev.queuectl.store.Rollup.Span;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Json;
import dev.queuectl.web.request.RequestParameters;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `/status`, `/metrics`, `/metrics/history`, `/events`
final class NumbersApi implements Section {
  private static final int MOST_EVENTS = 500;
  private static final int USUAL_EVENTS = 50;

  private static final Span[] SPANS = {Span.MINUTE, Span.HOUR};

  private final DashboardContext dashboard;

  NumbersApi(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(Api.ROOT + "/status", this::status),
        Route.get(Api.ROOT + "/metrics", this::metrics),
        Route.get(Api.ROOT + "/metrics/history", this::history),
        Route.get(Api.ROOT + "/events", this::events));
  }

  private void status(Context context) {
    var served = dashboard.served();
    var status = Status.of(served.store(), served.now(), served.obstacle().get());
    Json.send(context, status::fields);
  }

  private void metrics(Context context) {
    var metrics = Metrics.of(dashboard.served().store(), dashboard.served().now());
    Json.send(context, metrics::fields);
  }

  private void history(Context context) {
    var parameters = new RequestParameters(context, dashboard.served());
    var word = Objects.requireNonNullElse(parameters.text("span"), "minute");
    var span = Words.match("span", word, SPANS, it -> it.name().toLowerCase(Locale.ROOT));
    var usual =
        dashboard
            .served()
            .now()
            .minus(span == Span.MINUTE ? Duration.ofHours(1) : Duration.ofDays(7));
    var from = Objects.requireNonNullElse(parameters.time("from"), usual);
    var history = History.of(dashboard.served().store().metrics().rollups(span, from));
    Json.send(
        context,
        json ->
            json.objects(
                "history",
                history.stream().map(point -> (Runnable) () -> point.fields(json)).toList()));
  }

  private void events(Context context) {
    var parameters = new RequestParameters(context, dashboard.served());
    var limit = parameters.whole("limit", 1, MOST_EVENTS, USUAL_EVENTS);
    var before = parameters.whole("cursor", 1L, Long.MAX_VALUE, Long.MAX_VALUE);
    var events = dashboard.served().store().events().list(before, limit);
    Json.send(
        context,
        json -> {
          json.objects(
              "events",
              events.stream()
                  .map(event -> (Runnable) () -> EventJson.fields(json, event))
                  .toList());
          json.field("next", next(events, limit));
        });
  }

  private static @Nullable String next(List<Event> events, int limit) {
    return events.size() < limit ? null : Long.toString(events.getLast().seq());
  }
}
