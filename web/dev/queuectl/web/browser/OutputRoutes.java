package dev.queuectl.web.browser;

import dev.queuectl.Job;
import dev.queuectl.QueueException;
import dev.queuectl.web.page.output.OutputUpdate;
import dev.queuectl.web.page.output.OutputWindow;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// `/job/output`: what has been printed since, for a page that follows an attempt: `stdout` and
/// `stderr` say how far it has come in each. Headers say whether there is more to read at once, and
/// whether anything can come at all.
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
    var places = new LinkedHashMap<String, OutputWindow.Place>();
    for (var stream : OutputChoice.STREAMS) {
      if (parameters.text(stream) != null) {
        places.put(stream, place(stream, request.query(stream)));
      }
    }
    var number = parameters.whole("attempt", 1, Integer.MAX_VALUE, Math.max(1, job.lastAttempt()));
    // Asked before the output is read: what comes in between is not missed.
    var runs = dashboard.served().attempt(job, number).endedAt() == null;
    var windows = new ArrayList<OutputWindow>();
    places.forEach((stream, place) -> windows.add(window(request, job, number, stream, place)));
    var isNew =
        !windows.stream().map(OutputWindow::place).toList().equals(List.copyOf(places.values()));
    var isRead = windows.stream().allMatch(OutputWindow::isAtEnd);
    context.header("Queuectl-More", Boolean.toString(!isRead));
    context.header("Queuectl-Ended", Boolean.toString(!runs && isRead));
    if (isNew || !runs) {
      var address = Addresses.job(job.id()) + "&attempt=" + number;
      request.show(OutputUpdate.html(windows, address, runs));
    } else {
      context.status(HttpStatus.NO_CONTENT);
    }
  }

  private static OutputWindow.Place place(String stream, String word) {
    return OutputWindow.Place.of(word)
        .orElseThrow(
            () -> new QueueException.Invalid(stream + " is not as a page of ours would say it"));
  }

  private static OutputWindow window(
      PageRequest request, Job job, int attempt, String stream, OutputWindow.Place place) {
    return OutputChoice.file(request, job, attempt, stream).since(place.next(), place.line());
  }
}
