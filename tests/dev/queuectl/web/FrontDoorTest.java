package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the server below the routes can answer by itself: it answers as we do, and remembers
/// nobody.
class FrontDoorTest extends OverHttp {
  private static final String UPGRADE =
      "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

  private RawAnswer ask(String head) throws IOException {
    return RawAnswer.of(raw(head.formatted(served.dashboard.port())));
  }

  @Test
  void aWebSocketIsARequestLikeAnyOther() throws IOException {
    for (var path : List.of("/", "/jobs", "/api/v1/jobs", "/nothing")) {
      ask("GET " + path + " HTTP/1.1\r\nHost: evil.example\r\n" + UPGRADE + "\r\n").isProblem(421);
      ask("GET " + path + " HTTP/1.1\r\nHost: localhost:%d\r\n" + UPGRADE + "\r\n").isProblem(401);
      ask("GET " + path + " HTTP/1.1\r\nHost: evil\r\nSec-WebSocket-Version: 13\r\n\r\n")
          .isProblem(421);
    }
    var known =
        ask(
            "GET /api/v1/jobs HTTP/1.1\r\nHost: localhost:%d\r\nAuthorization: Bearer "
                + served.token()
                + "\r\n"
                + UPGRADE
                + "\r\n");
    assertThat(known.status()).isEqualTo(200);
    known.isOurs();
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
    ask("GET " + path + " HTTP/1.1\r\nHost: localhost:%d\r\n\r\n").isProblem(400);
  }

  @Test
  void whatIsNoRequestOfOursIsAProblemLikeAnyOther() throws IOException {
    var host = "Host: localhost:%d\r\n";
    var large = "x".repeat(20_000);
    ask("garbage\r\n\r\n").isProblem(400);
    ask("GET /api/v1/jobs HTTP/1.1\r\n\r\n").isProblem(400);
    ask("GET /api/v1/jobs HTTP/1.1\r\n" + host + "Host: evil\r\n\r\n").isProblem(400);
    ask("GET /api/v1/jobs HTTP/1.1\r\n" + host + "X\u0001: a\r\n\r\n").isProblem(400);
    ask("POST / HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n").isProblem(400);
    ask("GET /api/v1/jobs?text=" + large + " HTTP/1.1\r\n" + host + "\r\n").isProblem(414);
    ask("GET /api/v1/jobs HTTP/1.1\r\n" + host + "X: " + large + "\r\n\r\n").isProblem(431);
    ask("GET /api/v1/jobs HTTP/2.0\r\n" + host + "\r\n").isProblem(426);
    ask("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").isProblem(426);
    ask("GET /api/v1/jobs HTTP/3.0\r\n" + host + "\r\n").isProblem(505);
    ask("OPTIONS * HTTP/1.1\r\n" + host + "\r\n").isProblem(404);
  }

  /// Nobody may speak HTTP/2 past what is in the way, and nobody sends tokens in plain text.
  @Test
  void thereIsNoHttp2InPlainText() throws IOException {
    var upgrade =
        "GET /api/v1/jobs HTTP/1.1\r\nHost: localhost:%d\r\nConnection: Upgrade, HTTP2-Settings\r\n"
            + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n";
    ask(upgrade).isProblem(401);
    ask("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0").isProblem(426);
  }

  @Test
  void theServersOwnAnswersAreForOurHostOnly() throws IOException {
    ask("GET /a//b HTTP/1.1\r\nHost: evil.example\r\n\r\n").isProblem(421);
    ask("GET /api/v1/%%2e%%2e/x HTTP/1.1\r\nHost: evil.example\r\n\r\n").isProblem(421);
    ask("OPTIONS * HTTP/1.1\r\nHost: evil.example\r\n\r\n").isProblem(421);
  }

  @Test
  void aBrowserGetsAPageUnlessItAsksTheApi() throws IOException {
    var html = " HTTP/1.1\r\nHost: localhost:%d\r\nAccept: text/html\r\n\r\n";
    var page = ask("GET /a//b" + html);
    assertThat(page.status()).isEqualTo(400);
    page.isOurs();
    assertThat(page.headers()).containsEntry("content-type", "text/html;charset=utf-8");
    assertThat(page.body()).contains("<h1>Bad Request</h1>", "QueueCTL");
    ask("GET /api//v1" + html).isProblem(400);
  }
}
