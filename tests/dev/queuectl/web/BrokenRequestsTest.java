package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.store.JobQuery;
import dev.queuectl.web.request.Route;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A request whose body breaks off, or is none: it is refused, and nothing of it is done.
class BrokenRequestsTest extends OverPages {
  private static final Set<String> UNSAFE = Set.of("POST", "PUT", "PATCH", "DELETE");

  /// What the body begins with is complete as JSON and as a form.
  private static final Map<String, String> BROKEN =
      Map.of(
          "cut short", "Content-Length: 100\r\n\r\n%s",
          "empty", "Content-Length: 100\r\n\r\n",
          "long", "Content-Length: 16777216\r\n\r\n%s",
          "chunk cut short", "Transfer-Encoding: chunked\r\n\r\nff\r\n%s",
          "no last chunk", "Transfer-Encoding: chunked\r\n\r\n%2$x\r\n%1$s\r\n",
          "no chunk", "Transfer-Encoding: chunked\r\n\r\nzz\r\n%s\r\n0\r\n\r\n",
          "chunk too long", "Transfer-Encoding: chunked\r\n\r\n%2$x\r\n%1$sXX\r\n0\r\n\r\n");

  private String send(Route route, String type, String body, String kind) throws IOException {
    return raw(
        "%s %s HTTP/1.1\r\nHost: localhost:%d\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\n"
                .formatted(
                    route.method(),
                    route.path().replaceAll("\\{\\w+}", "a"),
                    served.dashboard.port(),
                    served.token(),
                    type)
            + BROKEN.get(kind).formatted(body, body.length()));
  }

  private List<Object> seen() {
    return List.of(
        served.store.jobs().list(JobQuery.newest(9)),
        served.store.queues().list(),
        served.store.config().settings(),
        served.store.events().list(Long.MAX_VALUE, 9));
  }

  @Test
  void whatBreaksOffIsRefusedByEveryRoute() throws IOException {
    enqueue("a", "a", "b");
    var before = seen().toString();
    var asked = 0;
    for (var route : served.dashboard.routes()) {
      if (!UNSAFE.contains(route.method().name())) {
        continue;
      }
      var isApi = route.path().startsWith("/api/");
      for (var kind : BROKEN.keySet()) {
        var answer =
            isApi
                ? send(route, "application/json", "{}", kind)
                : send(route, "application/x-www-form-urlencoded", "id=a&name=a", kind);
        assertThat(answer)
            .as("%s %s, %s", route.method(), route.path(), kind)
            .startsWith("HTTP/1.1 400 ")
            .contains("application/problem+json");
        asked++;
      }
    }
    assertThat(asked).isGreaterThan(250);
    assertThat(seen().toString()).isEqualTo(before);
  }

  @Test
  void aJobThatIsSentInPartIsNotEnqueued() throws IOException {
    var route = served.routes().filter(it -> it.path().equals("/api/v1/jobs")).skip(1).findFirst();
    for (var kind : BROKEN.keySet()) {
      var answer = send(route.orElseThrow(), "application/json", "{\"command\": \"true\"}", kind);
      assertThat(answer).as(kind).startsWith("HTTP/1.1 400 ").contains("Nothing was done.");
    }
    assertThat(served.store.jobs().list(JobQuery.newest(1))).isEmpty();
  }
}
