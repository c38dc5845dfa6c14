package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.Event;
import dev.queuectl.QueueException;
import dev.queuectl.store.sqlite.SqliteStore;
import dev.queuectl.web.request.DashboardOptions;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is let in, and to what.
class GuardTest {
  private static final Set<String> HEALTH = Set.of(Health.LIVE, Health.READY);
  private static final Set<String> UNSAFE = Set.of("POST", "PUT", "PATCH", "DELETE");

  @TempDir Path directory;
  private Served served;

  @BeforeEach
  void start() {
    served = new Served(directory);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private void restart(DashboardOptions options) {
    served.close();
    served = new Served(directory, options);
  }

  private static DashboardOptions options(boolean readOnly, boolean noSubmit) {
    return new DashboardOptions(
        DashboardOptions.LOOPBACK, 0, List.of(), false, null, readOnly, noSubmit);
  }

  private static String path(Route route) {
    return route.path().replaceAll("\\{[a-z_]+}", "x");
  }

  private HttpResponse<String> browser(
      String method, String path, UnaryOperator<HttpRequest.Builder> more) {
    var cookie = served.cookie();
    return served.send(method, path, it -> more.apply(it.header("Cookie", cookie)));
  }

  private static UnaryOperator<HttpRequest.Builder> from(String served) {
    return request -> request.header("Sec-Fetch-Site", served);
  }

  /// What nothing but a socket can send.
  private String raw(String head) throws IOException {
    try (var socket = new Socket(DashboardOptions.LOOPBACK, served.dashboard.port())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
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
        .containsOnly(Login.PATH, Health.LIVE, Health.READY);
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
  void aWrongTokenAWrongSessionAndAnOldOneAreRefused() {
    var wrong = "x".repeat(served.token().length());
    assertThat(served.send("GET", "/", it -> it.header("Authorization", "Bearer " + wrong)))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(401);
    var cookie = served.cookie();
    for (var bad : List.of(cookie + "x", cookie.replaceFirst("=\\d", "=9"), "queuectl=1.2")) {
      assertThat(served.send("GET", "/", it -> it.header("Cookie", bad)).statusCode())
          .as(bad)
          .isEqualTo(401);
    }
    served.clock.set(Served.NOW.plus(LoginSessions.LENGTH).plusSeconds(1));
    assertThat(served.send("GET", "/", it -> it.header("Cookie", cookie)).statusCode())
        .isEqualTo(401);
  }

  @Test
  void theLoginLinkGivesACookieAndLeadsAwayFromTheToken() {
    var answer = served.send("GET", "/login?token=" + served.token(), it -> it);
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).hasValue("/");
    assertThat(answer.headers().firstValue("Set-Cookie"))
        .hasValueSatisfying(
            cookie ->
                assertThat(cookie)
                    .contains("HttpOnly", "SameSite=Strict", "Path=/")
                    .doesNotContain(served.token()));
    assertThat(browser("GET", "/", it -> it).statusCode()).isEqualTo(200);
  }

  @Test
  void theLoginLinkInAPageOfSomebodyElseLeadsOnFromOurOwn() {
    var answer = served.send("GET", "/login?token=" + served.token(), from("cross-site"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Refresh")).hasValue("0; url=/");
  }

  @Test
  void theTokenCanBeTypedIntoOurOwnPageOnly() {
    var token = "token=" + served.token();
    UnaryOperator<HttpRequest.Builder> form =
        it -> it.header("Content-Type", "application/x-www-form-urlencoded");
    assertThat(served.send("POST", "/login", token, form).statusCode()).isEqualTo(403);
    var ours =
        served.send("POST", "/login", token, it -> from("same-origin").apply(form.apply(it)));
    assertThat(ours.statusCode()).isEqualTo(303);
    assertThat(ours.headers().firstValue("Set-Cookie")).isPresent();
  }

  @Test
  void logoutTakesTheCookieAway() {
    var answer = browser("POST", "/logout", from("same-origin"));
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("=;", "Expires=Thu, 01 Jan 1970");
  }

  @Test
  void guessingIsSlowButKeepsNobodyOutWhoIsLoggedIn() {
    var cookie = served.cookie();
    for (var guess = 0; guess < LoginLimit.MOST; guess++) {
      served.send("GET", "/login?token=wrong", it -> it);
    }
    var next = served.send("GET", "/login?token=" + served.token(), it -> it);
    assertThat(next.statusCode()).isEqualTo(429);
    assertThat(next.headers().firstValue("Retry-After")).hasValue("60");
    assertThat(served.send("GET", "/", it -> it.header("Cookie", cookie)).statusCode())
        .isEqualTo(200);
    assertThat(served.get("/").statusCode()).isEqualTo(200);
    served.clock.set(Served.NOW.plus(LoginLimit.SPAN));
    assertThat(served.send("GET", "/login?token=" + served.token(), it -> it).statusCode())
        .isEqualTo(303);
  }

  @Test
  void wrongTokensOfProgramsAreCountedToo() {
    for (var guess = 0; guess < LoginLimit.MOST; guess++) {
      served.send("GET", "/", it -> it.header("Authorization", "Bearer wrong"));
    }
    assertThat(
            served.send("GET", "/", it -> it.header("Authorization", "Bearer wrong")).statusCode())
        .isEqualTo(429);
  }

  @Test
  void theTokenIsOfThisStoreAndPrivate() throws IOException {
    var file = directory.resolve("run").resolve(Dashboard.TOKEN_FILE);
    assertThat(Files.readString(file).strip()).isEqualTo(served.token()).hasSize(43);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    var before = served.token();
    restart(options(false, false));
    assertThat(served.token()).isEqualTo(before);
  }

  @Test
  void onlyOurOwnNamesAreAnswered() throws IOException {
    var port = served.dashboard.port();
    for (var name : List.of("127.0.0.1:" + port, "localhost:" + port, "LOCALHOST:" + port)) {
      assertThat(raw("GET /health/live HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(name)))
          .as(name)
          .startsWith("HTTP/1.1 200");
    }
    for (var name :
        List.of(
            "evil.example",
            "evil.example:" + port,
            "localhost",
            "localhost:" + (port + 1),
            "localhost.evil.example:" + port,
            "127.0.0.1:" + port + "@evil.example")) {
      assertThat(raw("GET /health/live HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(name)))
          .as(name)
          .matches("(?s)HTTP/1.1 4(00|21) .*");
    }
    assertThat(raw("GET /health/live HTTP/1.0\r\n\r\n")).matches("(?s)HTTP/1.1 4(00|21) .*");
    assertThat(
            raw(
                "GET http://evil.example/health/live HTTP/1.1\r\nHost: localhost:%d\r\n\r\n"
                    .formatted(port)))
        .doesNotStartWith("HTTP/1.1 200");
  }

  @Test
  void theTokenDoesNotHelpUnderAnotherName() throws IOException {
    assertThat(
            raw(
                "GET / HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Bearer %s\r\n\r\n"
                    .formatted(served.token())))
        .startsWith("HTTP/1.1 421");
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
      assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
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
  void nothingIsChangedThroughAReadOnlyDashboard() {
    served.send("POST", "/api/v1/jobs", "{\"id\":\"x\",\"command\":\"true\"}");
    restart(options(true, false));
    var checked = 0;
    for (var route : served.dashboard.routes()) {
      if (route.right() == Right.CHANGE || route.right() == Right.SUBMIT) {
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
        List.of("\"cwd\":\"/\"", "\"env\":{\"PATH\":\"/x\"}", "\"env\":{\"PATH\":null}")) {
      assertThat(served.send("PATCH", "/api/v1/jobs/x", "{" + run + "}").statusCode())
          .as(run)
          .isEqualTo(403);
    }
    assertThat(served.send("PATCH", "/api/v1/jobs/x", "{\"command\":\"rm x\"}").statusCode())
        .isEqualTo(403);
    assertThat(served.send("PATCH", "/api/v1/jobs/x", "{\"priority\":3}").statusCode())
        .isEqualTo(200);
    assertThat(served.store.jobs().find("x").orElseThrow().command()).isEqualTo("true");
  }

  @Test
  void anotherAddressNeedsTlsOrAProxyThatDoesIt() {
    assertThatThrownBy(
            () -> new DashboardOptions("0.0.0.0", 0, List.of(), false, null, false, false))
        .isInstanceOf(QueueException.Invalid.class)
        .hasMessageContaining("0.0.0.0");
    var behind = new DashboardOptions("0.0.0.0", 0, List.of(), true, null, false, false);
    assertThat(behind.isSecure()).isTrue();
  }

  @Test
  void behindAProxyItsNameIsAnsweredAndItsWordForTheAddressTaken() throws IOException {
    restart(
        new DashboardOptions(
            DashboardOptions.LOOPBACK, 0, List.of("queue.example.org"), true, null, false, false));
    var answer =
        raw(
            """
            POST /api/v1/jobs HTTP/1.1\r
            Host: Queue.example.org\r
            X-Forwarded-For: 6.6.6.6, 203.0.113.9\r
            Authorization: Bearer %s\r
            Content-Length: 18\r
            Connection: close\r
            \r
            {"command":"true"}"""
                .formatted(served.token()));
    assertThat(answer).startsWith("HTTP/1.1 201");
    assertThat(served.store.events().list(Long.MAX_VALUE, 1))
        .extracting(Event::origin)
        .containsExactly("203.0.113.9");
    var login =
        raw(
            "GET /login?token=%s HTTP/1.1\r\nHost: queue.example.org\r\nConnection: close\r\n\r\n"
                .formatted(served.token()));
    assertThat(login).contains("Secure").contains("Strict-Transport-Security");
  }

  @Test
  void nobodyIsBelievedAboutTheAddressWithoutAProxy() {
    served.send(
        "POST",
        "/api/v1/jobs",
        "{\"command\":\"true\"}",
        it -> served.withToken(it).header("X-Forwarded-For", "6.6.6.6"));
    assertThat(served.store.events().list(Long.MAX_VALUE, 1))
        .extracting(Event::origin)
        .containsExactly("127.0.0.1");
  }

  @Test
  void largeRequestsAreRefused() throws IOException {
    // Who sends without asking may see the connection end before the answer.
    var refused =
        served.send(
            "POST",
            "/api/v1/jobs",
            "x".repeat(17 << 20),
            it -> served.withToken(it).expectContinue(true));
    assertThat(refused.statusCode()).isEqualTo(413);
    var head =
        "GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: %s\r\n\r\n".formatted("x".repeat(20_000));
    assertThat(raw(head)).startsWith("HTTP/1.1 431");
  }

  @Test
  void whatAStrangerSendsIsNotReadBeyondAToken() throws IOException {
    UnaryOperator<HttpRequest.Builder> form =
        it ->
            from("same-origin")
                .apply(it)
                .header("Content-Type", "application/x-www-form-urlencoded");
    assertThat(served.send("POST", "/login", "a&".repeat(3000), form).statusCode()).isEqualTo(413);
    var chunked =
        """
        POST /login HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Sec-Fetch-Site: same-origin\r
        Content-Type: application/x-www-form-urlencoded\r
        Transfer-Encoding: chunked\r
        Connection: close\r
        \r
        7\r
        token=x\r
        0\r
        \r
        """;
    assertThat(raw(chunked.formatted(served.dashboard.port()))).startsWith("HTTP/1.1 413");
  }

  @Test
  void filesAreNotTaken() {
    var answer =
        served.send(
            "POST",
            "/login",
            "--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nx\r\n--b--\r\n",
            it ->
                from("same-origin")
                    .apply(it)
                    .header("Content-Type", "multipart/form-data; boundary=b"));
    assertThat(answer.statusCode()).isEqualTo(415);
  }

  @Test
  void aProxyMayAddItsWordForTheAddressAsAHeaderOfItsOwn() throws IOException {
    restart(
        new DashboardOptions(
            DashboardOptions.LOOPBACK, 0, List.of("queue.example.org"), true, null, false, false));
    raw(
        """
        POST /api/v1/jobs HTTP/1.1\r
        Host: queue.example.org\r
        X-Forwarded-For: 6.6.6.6\r
        X-Forwarded-For: 203.0.113.9\r
        Authorization: Bearer %s\r
        Content-Length: 18\r
        Connection: close\r
        \r
        {"command":"true"}"""
            .formatted(served.token()));
    assertThat(served.store.events().list(Long.MAX_VALUE, 1))
        .extracting(Event::origin)
        .containsExactly("203.0.113.9");
  }

  @Test
  void anEmptyTokenFileLetsNobodyIn() throws IOException {
    Files.writeString(directory.resolve("run").resolve(Dashboard.TOKEN_FILE), "\n");
    assertThatThrownBy(() -> Dashboard.start(served.served, DashboardOptions.local(0)))
        .isInstanceOf(QueueException.Unavailable.class)
        .hasMessageContaining(Dashboard.TOKEN_FILE);
  }

  @Test
  void theLinkIsWhereABrowserFindsIt() {
    var proxied =
        new DashboardOptions("0.0.0.0", 0, List.of("q.example.org"), true, null, false, false);
    assertThat(proxied.url(8642)).isEqualTo("https://q.example.org");
    var sixth = new DashboardOptions("::1", 0, List.of(), false, null, false, false);
    assertThat(sixth.url(8642)).isEqualTo("http://[::1]:8642");
  }

  @Test
  void aHostThatIsNoneIsNamed() {
    var nowhere = new DashboardOptions("nosuch.invalid", 0, List.of(), true, null, false, false);
    assertThatThrownBy(() -> Dashboard.start(served.served, nowhere))
        .isInstanceOf(QueueException.Unavailable.class)
        .hasMessageContaining("nosuch.invalid");
  }

  @Test
  void aPortInUseIsNamed() {
    var taken = DashboardOptions.local(served.dashboard.port());
    assertThatThrownBy(() -> Dashboard.start(served.served, taken))
        .isInstanceOf(QueueException.Unavailable.class)
        .hasMessageContaining("port " + served.dashboard.port());
  }
}
