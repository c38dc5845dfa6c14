package dev.queuectl.web.browser;

import dev.queuectl.Setting;
import dev.queuectl.web.page.ConfigPage;
import dev.queuectl.web.request.Desk;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/config`: the configuration, with the checks that the command line makes.
final class ConfigRoutes implements Section {
  private static final String PATH = "/config";

  private final Desk desk;

  ConfigRoutes(Desk desk) {
    this.desk = desk;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, this::show),
        Route.post(PATH + "/set", Right.CHANGE, context -> set(new Visit(context, desk), "value")),
        Route.post(PATH + "/reset", Right.CHANGE, context -> set(new Visit(context, desk), null)));
  }

  private void show(Context context) {
    var visit = new Visit(context, desk);
    visit.show(ConfigPage.html(desk.site().store().config().settings(), visit.frame()));
  }

  /// @param field that holds the value; null for the default
  private void set(Visit visit, @Nullable String field) {
    visit.act(
        PATH,
        () -> {
          var setting = Setting.of(visit.field("key"));
          desk.controls().set(setting, field == null ? null : visit.field(field), visit.visitor());
          return "%s is %s."
              .formatted(setting.key(), desk.site().store().config().settings().text(setting));
        });
  }
}
