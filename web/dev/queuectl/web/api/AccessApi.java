package dev.queuectl.web.api;

import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.report.AccessJson;
import dev.queuectl.store.AccessStore;
import dev.queuectl.store.Grant;
import dev.queuectl.store.Login;
import dev.queuectl.web.request.Caller;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Json;
import dev.queuectl.web.request.RequestParameters;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/tokens` and `/sessions`, as `dashboard token` and `dashboard session`: who may come in, and
/// who is in. The owner's.
final class AccessApi implements Section {
  private static final String TOKENS = Api.ROOT + "/tokens";
  private static final String SESSIONS = Api.ROOT + "/sessions";

  private final DashboardContext dashboard;

  AccessApi(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(TOKENS, Right.OWN, this::tokens),
        Route.post(TOKENS, Right.OWN, this::add),
        Route.post(TOKENS + "/{name}/revoke", Right.OWN, this::revoke),
        Route.get(SESSIONS, Right.OWN, this::sessions),
        Route.post(SESSIONS + "/end", Right.OWN, this::endAll),
        Route.post(SESSIONS + "/{id}/end", Right.OWN, this::endOne));
  }

  private AccessStore access() {
    return dashboard.served().store().access();
  }

  private void record(Context context, String action, @Nullable String what, @Nullable String how) {
    dashboard.audit(Caller.of(context).actor()).add(action, what, how);
  }

  private void tokens(Context context) {
    var tokens = access().tokens();
    Json.send(
        context,
        json ->
            json.objects(
                "tokens",
                tokens.stream().map(it -> (Runnable) () -> AccessJson.token(json, it)).toList()));
  }

  /// The answer is the only one with the token in it, and stored nowhere.
  private void add(Context context) {
    if (context.header(NamedRequests.HEADER) != null) {
      throw new QueueException.Invalid(
          NamedRequests.HEADER + " cannot be given here",
          "The answer would have to be kept, and it contains the token.");
    }
    var body = Body.of(context, "name", "access");
    var name = Login.checkName(required("name", body.text("name")));
    var word = required("access", body.text("access"));
    var grant =
        Grant.of(word)
            .orElseThrow(
                () ->
                    new QueueException.Invalid(
                        "access is none of " + String.join(", ", Grant.WORDS)));
    var token =
        dashboard
            .served()
            .store()
            .together(
                () -> {
                  var secret = access().addToken(name, grant, dashboard.served().now());
                  record(context, "add token", name, grant.word());
                  return secret;
                });
    context.status(201);
    Json.send(
        context,
        json -> {
          json.field("name", name);
          json.field("access", grant.word());
          json.field("token", token);
        });
  }

  private static String required(String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new QueueException.Invalid(name + " is missing");
    }
    return value;
  }

  private void revoke(Context context) {
    Body.of(context);
    var name = context.pathParam("name");
    var ended =
        dashboard
            .served()
            .store()
            .together(
                () -> {
                  var sessions = access().revokeToken(name);
                  record(
                      context,
                      "revoke token",
                      name,
                      Numbers.counted(sessions, "session") + " ended");
                  return sessions;
                });
    Json.send(
        context,
        json -> {
          json.field("revoked", name);
          json.field("sessions_ended", ended);
        });
  }

  private void sessions(Context context) {
    var sessions = access().sessions(dashboard.served().now());
    Json.send(
        context,
        json ->
            json.objects(
                "sessions",
                sessions.stream()
                    .map(it -> (Runnable) () -> AccessJson.session(json, it))
                    .toList()));
  }

  private void endOne(Context context) {
    Body.of(context);
    end(context, Numbers.whole("the id", context.pathParam("id"), 1L, Long.MAX_VALUE));
  }

  private void endAll(Context context) {
    Body.of(context);
    if (!new RequestParameters(context, dashboard.served()).flag("all")) {
      throw new QueueException.Invalid(
          "it is not said which sessions", "Name one in the address, or send all=true.");
    }
    end(context, null);
  }

  /// @param id null means all
  private void end(Context context, @Nullable Long id) {
    var ended =
        dashboard
            .served()
            .store()
            .together(
                () -> {
                  var count = access().endSessions(id);
                  if (count == 0 && id != null) {
                    throw new QueueException.NotFound(
                        "there is no session " + id, "It may have ended already.");
                  }
                  record(
                      context,
                      "end session",
                      id == null ? null : Long.toString(id),
                      id == null ? Numbers.counted(count, "session") + " ended." : null);
                  return count;
                });
    Json.send(context, json -> json.field("ended", ended));
  }
}
