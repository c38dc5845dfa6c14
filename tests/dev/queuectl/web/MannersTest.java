package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.web.request.DashboardOptions;
import dev.queuectl.web.request.Route;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What HTTP itself promises (RFC 9110), on every route.
class MannersTest extends OverPages {
  private static String path(Route route) {
    return route.path().replace("/{version}/{file}", "/x/y").replaceAll("\\{\\w+}", "a");
  }

  @Test
  void headIsGetWithoutABody() throws IOException {
    enqueue("default", "a");
    var asked = 0;
    for (var route : served.dashboard.routes()) {
      if (!route.method().name().equals("GET") || route.path().equals(LiveFeed.PATH)) {
        continue;
      }
      for (var address : List.of(path(route), path(route) + "?id=a", path(route) + "?zzzzzz=1")) {
        var get = served.get(address);
        var head = served.send("HEAD", address, served::withToken);
        assertThat(head.statusCode()).as(address).isEqualTo(get.statusCode());
        assertThat(head.body()).as(address).isEmpty();
        for (var name : List.of("Content-Type", "Content-Security-Policy", "Cache-Control")) {
          assertThat(head.headers().firstValue(name))
              .as("%s %s", address, name)
              .isEqualTo(get.headers().firstValue(name));
        }
        asked++;
      }
      assertThat(served.send("HEAD", path(route), it -> it).statusCode())
          .as("a stranger at " + route.path())
          .isEqualTo(served.send("GET", path(route), it -> it).statusCode());
    }
    assertThat(asked).isGreaterThan(90);
    var live = served.send("HEAD", LiveFeed.PATH, served::withToken);
    assertThat(live.headers().firstValue("Content-Type")).hasValue("text/event-stream");
  }

  @Test
  void aMethodThatAnAddressDoesNotTakeIsAnsweredWithThoseThatItDoes() {
    var taken = new TreeMap<String, TreeSet<String>>();
    for (var route : served.dashboard.routes()) {
      var methods = taken.computeIfAbsent(route.path(), _ -> new TreeSet<>());
      methods.add(route.method().name());
      if (route.method().name().equals("GET")) {
        methods.add("HEAD");
      }
    }
    // POST /jobs/cancel is also a DELETE of the job of that id, and so on.
    taken.keySet().removeIf(path -> path.startsWith("/api/v1/jobs/") && !path.contains("{"));
    taken.forEach(
        (path, methods) -> {
          for (var method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "FOO")) {
            if (!methods.contains(method)) {
              var answer = served.send(method, path.replaceAll("\\{\\w+}", "a"), "");
              assertThat(answer.statusCode()).as("%s %s", method, path).isEqualTo(405);
              assertThat(allowed(answer.headers().firstValue("Allow").orElse("")))
                  .as(path)
                  .isEqualTo(methods);
              assertThat(answer.body()).contains("This address takes ");
            }
          }
        });
  }

  private static TreeSet<String> allowed(String header) {
    return new TreeSet<>(Arrays.asList(header.split(", ")));
  }

  @Test
  void theStepsOfTheFrameworkAreNoMethods() {
    for (var method : List.of("BEFORE", "AFTER", "BEFORE_MATCHED", "WEBSOCKET_BEFORE_UPGRADE")) {
      assertThat(served.send(method, "/api/v1/jobs", "").statusCode()).as(method).isEqualTo(501);
      assertThat(served.send(method, "/api/v1/jobs", it -> it).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void whoIsLetInGoesOnFromAnErrorToAnyPage() {
    for (var address : List.of("/nothing", "/job?id=nope", "/jobs?sort=colour")) {
      var page =
          served.send("GET", address, it -> served.withToken(it).header("Accept", "text/html"));
      assertThat(page.body()).contains("href=\"/queues\"", "class=\"sidebar\"", "<h1>");
      var stranger = served.send("GET", address, it -> it.header("Accept", "text/html"));
      assertThat(stranger.body()).doesNotContain("href=\"/queues\"");
    }
  }

  @Test
  void whatIsNotThereIsSaidInOurWords() {
    assertThat(served.get("/nothing").body()).contains("There is nothing at this address.");
    assertThat(served.get("/api/v1/nothing").body()).contains("There is nothing at this address.");
  }

  private static UnaryOperator<HttpRequest.Builder> origin(String origin) {
    return request -> request.header("Origin", origin);
  }

  @Test
  void anOlderBrowserIsKnownByOurOwnOrigin() {
    enqueue("default", "a");
    var port = served.dashboard.port();
    for (var foreign :
        List.of(
            "null",
            "",
            "http://evil.example",
            "http://evil.example:" + port,
            "http://127.0.0.1",
            "http://127.0.0.1:" + (port + 1),
            "https://127.0.0.1:" + port,
            "http://127.0.0.1:" + port + ".evil.example",
            "http://localhost:" + port)) {
      assertThat(browser("POST", "/api/v1/jobs/a/hold", origin(foreign)).statusCode())
          .as(foreign)
          .isEqualTo(403);
      assertThat(browser("GET", "/api/v1/jobs/a", origin(foreign)).statusCode())
          .as(foreign)
          .isEqualTo(403);
    }
    assertThat(job("a").held()).isFalse();
    var own = served.dashboard.url().toUpperCase(Locale.ROOT).replace("HTTP://", "http://");
    assertThat(browser("POST", "/api/v1/jobs/a/hold", origin(own)).statusCode()).isEqualTo(200);
    assertThat(browser("GET", "/api/v1/jobs/a", origin(own)).statusCode()).isEqualTo(200);
    assertThat(browser("GET", "/api/v1/jobs/a", it -> it).statusCode()).isEqualTo(200);
    var both =
        browser(
            "POST", "/api/v1/jobs/a/cancel", it -> from("same-site").apply(origin(own).apply(it)));
    assertThat(both.statusCode()).as("what a browser says of itself counts").isEqualTo(403);
    assertThat(job("a").state()).isEqualTo(JobState.PENDING);
  }

  @Test
  void anOlderBrowserCanLogIn() {
    var login =
        served.send(
            "POST",
            "/login",
            "token=" + served.token(),
            it ->
                it.header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Origin", served.dashboard.url()));
    assertThat(to(login)).isEqualTo("/");
  }

  @Test
  void behindAProxyTheOriginIsItsName() throws IOException {
    var name = "queue.example.org";
    restart(
        new DashboardOptions(
            DashboardOptions.LOOPBACK, 0, List.of(name, name + ":8443"), true, null, false, false));
    for (var origin : List.of("https://" + name, "https://" + name + ":8443")) {
      assertThat(
              proxied("POST", "/logout", "Cookie: " + session() + "\r\nOrigin: " + origin + "\r\n"))
          .as(origin)
          .startsWith("HTTP/1.1 303");
    }
    var session = session();
    for (var origin :
        List.of("http://" + name, "https://" + name + ":444", "https://evil." + name)) {
      assertThat(
              proxied("POST", "/logout", "Cookie: " + session + "\r\nOrigin: " + origin + "\r\n"))
          .as(origin)
          .startsWith("HTTP/1.1 403");
    }
  }

  private String session() throws IOException {
    var answer = proxied("GET", "/login?token=" + served.token(), "");
    return answer.replaceAll("(?s).*Set-Cookie: ([^;]*);.*", "$1");
  }

  private String proxied(String method, String path, String more) throws IOException {
    return raw(
        "%s %s HTTP/1.1\r\nHost: queue.example.org\r\n%sContent-Length: 0\r\n\r\n"
            .formatted(method, path, more));
  }
}
