package dev.queuectl.web.browser;

import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.web.page.SessionsPage;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.List;

/// `/sessions`: who is logged in, and ending that.
final class SessionRoutes implements Section {
  private static final String PATH = "/sessions";

  private final DashboardContext dashboard;

  SessionRoutes(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, Right.OWN, this::show), Route.post(PATH + "/end", Right.OWN, this::end));
  }

  private void show(Context context) {
    var request = new PageRequest(context, dashboard);
    var access = dashboard.served().store().access();
    request.show(
        SessionsPage.html(
            access.sessions(dashboard.served().now()),
            access.tokens(),
            request.caller().session(),
            request.frame()));
  }

  private void end(Context context) {
    var request = new PageRequest(context, dashboard);
    request.act(PATH, () -> request.field("all").isEmpty() ? one(request) : all(request));
  }

  private String one(PageRequest request) {
    var id = Numbers.whole("id", request.field("id"), 1L, Long.MAX_VALUE);
    if (dashboard.served().store().access().endSessions(id) == 0) {
      throw new QueueException.NotFound("there is no session " + id, "It may have ended already.");
    }
    dashboard.audit(request.caller().actor()).add("end session", Long.toString(id), null);
    return "The session has ended.";
  }

  private String all(PageRequest request) {
    var ended = dashboard.served().store().access().endSessions(null);
    var sentence = Numbers.counted(ended, "session") + " ended.";
    dashboard.audit(request.caller().actor()).add("end session", null, sentence);
    return sentence;
  }
}
