package dev.queuectl.web.api;

import dev.queuectl.JobVerb;
import dev.queuectl.report.JsonOut;
import dev.queuectl.report.dead.DeadGroupJson;
import dev.queuectl.report.dead.SparingRule;
import dev.queuectl.store.CauseStore.Group;
import dev.queuectl.web.request.Caller;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Json;
import dev.queuectl.web.request.RequestParameters;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/// `/dlq`: what the dead jobs died of. They themselves are `/jobs?state=dead`, and those of one
/// group `/jobs?cause=GROUP`.
final class DeadApi implements Section {
  private static final String GROUPS = Api.ROOT + "/dlq/groups";
  private static final int MOST_GROUPS = 500;

  private final DashboardContext dashboard;

  DeadApi(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(GROUPS, this::groups),
        Route.post(
            GROUPS + "/{group}/retry", Right.CHANGE, context -> change(context, JobVerb.RETRY)),
        Route.post(
            GROUPS + "/{group}/remove", Right.CHANGE, context -> change(context, JobVerb.REMOVE)));
  }

  private void groups(Context context) {
    var parameters = new RequestParameters(context, dashboard.served());
    var limit = parameters.whole("limit", 1, MOST_GROUPS, MOST_GROUPS);
    var skipped = parameters.whole("cursor", 0L, Integer.MAX_VALUE, 0L);
    var page = dashboard.served().store().causes().groups(limit, skipped);
    var next = skipped + page.shown().size();
    Json.send(
        context,
        json -> {
          json.objects(
              "groups",
              page.shown().stream()
                  .map(group -> (Runnable) () -> fields(json, group, rule(page.shown(), group)))
                  .toList());
          json.field("total", page.groups());
          json.field("ungrouped", page.unnamed());
          json.field("next", next < page.groups() ? Long.toString(next) : null);
        });
  }

  private Optional<SparingRule> rule(List<Group> groups, Group group) {
    return groups.indexOf(group) < SparingRule.MOST_GROUPS
        ? SparingRule.of(dashboard.served().store(), group)
        : Optional.empty();
  }

  private static void fields(JsonOut json, Group group, Optional<SparingRule> rule) {
    DeadGroupJson.fields(json, group, GROUPS + "/" + group.name() + "/retry", rule);
  }

  private void change(Context context, JobVerb verb) {
    Body.of(context);
    var group = context.pathParam("group");
    BulkApi.send(context, dashboard.jobs().changeGroup(verb, group, Caller.of(context)), null);
  }
}
