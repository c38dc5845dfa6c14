package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.report.JsonValues;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the server below the routes can answer by itself: it answers as we do, and remembers
/// nobody.
class FrontDoorTest extends OverHttp {
  private static final String UPGRADE =
      "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

  private record Answer(int status, Map<String, String> headers, String body) {
    static Answer of(String raw) {
      var parts = raw.split("\r\n\r\n", 2);
      var lines = parts[0].lines().toList();
      var headers =
          lines.stream()
              .skip(1)
              .map(line -> line.split(": ?", 2))
              .collect(
                  Collectors.toMap(
                      pair -> pair[0].toLowerCase(Locale.ROOT), pair -> pair[1], (a, b) -> a));
      return new Answer(Integer.parseInt(lines.getFirst().split(" ")[1]), headers, parts[1]);
    }
  }

  private Answer ask(String head) throws IOException {
    return Answer.of(raw(head.formatted(served.dashboard.port())));
  }

  private static void isOurs(Answer answer) {
    assertThat(answer.headers())
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("x-frame-options", "DENY")
        .containsEntry("cache-control", "no-store")
        .containsKey("content-security-policy")
        .doesNotContainKeys("set-cookie", "server");
  }

  private static void isProblem(Answer answer, int status) {
    assertThat(answer.status()).isEqualTo(status);
    isOurs(answer);
    assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
    assertThat(JsonValues.object(answer.body()))
        .containsEntry("status", (long) status)
        .containsKeys("title", "detail");
  }

  @Test
  void aWebSocketIsARequestLikeAnyOther() throws IOException {
    for (var path : List.of("/", "/jobs", "/api/v1/jobs", "/nothing")) {
      isProblem(ask("GET " + path + " HTTP/1.1\r\nHost: evil.example\r\n" + UPGRADE + "\r\n"), 421);
      isProblem(ask("GET " + path + " HTTP/1.1\r\nHost: localhost:%d\r\n" + UPGRADE + "\r\n"), 401);
      isProblem(
          ask("GET " + path + " HTTP/1.1\r\nHost: evil\r\nSec-WebSocket-Version: 13\r\n\r\n"), 421);
    }
    var known =
        ask(
            "GET /api/v1/jobs HTTP/1.1\r\nHost: localhost:%d\r\nAuthorization: Bearer "
                + served.token()
                + "\r\n"
                + UPGRADE
                + "\r\n");
    assertThat(known.status()).isEqualTo(200);
    isOurs(known);
  }

  @Test
  void nothingIsRememberedOfAStranger() throws IOException {
    for (var more : List.of("", UPGRADE, "Cookie: JSESSIONID=node0abc\r\n", "Upgrade: h2c\r\n")) {
      for (var path : List.of("/", "/login", "/health/live", "/;jsessionid=node0abc")) {
        var answer = ask("GET " + path + " HTTP/1.1\r\nHost: localhost:%d\r\n" + more + "\r\n");
        assertThat(answer.headers()).as(path).doesNotContainKey("set-cookie");
        assertThat(answer.body()).doesNotContain("jsessionid");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/%%",
        "/%%zz",
        "/api/v1/jobs/%%FF",
        "/..",
        "/%%2e%%2e/x",
        "//x",
        "/a//b",
        "/%%00",
        "/%%u0041",
        "/\u00ff",
        "x",
        "/a b"
      })
  void aMalformedPathIsAProblemLikeAnyOther(String path) throws IOException {
    isProblem(ask("GET " + path + " HTTP/1.1\r\nHost: localhost:%d\r\n\r\n"), 400);
  }

  @Test
  void whatIsNoRequestOfOursIsAProblemLikeAnyOther() throws IOException {
    var host = "Host: localhost:%d\r\n";
    var large = "x".repeat(20_000);
    isProblem(ask("garbage\r\n\r\n"), 400);
    isProblem(ask("GET /api/v1/jobs HTTP/1.1\r\n\r\n"), 400);
    isProblem(ask("GET /api/v1/jobs HTTP/1.1\r\n" + host + "Host: evil\r\n\r\n"), 400);
    isProblem(ask("GET /api/v1/jobs HTTP/1.1\r\n" + host + "X\u0001: a\r\n\r\n"), 400);
    isProblem(ask("POST / HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n"), 400);
    isProblem(ask("GET /api/v1/jobs?text=" + large + " HTTP/1.1\r\n" + host + "\r\n"), 414);
    isProblem(ask("GET /api/v1/jobs HTTP/1.1\r\n" + host + "X: " + large + "\r\n\r\n"), 431);
    isProblem(ask("GET /api/v1/jobs HTTP/2.0\r\n" + host + "\r\n"), 426);
    isProblem(ask("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 426);
    isProblem(ask("GET /api/v1/jobs HTTP/3.0\r\n" + host + "\r\n"), 505);
    isProblem(ask("OPTIONS * HTTP/1.1\r\n" + host + "\r\n"), 404);
  }

  @Test
  void theServersOwnAnswersAreForOurHostOnly() throws IOException {
    isProblem(ask("GET /a//b HTTP/1.1\r\nHost: evil.example\r\n\r\n"), 421);
    isProblem(ask("GET /api/v1/%%2e%%2e/x HTTP/1.1\r\nHost: evil.example\r\n\r\n"), 421);
    isProblem(ask("OPTIONS * HTTP/1.1\r\nHost: evil.example\r\n\r\n"), 421);
  }

  @Test
  void aBrowserGetsAPageUnlessItAsksTheApi() throws IOException {
    var html = " HTTP/1.1\r\nHost: localhost:%d\r\nAccept: text/html\r\n\r\n";
    var page = ask("GET /a//b" + html);
    assertThat(page.status()).isEqualTo(400);
    isOurs(page);
    assertThat(page.headers()).containsEntry("content-type", "text/html;charset=utf-8");
    assertThat(page.body()).contains("<h1>Bad Request</h1>", "QueueCTL");
    isProblem(ask("GET /api//v1" + html), 400);
  }
}
