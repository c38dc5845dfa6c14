package dev.queuectl.web.browser;

import dev.queuectl.QueueException;
import dev.queuectl.web.page.output.OutputLines;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.List;

/// `/job/output`: what has been printed since, for a page that follows it. Headers say from where
/// to ask next, and whether there is anything to wait for.
final class OutputRoutes implements Section {
  private final DashboardContext dashboard;

  OutputRoutes(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/job/output", this::since));
  }

  private void since(Context context) {
    var request = new PageRequest(context, dashboard);
    var parameters = request.parameters();
    var job = JobRoutes.job(dashboard, request.query("id"));
    if (parameters.whole("seq", 1, Long.MAX_VALUE, job.seq()) != job.seq()) {
      throw QueueException.NotFound.gone();
    }
    var number = parameters.whole("attempt", 1, Integer.MAX_VALUE, Math.max(1, job.lastAttempt()));
    var stream = OutputChoice.one(request);
    // Asked before the output is read: what comes in between is not missed.
    var attempt = dashboard.served().attempt(job, number);
    var runs = attempt.endedAt() == null;
    var output =
        OutputChoice.file(request, job, number, stream)
            .since(
                parameters.whole("from", 0, Long.MAX_VALUE, 0),
                parameters.whole("line", 1, Long.MAX_VALUE, 1));
    context.header("Queuectl-Next", Long.toString(output.next()));
    context.header("Queuectl-Line", Long.toString(output.nextLine()));
    context.header("Queuectl-Ended", Boolean.toString(!runs && output.isAtEnd()));
    request.show(
        OutputLines.html(
            output, Addresses.job(job.id()) + "&attempt=" + number + "&stream=" + stream));
  }
}
