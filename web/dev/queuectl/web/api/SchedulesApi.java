package dev.queuectl.web.api;

import dev.queuectl.QueueException;
import dev.queuectl.action.ScheduleActions;
import dev.queuectl.report.JobJson;
import dev.queuectl.report.schedule.ScheduleDraft;
import dev.queuectl.report.schedule.ScheduleField;
import dev.queuectl.report.schedule.ScheduleJson;
import dev.queuectl.report.schedule.ScheduleText;
import dev.queuectl.schedule.Schedule;
import dev.queuectl.web.request.Caller;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Json;
import dev.queuectl.web.request.RequestParameters;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;

/// `/schedules`
final class SchedulesApi implements Section {
  private static final String PATH = Api.ROOT + "/schedules";
  private static final String ONE = PATH + "/{name}";
  private static final int USUAL_TIMES = 5;
  private static final int MOST_TIMES = 1000;

  private final DashboardContext dashboard;

  SchedulesApi(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, this::list),
        Route.post(PATH, Right.SUBMIT, this::add),
        Route.get(ONE, context -> answer(context, 200, actions(context).find(name(context)))),
        new Route(HandlerType.PATCH, ONE, Right.SUBMIT, this::edit),
        new Route(HandlerType.DELETE, ONE, Right.CHANGE, this::remove),
        Route.get(ONE + "/next", this::next),
        Route.post(ONE + "/pause", Right.CHANGE, this::pause),
        Route.post(ONE + "/resume", Right.CHANGE, this::resume),
        Route.post(ONE + "/run", Right.CHANGE, this::run));
  }

  private ScheduleActions actions(Context context) {
    return dashboard.controls().schedules(Caller.of(context));
  }

  private static String name(Context context) {
    return context.pathParam("name");
  }

  private void list(Context context) {
    var schedules = dashboard.served().store().schedules().list();
    Json.send(
        context,
        json ->
            json.objects(
                "schedules",
                schedules.stream()
                    .map(each -> (Runnable) () -> ScheduleJson.fields(json, each, false))
                    .toList()));
  }

  private void add(Context context) {
    var schedule = draft(context).toSchedule(JobsApi.defaults(dashboard.served()));
    answer(context, 201, actions(context).add(schedule));
  }

  private void edit(Context context) {
    var draft = draft(context);
    if (draft.has(ScheduleField.NAME)) {
      throw new QueueException.Invalid("the name of a schedule cannot be changed");
    }
    var defaults = JobsApi.defaults(dashboard.served());
    var edited =
        actions(context)
            .edit(
                name(context),
                old -> draft.otherwise(old).toSchedule(defaults.in(old.job().surroundings())));
    answer(context, 200, edited);
  }

  private static ScheduleDraft draft(Context context) {
    var text = Body.text(context).strip();
    if (!text.startsWith("{")) {
      throw new QueueException.Invalid(
          "the body must be a JSON object",
          "For example {\"name\": \"nightly\", \"cron\": \"30 2 * * *\", \"command\": \"make\"}.");
    }
    return ScheduleDraft.read(text);
  }

  private void remove(Context context) {
    Body.of(context);
    answer(context, 200, actions(context).remove(name(context)));
  }

  private void next(Context context) {
    var count =
        new RequestParameters(context, dashboard.served())
            .whole("count", 1, MOST_TIMES, USUAL_TIMES);
    var schedule = actions(context).find(name(context));
    var times = ScheduleText.nextTimes(schedule, count);
    var table = schedule.timetable();
    var zone = schedule.zone();
    Json.send(
        context,
        json ->
            json.objects(
                "times",
                times.stream()
                    .map(
                        time ->
                            (Runnable)
                                () -> {
                                  json.field("time", time);
                                  json.field("local", ScheduleText.local(time, zone));
                                  json.field("note", table.moved(time, zone).orElse(null));
                                })
                    .toList()));
  }

  private void pause(Context context) {
    var reason = Body.of(context, "reason").text("reason");
    answer(context, 200, actions(context).pause(name(context), reason));
  }

  private void resume(Context context) {
    Body.of(context);
    answer(context, 200, actions(context).resume(name(context)));
  }

  private void run(Context context) {
    Body.of(context);
    var job = actions(context).run(name(context));
    context.status(201);
    Json.send(context, json -> JobJson.fields(json, job, dashboard.served().now(), false));
  }

  private static void answer(Context context, int status, Schedule schedule) {
    context.status(status);
    Json.send(context, json -> ScheduleJson.fields(json, schedule, false));
  }
}
