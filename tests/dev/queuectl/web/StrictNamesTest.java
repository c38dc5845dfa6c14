package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.store.JobQuery;
import dev.queuectl.web.request.Route;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A name that a route does not know, an empty value, one that is given twice, or one that cannot
/// be read: every route refuses them, and does nothing.
class StrictNamesTest extends OverPages {
  private static final Pattern TAKES = Pattern.compile("It takes ([a-z_, ]+)\\.");

  private static String path(Route route) {
    return route.path().replaceAll("\\{\\w+}", "a");
  }

  private int ask(Route route, String query) throws IOException {
    return rawStatus(route.method().name(), path(route) + "?" + query);
  }

  private List<Object> seen() {
    return List.of(
        served.store.jobs().list(JobQuery.newest(9)).toString(),
        served.store.queues().list().toString(),
        served.store.events().list(Long.MAX_VALUE, 9));
  }

  @Test
  void noRouteTakesAParameterThatItDoesNotKnow() throws IOException {
    enqueue("default", "a");
    var before = seen();
    for (var route : served.dashboard.routes()) {
      for (var query : List.of("zzzzzz=1", "zzzzzz", "zzzzzz=%zz", "%zz", "a=%FF")) {
        assertThat(ask(route, query))
            .as("%s %s?%s", route.method(), route.path(), query)
            .isEqualTo(400);
      }
    }
    assertThat(seen()).isEqualTo(before);
  }

  @Test
  void noPageTakesAnEmptyParameterOrOneThatIsGivenTwice() throws IOException {
    enqueue("default", "a");
    var checked = 0;
    for (var route : served.dashboard.routes()) {
      var takes =
          TAKES.matcher(served.send(route.method().name(), path(route) + "?zzzzzz=1", "").body());
      if (!takes.find()) {
        continue;
      }
      for (var name : takes.group(1).split(", ")) {
        if (!name.equals("form")) {
          for (var query : List.of("=", "", "=+", "=1&" + name + "=1", "=%zz")) {
            assertThat(ask(route, name + query))
                .as("%s?%s%s", route.path(), name, query)
                .isEqualTo(400);
          }
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(35);
  }

  @Test
  void noFormTakesAFieldThatItDoesNotKnow() {
    enqueue("default", "a");
    var before = seen();
    var checked = 0;
    for (var route : served.dashboard.routes()) {
      if (!route.method().name().equals("POST") || route.path().startsWith("/api/")) {
        continue;
      }
      for (var form : List.of("zzzzzz=1", "id=a&id=b&zzzzzz=1", "id=%zz", "id=%FF", "%=1")) {
        var answer =
            served.send(
                "POST",
                path(route),
                form,
                it ->
                    served
                        .withToken(it)
                        .header("Sec-Fetch-Site", "same-origin")
                        .header("Content-Type", "application/x-www-form-urlencoded"));
        assertThat(answer.statusCode()).as("%s %s", route.path(), form).isEqualTo(400);
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(100);
    assertThat(seen()).isEqualTo(before);
  }

  @Test
  void aSlipOfThePenIsNamed() {
    assertThat(served.get("/jobs?quueue=a").body())
        .contains("There is no parameter \\\"quueue\\\" here. Did you mean queue?");
    assertThat(served.get("/jobs?queue=").body()).contains("Queue is empty.");
    assertThat(postForm("/queues/pause", "name=100%").body())
        .contains("The form has a % without two hexadecimal digits, at byte 9.");
    assertThat(post("/queues/pause", "name", "a", "raeson", "b").body())
        .contains("Did you mean reason?");
  }
}
