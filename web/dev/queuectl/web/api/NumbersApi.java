package dev.queuectl.web.api;

import dev.queuectl.Event;
import dev.queuectl.Words;
import dev.queuectl.report.EventJson;
import dev.queuectl.report.History;
import dev.queuectl.report.Metrics;
import dev.queuectl.report.Status;
import dev.queuectl.store.Rollup.Span;
import dev.queuectl.web.request.Asked;
import dev.queuectl.web.request.Desk;
import dev.queuectl.web.request.Json;
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

  private final Desk desk;

  NumbersApi(Desk desk) {
    this.desk = desk;
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
    var site = desk.site();
    var status = Status.of(site.store(), site.now(), site.obstacle().get());
    Json.send(context, status::fields);
  }

  private void metrics(Context context) {
    var metrics = Metrics.of(desk.site().store(), desk.site().now());
    Json.send(context, metrics::fields);
  }

  private void history(Context context) {
    var asked = new Asked(context, desk.site());
    var word = Objects.requireNonNullElse(asked.text("span"), "minute");
    var span = Words.match("span", word, SPANS, it -> it.name().toLowerCase(Locale.ROOT));
    var usual =
        desk.site().now().minus(span == Span.MINUTE ? Duration.ofHours(1) : Duration.ofDays(7));
    var from = Objects.requireNonNullElse(asked.time("from"), usual);
    var history = History.of(desk.site().store().metrics().rollups(span, from));
    Json.send(
        context,
        json ->
            json.objects(
                "history",
                history.stream().map(point -> (Runnable) () -> point.fields(json)).toList()));
  }

  private void events(Context context) {
    var asked = new Asked(context, desk.site());
    var limit = asked.whole("limit", 1, MOST_EVENTS, USUAL_EVENTS);
    var before = asked.whole("cursor", 1L, Long.MAX_VALUE, Long.MAX_VALUE);
    var events = desk.site().store().events().list(before, limit);
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
