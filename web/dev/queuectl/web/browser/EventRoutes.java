package dev.queuectl.web.browser;

import dev.queuectl.web.page.EventsPage;
import dev.queuectl.web.request.Desk;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.List;

/// `/events`: the audit trail.
final class EventRoutes implements Section {
  private static final int PAGE = 100;

  private final Desk desk;

  EventRoutes(Desk desk) {
    this.desk = desk;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/events", this::show));
  }

  private void show(Context context) {
    var visit = new Visit(context, desk);
    var before = visit.asked().whole("before", 0, Long.MAX_VALUE, Long.MAX_VALUE);
    var events = desk.site().store().events().list(before, PAGE + 1);
    visit.show(
        EventsPage.html(events.stream().limit(PAGE).toList(), events.size() > PAGE, visit.frame()));
  }
}
