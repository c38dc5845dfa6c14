package dev.queuectl.web.api;

import dev.queuectl.JobAction;
import dev.queuectl.JobAction.Result;
import dev.queuectl.JobFilter;
import dev.queuectl.JobVerb;
import dev.queuectl.QueueException;
import dev.queuectl.action.Changed;
import dev.queuectl.action.Refusals;
import dev.queuectl.action.Untouched;
import dev.queuectl.report.JsonOut;
import dev.queuectl.report.NewJobReader;
import dev.queuectl.web.request.Caller;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.FailureText;
import dev.queuectl.web.request.Json;
import dev.queuectl.web.request.RequestParameters;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
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
    var ids = Body.of(context, NewJobReader.IDS).texts(NewJobReader.IDS, MOST_IDS);
    var filter = meant(context, dashboard, ids, "?state=dead");
    var action = new JobAction.Verb(verb);
    if (ids == null) {
      matching(context, dashboard, action.on(action.meant(filter)));
    } else {
      named(context, dashboard, action, ids);
    }
  }

  /// The filter of the request, which says in one way which jobs are meant.
  ///
  /// @param ids those of the body; null for none
  /// @param example of a filter
  /// @throws QueueException.Invalid if it says so in no way, or in several
  static JobFilter meant(
      Context context, DashboardContext dashboard, @Nullable List<String> ids, String example) {
    var parameters = new RequestParameters(context, dashboard.served());
    var filter = parameters.jobs().filter();
    var ways = (ids == null ? 0 : 1) + (filter.isAll() ? 0 : 1) + (parameters.flag("all") ? 1 : 0);
    if (ways != 1) {
      throw new QueueException.Invalid(
          "the request does not say which jobs",
          "Send {\"ids\": [...]}, a filter such as %s, or ?all=true.".formatted(example));
    }
    return filter;
  }

  /// @throws QueueException.Invalid if there are too many
  static @Nullable List<String> checked(@Nullable List<String> ids) {
    return ids == null ? null : Body.atMost(NewJobReader.IDS, ids, MOST_IDS);
  }

  /// Does it to all that match.
  static void matching(Context context, DashboardContext dashboard, JobAction action) {
    var changed = dashboard.jobs().changeAll(action, Caller.of(context));
    Json.send(
        context,
        json -> {
          fields(
              json,
              changed,
              changed.jobs() == 0
                  ? Untouched.of(dashboard.served().store(), action).clause()
                  : null);
          json.object("filter", () -> filter(json, context));
        });
  }

  /// As it was given, so that a client sees what it has hit.
  private static void filter(JsonOut json, Context context) {
    new TreeMap<>(context.queryParamMap())
        .forEach((name, values) -> json.field(name, values.getFirst()));
  }

  /// Does it to each of these jobs, and says what became of it.
  static void named(
      Context context, DashboardContext dashboard, JobAction action, List<String> ids) {
    var each = List.copyOf(new LinkedHashSet<>(ids));
    var results = dashboard.jobs().changeEach(action, each, Caller.of(context));
    Json.send(
        context,
        json -> {
          json.field("changed", results.stream().filter(Result.Done.class::isInstance).count());
          json.field("more", false);
          json.field("detail", (String) null);
          json.objects(
              "results",
              IntStream.range(0, each.size())
                  .mapToObj(i -> (Runnable) () -> fields(json, each.get(i), results.get(i)))
                  .toList());
        });
  }

  private static void fields(JsonOut json, String id, Result result) {
    json.field("id", id);
    json.field("changed", result instanceof Result.Done);
    if (result instanceof Result.Refused(var why)) {
      var refusal = Refusals.exception(why);
      json.field("status", (long) FailureText.status(refusal));
      json.field("detail", FailureText.ofApi(refusal));
    }
  }

  /// @param why nothing was changed; null if something was, or it is not known
  static void send(Context context, Changed changed, @Nullable String why) {
    Json.send(context, json -> fields(json, changed, why));
  }

  private static void fields(JsonOut json, Changed changed, @Nullable String why) {
    json.field("changed", changed.jobs());
    json.field("more", changed.more());
    if (changed.hindered() > 0) {
      json.field("keys_taken", changed.hindered());
    }
    json.field("detail", why);
  }
}
