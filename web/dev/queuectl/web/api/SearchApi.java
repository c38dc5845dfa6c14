package dev.queuectl.web.api;

import dev.queuectl.report.search.LogSearch.Found;
import dev.queuectl.report.search.SearchPlace;
import dev.queuectl.report.search.SearchQuery;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Json;
import dev.queuectl.web.request.RequestParameters;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.List;
import java.util.Objects;

/// `/search`: through the output of all jobs.
final class SearchApi implements Section {
  private static final int MOST_LINES = 500;
  private static final int USUAL_LINES = 50;

  private final DashboardContext dashboard;

  SearchApi(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get(Api.ROOT + "/search", this::search));
  }

  private void search(Context context) {
    var parameters = new RequestParameters(context, dashboard.served());
    var cursor = parameters.text("cursor");
    var limit = parameters.whole("limit", 1, MOST_LINES, USUAL_LINES);
    var found =
        dashboard
            .searches()
            .search(
                new SearchQuery(
                    parameters.filter(),
                    // With its blanks: they are part of what is looked for.
                    Objects.requireNonNullElse(context.queryParam("find"), ""),
                    limit,
                    limit,
                    cursor == null ? null : SearchPlace.of("cursor", cursor)));
    send(context, found);
  }

  private static void send(Context context, Found found) {
    var reached = found.reached();
    var next = found.next();
    Json.send(
        context,
        json -> {
          json.objects(
              "lines",
              found.lines().stream().map(line -> (Runnable) () -> line.write(json)).toList());
          json.field("jobs", found.jobs());
          json.field("outputs", found.outputs());
          json.field("bytes", found.bytes());
          if (reached == null) {
            json.value("reached", null);
          } else {
            json.object(
                "reached",
                () -> {
                  json.field("id", reached.id());
                  json.field("created_at", reached.createdAt());
                });
          }
          json.field("next", next == null ? null : next.word());
        });
  }
}
