package dev.queuectl.web.api;

import dev.queuectl.JobAction;
import dev.queuectl.JobVerb;
import dev.queuectl.QueueException;
import dev.queuectl.action.Changed;
import dev.queuectl.action.Untouched;
import dev.queuectl.store.JobRef;
import dev.queuectl.web.request.Caller;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Json;
import dev.queuectl.web.request.RequestParameters;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `POST /jobs/retry` and so on: to the jobs of a list of ids, to all that a filter matches, or to
/// all there are; where no state is named, to those in the usual states of the verb.
final class BulkApi implements Section {
  private static final int MOST_IDS = 10_000;

  private final DashboardContext dashboard;

  BulkApi(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return Arrays.stream(JobVerb.values())
        .map(
            verb ->
                Route.post(
                    JobsApi.PATH + "/" + verb.word(), Right.CHANGE, context -> act(context, verb)))
        .toList();
  }

  private void act(Context context, JobVerb verb) {
    var parameters = new RequestParameters(context, dashboard.served());
    var ids = Body.of(context, "ids").texts("ids", MOST_IDS);
    var filter = parameters.jobs().filter();
    var ways = (ids == null ? 0 : 1) + (filter.isAll() ? 0 : 1) + (parameters.flag("all") ? 1 : 0);
    if (ways != 1) {
      throw new QueueException.Invalid(
          "the request does not say which jobs",
          "Send {\"ids\": [...]}, a filter such as ?state=dead, or ?all=true.");
    }
    var by = Caller.of(context);
    if (ids != null) {
      send(context, byId(verb, ids, by), null);
    } else {
      var all = new JobAction.Verb(verb);
      matching(context, dashboard, all.on(all.meant(filter)));
    }
  }

  /// Does it to all that match.
  static void matching(Context context, DashboardContext dashboard, JobAction action) {
    var what = "all with " + Objects.requireNonNullElse(context.queryString(), "");
    var changed = dashboard.jobs().changeAll(action, what, Caller.of(context));
    send(
        context,
        changed,
        changed.jobs() == 0 ? Untouched.of(dashboard.served().store(), action).clause() : null);
  }

  private Changed byId(JobVerb verb, List<String> ids, Caller by) {
    var jobs = ids.stream().map(JobRef.Id::new).toList();
    return dashboard
        .jobs()
        .changeAll(new JobAction.Verb(verb), jobs, "%,d jobs by id".formatted(ids.size()), by);
  }

  /// @param why nothing was changed; null if something was, or it is not known
  static void send(Context context, Changed changed, @Nullable String why) {
    Json.send(
        context,
        json -> {
          json.field("changed", changed.jobs());
          json.field("more", changed.more());
          json.field("detail", why);
        });
  }
}
