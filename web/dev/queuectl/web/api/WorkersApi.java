package dev.queuectl.web.api;

import dev.queuectl.QueueException;
import dev.queuectl.Worker;
import dev.queuectl.report.WorkerReport;
import dev.queuectl.web.request.Caller;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Json;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.List;

/// `/workers`
final class WorkersApi implements Section {
  private static final String PATH = Api.ROOT + "/workers";
  private static final String ONE = PATH + "/{id}";

  private final DashboardContext dashboard;

  WorkersApi(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, this::list),
        Route.post(ONE + "/drain", Right.CHANGE, context -> stop(context, Worker.Stop.DRAIN)),
        Route.post(ONE + "/stop", Right.CHANGE, context -> stop(context, Worker.Stop.NOW)),
        Route.post(ONE + "/scale", Right.CHANGE, this::scale));
  }

  private void list(Context context) {
    var workers = WorkerReport.all(dashboard.served().store(), dashboard.served().now());
    Json.send(
        context,
        json ->
            json.objects(
                "workers",
                workers.stream().map(worker -> (Runnable) () -> worker.fields(json)).toList()));
  }

  private void stop(Context context, Worker.Stop how) {
    Body.of(context);
    dashboard.controls().stop(context.pathParam("id"), how, Caller.of(context));
    context.status(202);
    list(context);
  }

  private void scale(Context context) {
    var slots = Body.of(context, "slots").whole("slots", 1, Worker.MOST_SLOTS);
    if (slots == null) {
      throw new QueueException.Invalid(
          "slots is missing", "Send how many jobs it may run at a time.");
    }
    dashboard.controls().scale(context.pathParam("id"), slots, Caller.of(context));
    context.status(202);
    list(context);
  }
}
