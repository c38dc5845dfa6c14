package dev.queuectl.web.browser;

import dev.queuectl.Setting;
import dev.queuectl.web.page.ConfigPage;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/config`: the configuration, with the checks that the command line makes.
final class ConfigRoutes implements Section {
  private static final String PATH = "/config";

  private final DashboardContext dashboard;

  ConfigRoutes(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, this::show),
        Route.post(
            PATH + "/set",
            Right.CHANGE,
            context -> set(new PageRequest(context, dashboard), "value")),
        Route.post(
            PATH + "/reset",
            Right.CHANGE,
            context -> set(new PageRequest(context, dashboard), null)));
  }

  private void show(Context context) {
    var request = new PageRequest(context, dashboard);
    request.show(ConfigPage.html(dashboard.served().store().config().settings(), request.frame()));
  }

  /// @param field that holds the value; null for the default
  private void set(PageRequest request, @Nullable String field) {
    request.act(
        PATH,
        () -> {
          var setting = Setting.of(request.field("key"));
          DashboardContext.demandFor(setting, request.caller());
          dashboard
              .controls()
              .set(setting, field == null ? null : request.field(field), request.caller());
          return "%s is %s."
              .formatted(
                  setting.key(), dashboard.served().store().config().settings().text(setting));
        });
  }
}
