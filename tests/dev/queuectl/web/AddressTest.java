package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.Event;
import dev.queuectl.QueueException;
import dev.queuectl.web.request.DashboardOptions;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// By which names the dashboard is reached, and what a proxy may say of others.
class AddressTest extends OverHttp {
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
            {"command":"true"}\
            """
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
        {"command":"true"}\
        """
            .formatted(served.token()));
    assertThat(served.store.events().list(Long.MAX_VALUE, 1))
        .extracting(Event::origin)
        .containsExactly("203.0.113.9");
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
