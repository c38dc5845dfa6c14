package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.QueueException;
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
