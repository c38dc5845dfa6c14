package dev.queuectl.web.browser;

import dev.queuectl.Job;
import dev.queuectl.QueueException;
import dev.queuectl.Text;
import dev.queuectl.web.page.output.OutputUpdate;
import dev.queuectl.web.page.output.OutputWindow;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// `/job/output`: what has been printed since, for a page that follows an attempt: `stdout` and
/// `stderr` say how far it has come in each. Headers say whether there is more to read at once, and
/// whether anything can come at all.
///
/// `/job/output/raw`: all of it as it is, however long, to be looked at or saved.
final class OutputRoutes implements Section {
  private static final int LONGEST_NAME = 100;
  private final DashboardContext dashboard;

  OutputRoutes(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/job/output", this::since), Route.get("/job/output/raw", this::raw));
  }

  private void since(Context context) {
    var request = new PageRequest(context, dashboard);
    var parameters = request.parameters();
    var job = job(request);
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

  /// The one that was seen: another one may have its id now.
  private Job job(PageRequest request) {
    var job = JobRoutes.job(dashboard, request.query("id"));
    if (request.parameters().whole("seq", 1, Long.MAX_VALUE, job.seq()) != job.seq()) {
      throw QueueException.NotFound.gone();
    }
    return job;
  }

  private void raw(Context context) throws IOException {
    var request = new PageRequest(context, dashboard);
    var job = job(request);
    var newest = Math.max(1, job.lastAttempt());
    var number = request.parameters().whole("attempt", 1, Integer.MAX_VALUE, newest);
    var saves = request.parameters().whole("download", 0, 1, 0) == 1;
    var attempt = dashboard.served().attempt(job, number);
    var choice = new OutputChoice(request, job, attempt);
    var stream = choice.stream().equals("both") ? OutputChoice.INTERLEAVED : choice.stream();
    var source = choice.source(attempt);
    context.contentType("text/plain; charset=utf-8");
    context.header(
        "Content-Disposition",
        "%s; filename=\"%s.%d.%s.txt\""
            .formatted(saves ? "attachment" : "inline", fileName(job.id()), number, stream));
    source.copy(0, source.size(), context.outputStream());
  }

  /// Letters that every file system and every browser takes.
  private static String fileName(String id) {
    return Text.shortened(id.replaceAll("[^A-Za-z0-9._-]", "_"), LONGEST_NAME);
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
