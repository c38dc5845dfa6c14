package dev.queuectl.web.api;

import dev.queuectl.QueueException;
import dev.queuectl.Setting;
import dev.queuectl.report.SettingJson;
import dev.queuectl.web.request.Caller;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Json;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/config`
final class ConfigApi implements Section {
  private static final String PATH = Api.ROOT + "/config";
  private static final String ONE = PATH + "/{key}";

  private final DashboardContext dashboard;

  ConfigApi(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, this::list),
        Route.get(ONE, context -> answer(context, setting(context))),
        new Route(HandlerType.PUT, ONE, Right.CHANGE, this::set),
        new Route(HandlerType.DELETE, ONE, Right.CHANGE, this::reset));
  }

  private void list(Context context) {
    var settings = dashboard.served().store().config().settings();
    Json.send(
        context,
        json ->
            json.objects(
                "config",
                Arrays.stream(Setting.values())
                    .map(key -> (Runnable) () -> SettingJson.fields(json, settings, key))
                    .toList()));
  }

  private void set(Context context) {
    var body = Body.of(context, "value");
    var value = body.fields().get("value");
    if (value == null || value instanceof Iterable || value instanceof java.util.Map) {
      throw new QueueException.Invalid(
          "value must be a string or a number", "DELETE resets a key to its default.");
    }
    change(context, value.toString());
  }

  private void reset(Context context) {
    Body.of(context);
    change(context, null);
  }

  private void change(Context context, @Nullable String value) {
    var setting = setting(context);
    DashboardContext.demandFor(setting, Caller.of(context));
    var store = dashboard.served().store();
    store.together(
        () -> {
          Versions.check(context, store.config().settings(), setting);
          dashboard.controls().set(setting, value, Caller.of(context));
          return setting;
        });
    answer(context, setting);
  }

  private static Setting setting(Context context) {
    try {
      return Setting.of(context.pathParam("key"));
    } catch (QueueException.Invalid e) {
      throw new QueueException.NotFound(e.getMessage(), e.advice());
    }
  }

  private void answer(Context context, Setting setting) {
    var settings = dashboard.served().store().config().settings();
    Versions.say(context, settings, setting);
    Json.send(context, json -> SettingJson.fields(json, settings, setting));
  }
}
