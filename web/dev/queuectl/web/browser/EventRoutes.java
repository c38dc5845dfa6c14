package dev.queuectl.web.browser;

import dev.queuectl.Numbers;
import dev.queuectl.web.page.EventsPage;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.List;

/// `/events`: the audit trail.
final class EventRoutes implements Section {
  private static final int PAGE = 100;

  private final DashboardContext dashboard;

  EventRoutes(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/events", this::show));
  }

  private void show(Context context) {
    var request = new PageRequest(context, dashboard);
    var cursor = request.cursor("before");
    var before =
        cursor.isEmpty() ? Long.MAX_VALUE : Numbers.whole("cursor", cursor, 0L, Long.MAX_VALUE);
    var events = dashboard.served().store().events().list(before, PAGE + 1);
    request.show(
        EventsPage.html(
            events.stream().limit(PAGE).toList(), events.size() > PAGE, request.frame()));
  }
}
