package dev.queuectl.web.api;

import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobVerb;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.report.JobDefaults;
import dev.queuectl.report.JobDraft;
import dev.queuectl.report.JobInput;
import dev.queuectl.report.JobJson;
import dev.queuectl.report.JsonOut;
import dev.queuectl.report.NewJobReader;
import dev.queuectl.report.ReasonText;
import dev.queuectl.report.Why;
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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// `/jobs`: list, look at, add, act on one.
final class JobsApi implements Section {
  static final String PATH = Api.ROOT + "/jobs";
  static final String ONE = PATH + "/{id}";

  private final DashboardContext dashboard;

  JobsApi(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    var routes = new ArrayList<Route>();
    routes.add(Route.get(PATH, this::list));
    routes.add(Route.post(PATH, Right.SUBMIT, this::enqueue));
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
    var found = served.store().jobs().search(parameters.jobs());
    var withEnv = withEnv(context);
    Json.send(
        context,
        json -> {
          jobs(json, found.jobs(), served.now(), withEnv);
          json.field("next", RequestParameters.cursor(found.next()));
        });
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
    var withEnv = withEnv(context);
    var story = dashboard.served().store().snapshot(() -> story(parameters.part("id"), withEnv));
    Json.send(context, story);
  }

  private Consumer<JsonOut> story(String id, boolean withEnv) {
    var job = dashboard.served().job(id);
    dashboard.feed().show(job);
    var served = dashboard.served();
    var history = served.store().jobs().attempts(job.seq());
    var text = new ReasonText(served.now(), served.zone().get());
    var why = Why.of(job, served.store(), served.now(), served.obstacle().get());
    var given = Surroundings.NONE.reading(dashboard.stdin(job).orElse(null));
    return json -> JobJson.story(json, job, served.now(), given, history, why, text::fact, withEnv);
  }

  private void enqueue(Context context) throws IOException {
    var parameters = new RequestParameters(context, dashboard.served());
    var text = Body.text(context).strip();
    var reader = new NewJobReader();
    var isMany = JobInput.isArray(text);
    var jobs = isMany ? many(text, reader) : List.of(one(text, reader));
    var stored = dashboard.jobs().enqueue(jobs, parameters.flag("force"), Caller.of(context));
    Consumer<JsonOut> added;
    if (isMany) {
      added = json -> json.list("ids", stored.ids());
    } else {
      var job = stored.only().orElseThrow();
      context.header("Location", location(job.id()));
      added = json -> JobJson.fields(json, job, dashboard.served().now(), false);
    }
    context.status(201);
    Json.send(
        context,
        json -> {
          added.accept(json);
          if (!reader.ignored().isEmpty()) {
            json.list("ignored", reader.ignored());
          }
        });
  }

  private static String location(String id) {
    return PATH + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  private NewJob one(String text, NewJobReader reader) {
    if (!text.startsWith("{")) {
      throw new QueueException.Invalid(
          "the body must be a JSON object, or an array of them",
          "For example {\"command\": \"make report\"}.");
    }
    return reader.read(text).toJob(defaults());
  }

  private List<NewJob> many(String text, NewJobReader reader) throws IOException {
    var input =
        new JobInput(
            reader,
            new JobDraft(),
            defaults(),
            () -> {},
            broken -> {
              throw broken;
            });
    return input.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private JobDefaults defaults() {
    return defaults(dashboard.served());
  }

  static JobDefaults defaults(ServedQueue served) {
    return JobDefaults.of(
        served.now(), served.zone(), served.cwd(), served.store().config().settings());
  }

  private void act(Context context, JobVerb verb) {
    Body.of(context);
    var action =
        new JobAction.Verb(verb, new RequestParameters(context, dashboard.served()).filter());
    answer(
        context,
        dashboard.jobs().change(action, which(context), Caller.of(context)),
        dashboard.served().now());
  }

  static JobRef which(Context context) {
    return new JobRef.Id(context.pathParam("id"));
  }

  static void answer(Context context, Job job, Instant now) {
    Json.send(context, json -> JobJson.fields(json, job, now, false));
  }
}
