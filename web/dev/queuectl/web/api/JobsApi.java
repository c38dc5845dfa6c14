package dev.queuectl.web.api;

import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobAction.Way;
import dev.queuectl.JobVerb;
import dev.queuectl.action.Matching;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.report.JobDefaults;
import dev.queuectl.report.JobJson;
import dev.queuectl.report.JsonOut;
import dev.queuectl.report.ReasonText;
import dev.queuectl.report.Why;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobRef;
import dev.queuectl.web.request.Caller;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Json;
import dev.queuectl.web.request.RequestParameters;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import dev.queuectl.web.request.ServedQueue;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// `/jobs`: list, look at, act on one.
final class JobsApi implements Section {
  static final String PATH = Api.ROOT + "/jobs";
  private static final String IGNORING = "ignore_dependencies";
  static final String ONE = PATH + "/{id}";

  /// Proxies give up after a minute.
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final DashboardContext dashboard;

  JobsApi(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    var routes = new ArrayList<Route>();
    routes.add(Route.get(PATH, this::list));
    routes.add(Route.get(ONE, this::show));
    routes.add(
        new Route(HandlerType.DELETE, ONE, Right.CHANGE, context -> act(context, JobVerb.REMOVE)));
    for (var verb : List.of(JobVerb.CANCEL, JobVerb.RETRY, JobVerb.HOLD, JobVerb.RELEASE)) {
      routes.add(Route.post(ONE + "/" + verb.word(), Right.CHANGE, context -> act(context, verb)));
    }
    return routes;
  }

  private void list(Context context) {
    var parameters = new RequestParameters(context, dashboard.served());
    var served = dashboard.served();
    var query = parameters.jobs();
    var found = served.store().jobs().search(query);
    var total = parameters.flag("total") ? total(query) : null;
    var withEnv = withEnv(context);
    Json.send(
        context,
        json -> {
          jobs(json, found.jobs(), served.now(), withEnv);
          json.field("next", RequestParameters.cursor(found.next()));
          if (total != null) {
            json.field("total", total.number());
            json.field("total_capped", total.more());
          }
        });
  }

  private Matching total(JobQuery query) {
    return Matching.of(dashboard.served().store(), query.filter(), _ -> true, query.sort());
  }

  /// It may hold secrets, which are not for those who may only look.
  private boolean withEnv(Context context) {
    var wanted = new RequestParameters(context, dashboard.served()).flag("show_env");
    if (wanted) {
      Caller.of(context).demand(Right.CHANGE);
    }
    return wanted;
  }

  static void jobs(JsonOut json, List<Job> jobs, Instant now, boolean withEnv) {
    json.objects(
        "jobs",
        jobs.stream()
            .map(job -> (Runnable) () -> JobJson.fields(json, job, now, withEnv))
            .toList());
  }

  private void show(Context context) {
    var parameters = new RequestParameters(context, dashboard.served());
    withEnv(context); // refused before anything is waited for
    var limit = parameters.span("wait", LONGEST_WAIT);
    if (limit == null || context.method().equals(HandlerType.HEAD)) {
      showNow(context);
      return;
    }
    var job = dashboard.served().job(parameters.part("id"));
    context.future(
        () ->
            dashboard
                .endings()
                .await(job, limit)
                .thenRunAsync(() -> showNow(context), Thread::startVirtualThread));
  }

  private void showNow(Context context) {
    var withEnv = withEnv(context);
    var story = dashboard.served().store().snapshot(() -> story(context, withEnv));
    Json.send(context, story);
  }

  private Consumer<JsonOut> story(Context context, boolean withEnv) {
    var job = dashboard.served().job(context.pathParam("id"));
    dashboard.feed().show(job);
    Versions.say(context, job);
    var served = dashboard.served();
    var history = served.store().jobs().attempts(job.seq());
    var text = new ReasonText(served.now(), served.zone());
    var why = Why.of(job, served.store(), served.now(), served.obstacle().get());
    var given = Surroundings.NONE.reading(dashboard.stdin(job).orElse(null));
    var ties = served.store().jobs().ties(job.seq());
    return json ->
        JobJson.story(json, job, served.now(), given, history, why, text::fact, withEnv, ties);
  }

  static JobDefaults defaults(ServedQueue served) {
    return JobDefaults.of(
        served.now(), served.zone(), served.cwd(), served.store().config().settings());
  }

  private void act(Context context, JobVerb verb) {
    Body.of(context);
    var parameters = new RequestParameters(context, dashboard.served());
    var only = Versions.restrict(context, parameters.filter());
    var action = new JobAction.Verb(verb, only, way(verb, parameters));
    var done = dashboard.jobs().change(action, which(context), Caller.of(context));
    var now = dashboard.served().now();
    Versions.say(context, done.job());
    Json.send(
        context,
        json -> {
          JobJson.fields(json, done.job(), now, false);
          if (!done.others().isEmpty()) {
            json.list(verb == JobVerb.RETRY ? "revived" : "dependents", done.others());
          }
        });
  }

  /// What it means to jobs that have to do with others.
  private static Way way(JobVerb verb, RequestParameters parameters) {
    return switch (verb) {
      case RETRY ->
          parameters.flag("cascade")
              ? Way.CASCADE
              : parameters.flag(IGNORING) ? Way.IGNORING_DEPENDENCIES : Way.USUAL;
      case RELEASE -> parameters.flag(IGNORING) ? Way.IGNORING_DEPENDENCIES : Way.USUAL;
      case REMOVE -> parameters.flag("dependents") ? Way.WITH_DEPENDENTS : Way.USUAL;
      case CANCEL, HOLD -> Way.USUAL;
    };
  }

  static JobRef which(Context context) {
    return new JobRef.Id(context.pathParam("id"));
  }

  static void answer(Context context, Job job, Instant now) {
    Versions.say(context, job);
    Json.send(context, json -> JobJson.fields(json, job, now, false));
  }
}
