package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Event;
import dev.queuectl.store.Grant;
import dev.queuectl.store.LoginSession;
import dev.queuectl.web.request.DashboardOptions;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import java.net.http.HttpRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What each caller may do: every route, asked by everybody.
class RightsTest extends OverHttp {
  private static final Set<Right> READ_ONLY = EnumSet.of(Right.READ);
  private static final Set<Right> NO_SUBMIT = EnumSet.of(Right.READ, Right.CHANGE);
  private static final Set<Right> FULL = EnumSet.of(Right.READ, Right.CHANGE, Right.SUBMIT);
  private static final Set<Right> OWNER = EnumSet.complementOf(EnumSet.of(Right.NOTHING));

  /// @param may what they may do; empty if they are strangers
  private record Somebody(
      String name, Set<Right> may, UnaryOperator<HttpRequest.Builder> credentials) {}

  private static UnaryOperator<HttpRequest.Builder> bearer(String token) {
    return request -> request.header("Authorization", "Bearer " + token);
  }

  private static UnaryOperator<HttpRequest.Builder> browser(String cookie) {
    return request -> from("same-origin").apply(request.header("Cookie", cookie));
  }

  private String token(String name, Grant grant) {
    return served.store.access().addToken(name, grant, served.clock.get());
  }

  private String cookie(String token) {
    var answer = served.send("GET", "/login?token=" + token, it -> it);
    return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
  }

  private List<Somebody> everybody() {
    var expired = cookie(served.token());
    served.clock.set(Served.NOW.plus(LoginSession.IDLE));
    var reader = token("reader", Grant.READ_ONLY);
    var helper = token("helper", Grant.NO_SUBMIT);
    var full = token("full", Grant.FULL);
    var gone = token("gone", Grant.FULL);
    var outside = cookie(gone);
    served.store.access().revokeToken("gone");
    var ended = cookie(full);
    var sessions = served.store.access().sessions(served.clock.get());
    served.store.access().endSessions(sessions.getFirst().id());
    return List.of(
        new Somebody("nobody", Set.of(), from("same-origin")),
        new Somebody("a wrong token", Set.of(), bearer("x".repeat(43))),
        new Somebody("a revoked token", Set.of(), bearer(gone)),
        new Somebody("a session of a revoked token", Set.of(), browser(outside)),
        new Somebody("a session that was ended", Set.of(), browser(ended)),
        new Somebody("an expired session", Set.of(), browser(expired)),
        new Somebody("a read-only token", READ_ONLY, bearer(reader)),
        new Somebody("a session of a read-only token", READ_ONLY, browser(cookie(reader))),
        new Somebody("a token for all but commands", NO_SUBMIT, bearer(helper)),
        new Somebody("a session of that", NO_SUBMIT, browser(cookie(helper))),
        new Somebody("a full token", FULL, bearer(full)),
        new Somebody("the owner", OWNER, bearer(served.token())));
  }

  private static String path(Route route) {
    return route.path().replaceAll("\\{[a-z_]+}", "x");
  }

  private int status(Route route, Somebody caller) {
    return served.send(route.method().name(), path(route), "{}", caller.credentials()).statusCode();
  }

  @Test
  void everyRouteToEverybody() {
    var callers = everybody();
    for (var route : served.dashboard.routes()) {
      if (route.right() == Right.NOTHING || route.path().equals("/logout")) {
        continue;
      }
      for (var caller : callers) {
        var isIn = !caller.may().isEmpty();
        if (isIn && route.path().equals(LiveFeed.PATH)) {
          continue; // goes on for ever
        }
        var status = status(route, caller);
        var what = "%s %s by %s".formatted(route.method(), route.path(), caller.name());
        if (!isIn) {
          assertThat(status).as(what).isIn(401, 429);
        } else if (caller.may().contains(route.right())) {
          assertThat(status).as(what).isNotIn(401, 403, 429, 500);
        } else {
          assertThat(status).as(what).isEqualTo(403);
        }
      }
    }
  }

  @Test
  void theLesserOfTheTokenAndTheDashboardCounts() {
    restart(
        new DashboardOptions(DashboardOptions.LOOPBACK, 0, List.of(), false, null, false, true));
    var full = bearer(token("full", Grant.FULL));
    var reader = bearer(token("reader", Grant.READ_ONLY));
    var job = "{\"command\":\"true\"}";
    var refused = served.send("POST", "/api/v1/jobs", job, full);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("This dashboard does not accept commands.");
    var pause = "/api/v1/queues/default/pause";
    assertThat(served.send("POST", pause, "{}", full).statusCode()).isEqualTo(200);
    var looked = served.send("POST", pause, "{}", reader);
    assertThat(looked.statusCode()).isEqualTo(403);
    assertThat(looked.body()).contains("Your access is read-only.");
  }

  @Test
  void readersSeeNoValuesOfVariables() {
    served.send(
        "POST", "/api/v1/jobs", "{\"id\":\"x\",\"command\":\"true\",\"env\":{\"A\":\"s3cret\"}}");
    served.send("PATCH", "/api/v1/jobs/x", "{\"env\":{\"A\":\"s3cret2\"}}");
    var reader = bearer(token("reader", Grant.READ_ONLY));
    for (var path : List.of("/api/v1/jobs/x", "/api/v1/jobs")) {
      assertThat(served.send("GET", path + "?show_env=true", reader).statusCode()).isEqualTo(403);
    }
    for (var route : served.dashboard.routes()) {
      if (route.method().name().equals("GET") && !route.path().equals(LiveFeed.PATH)) {
        var answer = served.send("GET", path(route), reader);
        assertThat(answer.body()).as(route.path()).doesNotContain("s3cret");
      }
    }
    assertThat(served.send("GET", "/job?id=x", reader).body())
        .contains("A")
        .doesNotContain("s3cret");
  }

  @Test
  void whatIsDoneIsRecordedByName() {
    var helper = token("helper", Grant.NO_SUBMIT);
    served.send("POST", "/api/v1/queues/mail/pause", "{}", bearer(helper));
    served.send("POST", "/queues/resume", "name=mail", form(browser(cookie(helper))));
    served.send("POST", "/api/v1/queues/mail/pause", "{}");
    assertThat(served.store.events().list(Long.MAX_VALUE, 9))
        .filteredOn(event -> !event.action().equals("login"))
        .extracting(Event::actor)
        .containsExactly("owner", "helper", "helper");
  }

  private static UnaryOperator<HttpRequest.Builder> form(UnaryOperator<HttpRequest.Builder> by) {
    return request -> by.apply(request.header("Content-Type", "application/x-www-form-urlencoded"));
  }

  @Test
  void pagesOfferWhatTheirReaderMayDoAndSayWhoThatIs() {
    var reader = browser(cookie(token("reader", Grant.READ_ONLY)));
    var helper = browser(cookie(token("helper", Grant.NO_SUBMIT)));
    var page = served.send("GET", "/queues", reader).body();
    assertThat(page).contains("reader", ", read-only").doesNotContain("/queues/pause", "/enqueue");
    page = served.send("GET", "/queues", helper).body();
    assertThat(page).contains("helper", ", no-submit").doesNotContain("/enqueue", "/sessions");
    page = served.send("GET", "/queues", browser(served.cookie())).body();
    assertThat(page).contains("owner", ", full", "/enqueue", "/sessions");
  }

  @Test
  void theOwnerSeesAndEndsSessions() {
    var anna = cookie(token("anna", Grant.FULL));
    var mine = served.cookie();
    var page = served.send("GET", "/sessions", browser(mine)).body();
    assertThat(page).contains("anna", "this one", "127.0.0.1");
    var hers = served.store.access().sessions(Served.NOW).getLast();
    var end = "id=" + hers.id();
    assertThat(served.send("POST", "/sessions/end", end, form(browser(anna))).statusCode())
        .isEqualTo(403);
    assertThat(served.send("POST", "/sessions/end", end, form(browser(mine))).statusCode())
        .isEqualTo(303);
    assertThat(served.send("GET", "/", browser(anna)).statusCode()).isEqualTo(401);
    assertThat(served.send("GET", "/", browser(mine)).statusCode()).isEqualTo(200);
    served.send("POST", "/sessions/end", "all=yes", form(browser(mine)));
    assertThat(served.send("GET", "/", browser(mine)).statusCode()).isEqualTo(401);
    assertThat(served.store.events().list(Long.MAX_VALUE, 2))
        .extracting(Event::action, Event::subject)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("end session", null),
            org.assertj.core.groups.Tuple.tuple("end session", Long.toString(hers.id())));
  }
}
