package dev.queuectl.web.api;

import dev.queuectl.Queue;
import dev.queuectl.QueueException;
import dev.queuectl.report.QueueJson;
import dev.queuectl.store.QueueStore;
import dev.queuectl.web.request.Caller;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Json;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.function.Function;

/// `/queues`
final class QueuesApi implements Section {
  private static final String PATH = Api.ROOT + "/queues";
  private static final String ONE = PATH + "/{name}";

  private final DashboardContext dashboard;

  QueuesApi(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, this::list),
        Route.get(ONE, context -> answer(context, queue(context))),
        new Route(HandlerType.PATCH, ONE, Right.CHANGE, this::set),
        Route.post(ONE + "/pause", Right.CHANGE, this::pause),
        Route.post(ONE + "/resume", Right.CHANGE, this::resume));
  }

  private void list(Context context) {
    var queues = dashboard.served().store().queues().list();
    Json.send(
        context,
        json ->
            json.objects(
                "queues",
                queues.stream()
                    .map(queue -> (Runnable) () -> QueueJson.fields(json, queue))
                    .toList()));
  }

  private Queue queue(Context context) {
    var name = context.pathParam("name");
    return dashboard.served().store().queues().list().stream()
        .filter(queue -> queue.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new QueueException.NotFound("there is no queue \"" + name + "\"", ""));
  }

  private void set(Context context) {
    var body = Body.of(context, "concurrency");
    if (!body.has("concurrency")) {
      throw new QueueException.Invalid(
          "concurrency is missing", "Send a number, or null for no limit.");
    }
    var limit = body.whole("concurrency", 1, QueueStore.MOST_CONCURRENCY);
    change(context, name -> dashboard.controls().limit(name, limit, Caller.of(context)));
  }

  private void pause(Context context) {
    var reason = Body.of(context, "reason").text("reason");
    change(context, name -> dashboard.controls().pause(name, reason, Caller.of(context)));
  }

  private void resume(Context context) {
    Body.of(context);
    change(context, name -> dashboard.controls().resume(name, Caller.of(context)));
  }

  /// Only the version that was meant, if one was.
  private void change(Context context, Function<String, Queue> change) {
    var name = context.pathParam("name");
    var store = dashboard.served().store();
    answer(
        context,
        store.together(
            () -> {
              Versions.check(context, store.queues().find(name));
              return change.apply(name);
            }));
  }

  private static void answer(Context context, Queue queue) {
    Versions.say(context, queue);
    Json.send(context, json -> QueueJson.fields(json, queue));
  }
}
