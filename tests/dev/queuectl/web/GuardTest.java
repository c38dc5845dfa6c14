package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.store.sqlite.SqliteStore;
import dev.queuectl.web.request.DashboardOptions;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Who is let in, and to what.
class GuardTest extends OverHttp {
  private static final Set<String> HEALTH = Set.of(Health.LIVE, Health.READY);
  private static final Set<String> UNSAFE = Set.of("POST", "PUT", "PATCH", "DELETE");

  private static DashboardOptions options(boolean readOnly, boolean noSubmit) {
    return new DashboardOptions(
        DashboardOptions.LOOPBACK, 0, List.of(), false, null, readOnly, noSubmit);
  }

  private static String path(Route route) {
    return route.path().replaceAll("\\{[a-z_]+}", "x");
  }

  @Test
  void everyRouteAnswers401WithoutCredentialsButTheHealthOfTheServer() {
    assertThat(served.dashboard.routes()).hasSizeGreaterThan(40);
    for (var route : served.dashboard.routes()) {
      var answer = served.send(route.method().name(), path(route), from("same-origin"));
      var isHealth = HEALTH.contains(route.path());
      assertThat(answer.statusCode()).as(route.path()).isEqualTo(isHealth ? 200 : 401);
      assertThat(isHealth ? answer.body() : "ok\n").as(route.path()).isEqualTo("ok\n");
      assertThat(answer.body()).doesNotContain(served.token());
    }
  }

  @Test
  void onlyTheLoginAndTheHealthNeedNoRight() {
    assertThat(served.dashboard.routes())
        .filteredOn(route -> route.right() == Right.NOTHING)
        .extracting(Route::path)
        .containsOnly(LoginRoutes.PATH, Health.LIVE, Health.READY);
  }

  /// Confirmations and forms are read with the right to what they lead to.
  @Test
  void noRouteChangesAnythingOnGetOrWithTheRightToReadOnly() {
    served.send("POST", "/api/v1/jobs", "{\"id\":\"x\",\"command\":\"true\"}");
    try (var other = SqliteStore.open(directory.resolve("queue.db"))) {
      var changes = other.changes();
      changes.any();
      changes.seen();
      for (var route : served.dashboard.routes()) {
        var isRead = route.right() == Right.READ || route.right() == Right.NOTHING;
        if ((isRead || !UNSAFE.contains(route.method().name()))
            && !route.path().equals(LiveFeed.PATH)) {
          served.send(route.method().name(), path(route), "");
          assertThat(changes.any()).as(route.path()).isFalse();
        }
      }
      served.send("POST", "/api/v1/jobs/x/hold", "");
      assertThat(changes.any()).as("a change is seen").isTrue();
    }
  }

  @Test
  void whatIsNotThereIsNotToldToStrangersEither() {
    assertThat(served.send("GET", "/nothing", it -> it).statusCode()).isEqualTo(401);
    assertThat(served.send("TRACE", "/", it -> it).statusCode()).isIn(401, 403, 405);
    assertThat(served.get("/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void unsafeMethodsNeedOurOwnPageOrTheToken() {
    served.send("POST", "/api/v1/jobs", "{\"id\":\"a\",\"command\":\"true\"}");
    for (var served : List.of("cross-site", "same-site", "none")) {
      assertThat(browser("POST", "/api/v1/jobs/a/hold", from(served)).statusCode())
          .as(served)
          .isEqualTo(403);
    }
    assertThat(browser("POST", "/api/v1/jobs/a/hold", it -> it).statusCode()).isEqualTo(403);
    assertThat(browser("POST", "/api/v1/jobs/a/hold", from("same-origin")).statusCode())
        .isEqualTo(200);
    assertThat(served.send("POST", "/api/v1/jobs/a/release", "").statusCode()).isEqualTo(200);
  }

  @Test
  void otherPagesLoadNothingOfOurs() {
    assertThat(browser("GET", "/api/v1/jobs", from("same-site")).statusCode()).isEqualTo(403);
    assertThat(browser("GET", "/api/v1/jobs", from("cross-site")).statusCode()).isEqualTo(403);
    var link =
        browser(
            "GET", "/", it -> from("cross-site").apply(it).header("Sec-Fetch-Mode", "navigate"));
    assertThat(link.statusCode()).isEqualTo(200);
  }

  @Test
  void everyAnswerForbidsWhatPagesOfOursDoNotDo() {
    for (var answer :
        List.of(
            served.get("/"),
            served.get("/nothing"),
            served.send("GET", "/", it -> it),
            served.get("/api/v1/jobs"),
            served.send("GET", "/", from("cross-site")))) {
      var headers = answer.headers();
      assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
          .doesNotContain("unsafe")
          .doesNotContain("http:");
      assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
      assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
      assertThat(headers.map().keySet())
          .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"))
          .doesNotContain("server", "Server");
    }
  }

  @Test
  void aPreflightOfAnotherOriginIsNotGranted() {
    var answer =
        served.send(
            "OPTIONS",
            "/api/v1/jobs",
            it ->
                it.header("Access-Control-Request-Method", "POST")
                    .header("Sec-Fetch-Site", "cross-site"));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void nobodySeesTheEnvironmentOfJobsThroughAReadOnlyDashboard() {
    served.send(
        "POST", "/api/v1/jobs", "{\"id\":\"x\",\"command\":\"true\",\"env\":{\"A\":\"s3cret\"}}");
    assertThat(served.get("/api/v1/jobs/x?show_env=true").body()).contains("s3cret");
    restart(options(true, false));
    for (var path : List.of("/api/v1/jobs/x", "/api/v1/jobs")) {
      var answer = served.get(path + "?show_env=true");
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).doesNotContain("s3cret");
    }
  }

  @Test
  void nothingIsChangedThroughAReadOnlyDashboard() {
    served.send("POST", "/api/v1/jobs", "{\"id\":\"x\",\"command\":\"true\"}");
    restart(options(true, false));
    var checked = 0;
    for (var route : served.dashboard.routes()) {
      if (!Set.of(Right.NOTHING, Right.READ).contains(route.right())) {
        var answer = served.send(route.method().name(), path(route), "{}");
        assertThat(answer.statusCode()).as(route.path()).isEqualTo(403);
        assertThat(answer.body()).as(route.path()).contains("read-only");
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(15);
    assertThat(served.get("/api/v1/jobs/x").statusCode()).isEqualTo(200);
    assertThat(served.store.events().list(Long.MAX_VALUE, 10)).hasSize(1);
  }

  @Test
  void commandsAreARightOfTheirOwn() {
    served.send("POST", "/api/v1/jobs", "{\"id\":\"x\",\"command\":\"true\"}");
    restart(options(false, true));
    assertThat(served.send("POST", "/api/v1/jobs", "{\"command\":\"true\"}").statusCode())
        .isEqualTo(403);
    for (var run :
        List.of(
            "\"cwd\":\"/\"",
            "\"env\":{\"PATH\":\"/x\"}",
            "\"env\":{\"PATH\":null}",
            "\"shell\":\"rm\"",
            "\"shell\":null",
            "\"clean_env\":true",
            "\"stdin\":\"rm x\"",
            "\"stdin\":null",
            "\"stdin_base64\":\"YQ==\"")) {
      assertThat(served.send("PATCH", "/api/v1/jobs/x", "{" + run + "}").statusCode())
          .as(run)
          .isEqualTo(403);
    }
    assertThat(served.send("PATCH", "/api/v1/jobs/x", "{\"command\":\"rm x\"}").statusCode())
        .isEqualTo(403);
    assertThat(served.send("PATCH", "/api/v1/jobs/x", "{\"priority\":3}").statusCode())
        .isEqualTo(200);
    assertThat(served.send("PUT", "/api/v1/config/shell", "{\"value\":\"rm\"}").statusCode())
        .isEqualTo(403);
    assertThat(served.send("DELETE", "/api/v1/config/shell", "").statusCode()).isEqualTo(403);
    assertThat(served.send("PUT", "/api/v1/config/priority", "{\"value\":1}").statusCode())
        .isEqualTo(200);
    assertThat(served.get("/job?id=x").body())
        .contains("name=\"timeout\"")
        .doesNotContain("name=\"shell\"", "name=\"clean_env\"");
    assertThat(served.store.jobs().find("x").orElseThrow().command()).isEqualTo("true");
  }

  @Test
  void largeRequestsAreRefused() throws IOException {
    // Who sends so much without asking may see the connection end before the answer.
    var asking =
        """
        POST /api/v1/jobs HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Authorization: Bearer %s\r
        Content-Length: %d\r
        Expect: 100-continue\r
        \r
        """;
    assertThat(raw(asking.formatted(served.dashboard.port(), served.token(), 17 << 20)))
        .startsWith("HTTP/1.1 413");
    var head =
        "GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: %s\r\n\r\n".formatted("x".repeat(20_000));
    assertThat(raw(head)).startsWith("HTTP/1.1 431");
  }

  @Test
  void aRefusalIsHeardByWhoIsStillSending() {
    for (var i = 0; i < 20; i++) {
      var answer = served.send("POST", "/api/v1/jobs", "x".repeat(900_000), it -> it);
      assertThat(answer.statusCode()).isEqualTo(401);
    }
  }
}
