package dev.queuectl.web.api;

import dev.queuectl.report.DeadGroup;
import dev.queuectl.report.DeadGroups;
import dev.queuectl.report.JsonOut;
import dev.queuectl.web.request.Caller;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Json;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;

/// `/dlq`: what the dead jobs died of. They themselves are `/jobs?state=dead`.
final class DeadApi implements Section {
  private static final String GROUPS = Api.ROOT + "/dlq/groups";

  /// More would take longer than a page may.
  private static final int MOST_LOOKED_AT = 1000;

  private final DashboardContext dashboard;

  DeadApi(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(GROUPS, this::groups),
        Route.post(GROUPS + "/{group}/retry", Right.CHANGE, this::retry));
  }

  private void groups(Context context) {
    var served = dashboard.served();
    var found = new DeadGroups(served.store().jobs(), served.logs()).newest(MOST_LOOKED_AT);
    Json.send(
        context,
        json -> {
          json.objects(
              "groups",
              found.groups().stream().map(group -> (Runnable) () -> fields(json, group)).toList());
          json.field("others", found.others());
          json.field("looked_at_most", MOST_LOOKED_AT);
        });
  }

  private static void fields(JsonOut json, DeadGroup group) {
    group.fields(json, GROUPS + "/" + group.cause().group() + "/retry");
  }

  private void retry(Context context) {
    Body.of(context);
    var group = context.pathParam("group").toLowerCase(Locale.ROOT);
    BulkApi.send(context, dashboard.jobs().retryGroup(group, Caller.of(context)), null);
  }
}
