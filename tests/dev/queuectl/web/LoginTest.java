package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.queuectl.Event;
import dev.queuectl.QueueException;
import dev.queuectl.store.AccessStore;
import dev.queuectl.store.Grant;
import dev.queuectl.store.LoginSession;
import dev.queuectl.web.request.DashboardOptions;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// How people and programs are known, and strangers are not.
class LoginTest extends OverHttp {
  @Test
  void aWrongTokenAWrongSessionAndAnOldOneAreRefused() {
    var wrong = "x".repeat(served.token().length());
    assertThat(served.send("GET", "/", it -> it.header("Authorization", "Bearer " + wrong)))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(401);
    var cookie = served.cookie();
    for (var bad : List.of(cookie + "x", cookie.replaceFirst("=.", "=_"), "queuectl=1.2")) {
      assertThat(at("/", bad)).as(bad).isEqualTo(401);
    }
    assertThat(at("/", cookie)).isEqualTo(200);
    served.clock.set(Served.NOW.plus(LoginSession.IDLE));
    assertThat(at("/", cookie)).isEqualTo(401);
  }

  @Test
  void theLinkWorksOnceAndForTenMinutesAndHoldsNoToken() {
    var link = link(served.dashboard.loginUrl());
    assertThat(link).doesNotContain(served.token());
    assertThat(served.send("HEAD", link, it -> it).statusCode()).isEqualTo(401);
    assertThat(served.send("GET", link, it -> it.header("Sec-Purpose", "prefetch")).statusCode())
        .as("a look is no use")
        .isEqualTo(401);
    var answer = served.send("GET", link, it -> it);
    assertThat(answer.statusCode()).isEqualTo(303);
    var cookie = cookie(answer);
    assertThat(at("/", cookie)).isEqualTo(200);
    var again = served.send("GET", link, it -> it.header("Accept", "text/html"));
    assertThat(again.statusCode()).isEqualTo(401);
    assertThat(again.body()).contains("This link has been used, or is too old.");
    assertThat(at(link, cookie)).as("in the history of who used it").isEqualTo(303);
    var old = link(served.dashboard.loginUrl());
    served.clock.set(Served.NOW.plus(AccessStore.LINK));
    assertThat(served.send("GET", old, it -> it).statusCode()).isEqualTo(401);
  }

  private String link(String url) {
    return url.substring(served.dashboard.url().length());
  }

  @Test
  void loginsAndFailuresAreRecordedByNameAndNoSecretIs() {
    var secret = served.store.access().addToken("anna", Grant.NO_SUBMIT, Served.NOW);
    var cookie = cookie(served.send("GET", "/login?token=" + secret, it -> it));
    served.send("POST", "/logout", it -> from("same-origin").apply(it.header("Cookie", cookie)));
    assertThat(at("/", cookie)).isEqualTo(401);
    served.send("GET", "/login?token=wrongwrong", it -> it);
    served.send("GET", "/login?link=wrongwrong", it -> it);
    var events = served.store.events().list(Long.MAX_VALUE, 9);
    assertThat(events)
        .extracting(Event::actor, Event::origin, Event::action)
        .containsExactly(
            tuple("stranger", "127.0.0.1", "login failed"),
            tuple("anna", "127.0.0.1", "logout"),
            tuple("anna", "127.0.0.1", "login"));
    assertThat(events.toString()).doesNotContain(secret, "wrongwrong", cookie.split("=")[1]);
  }

  @Test
  void strangersCannotFillTheAuditLog() {
    for (var guess = 0; guess < 3 * LoginLimit.MOST; guess++) {
      served.send("GET", "/login?token=wrong", it -> it);
    }
    assertThat(served.store.events().list(Long.MAX_VALUE, 99)).hasSize(2);
    var limit = new LoginLimit();
    var news = 0;
    for (var address = 0; address < 1000; address++) {
      news += limit.isNews(limit.failed("10.0.0." + address, Served.NOW), Served.NOW) ? 1 : 0;
    }
    assertThat(news).isEqualTo(LoginLimit.MOST_RECORDED);
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
  void guessingIsSlowButKeepsNobodyOutWhoHasTheRightTokenOrLink() {
    var cookie = served.cookie();
    for (var guess = 0; guess < LoginLimit.MOST; guess++) {
      assertThat(served.send("GET", "/login?token=wrong", it -> it).statusCode()).isEqualTo(401);
    }
    for (var wrong : List.of("/login?token=wrong", "/login?link=wrong")) {
      var next = served.send("GET", wrong, it -> it);
      assertThat(next.statusCode()).isEqualTo(429);
      assertThat(next.headers().firstValue("Retry-After")).hasValue("60");
    }
    assertThat(at("/", cookie)).isEqualTo(200);
    assertThat(served.get("/").statusCode()).isEqualTo(200);
    assertThat(served.send("GET", "/login?token=" + served.token(), it -> it).statusCode())
        .isEqualTo(303);
    assertThat(served.send("GET", link(served.dashboard.loginUrl()), it -> it).statusCode())
        .isEqualTo(303);
    served.clock.set(Served.NOW.plus(LoginLimit.SPAN));
    assertThat(served.send("GET", "/login?token=wrong", it -> it).statusCode()).isEqualTo(401);
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
    restart(DashboardOptions.local(0));
    assertThat(served.token()).isEqualTo(before);
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
  void anEmptyTokenFileLetsNobodyIn() throws IOException {
    Files.writeString(directory.resolve("run").resolve(Dashboard.TOKEN_FILE), "\n");
    assertThatThrownBy(() -> Dashboard.start(served.served, DashboardOptions.local(0)))
        .isInstanceOf(QueueException.Unavailable.class)
        .hasMessageContaining(Dashboard.TOKEN_FILE);
  }
}
