package dev.queuectl.web.api;

import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.report.JobDraft;
import dev.queuectl.report.JobInput;
import dev.queuectl.report.JobJson;
import dev.queuectl.report.JsonOut;
import dev.queuectl.report.NewJobReader;
import dev.queuectl.store.JobStore.Enqueued;
import dev.queuectl.store.RequestStore.Answer;
import dev.queuectl.web.request.Caller;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.ElementErrors;
import dev.queuectl.web.request.ElementErrors.ElementError;
import dev.queuectl.web.request.Json;
import dev.queuectl.web.request.RequestParameters;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `POST /jobs`: one job, or an array of them.
final class EnqueueApi implements Section {
  private final DashboardContext dashboard;

  EnqueueApi(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.post(JobsApi.PATH, Right.SUBMIT, this::enqueue));
  }

  private void enqueue(Context context) throws IOException {
    var force = new RequestParameters(context, dashboard.served()).flag("force");
    var text = Body.text(context).strip();
    var reader = new NewJobReader();
    var isMany = JobInput.isArray(text);
    var jobs = isMany ? many(text, reader) : List.of(one(text, reader));
    var now = dashboard.served().now();
    Function<Enqueued, @Nullable String> location = added -> isMany ? null : location(added);
    Function<Enqueued, String> body = added -> body(added, isMany, reader.ignored(), now);
    var kept = NamedRequests.kept(context, location, body);
    var added = add(jobs, force, Caller.of(context), kept);
    NamedRequests.send(context, status(added), location.apply(added), body.apply(added));
  }

  /// Of many it says which cannot be added.
  private Enqueued add(
      List<NewJob> jobs, boolean force, Caller by, @Nullable Function<Enqueued, Answer> kept) {
    try {
      return dashboard.jobs().enqueue(jobs, force, by, kept);
    } catch (QueueException.Duplicate e) {
      var taken = force || jobs.size() == 1 ? List.<ElementError>of() : taken(jobs);
      throw taken.isEmpty() ? e : new ElementErrors(e, taken);
    }
  }

  private List<ElementError> taken(List<NewJob> jobs) {
    var taken = new ArrayList<ElementError>();
    for (var i = 0; i < jobs.size() && taken.size() < ElementErrors.MOST; i++) {
      var id = jobs.get(i).id();
      if (id != null && dashboard.served().store().jobs().find(id).isPresent()) {
        taken.add(new ElementError(i, "A job with the id \"" + id + "\" exists already."));
      }
    }
    return taken;
  }

  private static String body(Enqueued added, boolean isMany, Set<String> ignored, Instant now) {
    var json = Json.bytes(out -> fields(out, added, isMany, ignored, now));
    return new String(json, StandardCharsets.UTF_8);
  }

  private static void fields(
      JsonOut json, Enqueued added, boolean isMany, Set<String> ignored, Instant now) {
    if (isMany) {
      json.list("ids", added.ids());
      if (!added.twins().isEmpty()) {
        json.list("duplicates", added.twins().stream().map(twin -> twin.holder().id()).toList());
      }
    } else {
      JobJson.fields(json, added.only().orElseThrow(), now, false);
      added.twins().forEach(twin -> JobJson.fields(json, twin));
    }
    if (!ignored.isEmpty()) {
      json.list("ignored", ignored);
    }
  }

  /// Whether there is something that was not there before.
  static int status(Enqueued added) {
    return added.added() == 0 && !added.twins().isEmpty() ? 200 : 201;
  }

  private static String location(Enqueued added) {
    return JobsApi.PATH + "/" + URLEncoder.encode(added.ids().getFirst(), StandardCharsets.UTF_8);
  }

  private NewJob one(String text, NewJobReader reader) {
    if (!text.startsWith("{")) {
      throw new QueueException.Invalid(
          "the body must be a JSON object, or an array of them",
          "For example {\"command\": \"make report\"}.");
    }
    return reader.read(text).toJob(JobsApi.defaults(dashboard.served()));
  }

  /// All of them, or what is wrong with each that is.
  private List<NewJob> many(String text, NewJobReader reader) throws IOException {
    var broken = new ArrayList<QueueException.Invalid>();
    var input =
        new JobInput(
            reader, new JobDraft(), JobsApi.defaults(dashboard.served()), () -> {}, broken::add);
    var jobs = input.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    if (!broken.isEmpty()) {
      throw ElementErrors.of(broken);
    }
    return jobs;
  }
}
