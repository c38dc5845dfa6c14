package dev.queuectl.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobField;
import dev.queuectl.store.JobQuery;
import dev.queuectl.web.request.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Input that a parser gives up on, or that could not be kept as it was sent: every route that
/// takes a body refuses it, and nothing is done.
class InputLimitsTest extends OverApi {
  private static final Set<String> UNSAFE = Set.of("POST", "PUT", "PATCH", "DELETE");
  private static final String DIGITS = "9".repeat(1001);
  private static final String LONG = "x".repeat(60_000);
  private static final String DEEP = "[".repeat(5000);

  private static final List<String> VALUES =
      List.of(
          DIGITS,
          "-" + DIGITS,
          "0." + DIGITS,
          "1e" + DIGITS,
          "[" + DIGITS + "]",
          "{\"" + LONG + "\": 1}",
          DEEP,
          "\"\\ud800\"",
          "\"a\\udc00b\"",
          "[\"\\ud83d\"]",
          "{\"A\": \"\\ud800\"}",
          "{\"\\ud800\": \"A\"}");

  /// Each with every field that any route knows.
  private static Map<String, String> bodies() {
    var bodies = new LinkedHashMap<String, String>();
    bodies.put("name", "{\"" + LONG + "\": 1}");
    bodies.put("half a name", "{\"\\ud800\": 1}");
    bodies.put("depth", DEEP);
    bodies.put("depth of objects", "{\"a\":".repeat(5000));
    for (var field : List.of("ids", "reason", "concurrency", "slots", "value")) {
      for (var value : VALUES) {
        bodies.put(field + " " + value, "{\"%s\": %s}".formatted(field, value));
      }
    }
    return bodies;
  }

  private static String address(Route route) {
    var path =
        route
            .path()
            .replace("{key}", "timeout")
            .replace("{name}", "default")
            .replaceAll("\\{\\w+}", "a");
    var isEditOfMany = route.method().name().equals("PATCH") && path.equals(Api.ROOT + "/jobs");
    return isEditOfMany ? path + "?all=true" : path; // or it would be refused for that
  }

  private List<Object> seen() {
    return List.of(
        served.store.jobs().list(JobQuery.newest(9)).toString(),
        served.store.queues().list().toString(),
        served.store.events().list(Long.MAX_VALUE, 9));
  }

  @Test
  void noRouteGivesUpOnWhatAParserGivesUpOn() {
    enqueue("{\"id\": \"a\", \"command\": \"true\"}");
    var before = seen();
    for (var route : served.routes().toList()) {
      if (!route.path().startsWith(Api.ROOT) || !UNSAFE.contains(route.method().name())) {
        continue;
      }
      var path = address(route);
      bodies()
          .forEach(
              (what, body) -> {
                var answer = served.send(route.method().name(), path, body);
                assertThat(answer.statusCode())
                    .as("%s %s %.40s: %s", route.method(), path, what, answer.body())
                    .isEqualTo(400);
                assertThat(answer.body().length()).isLessThan(1000);
              });
    }
    assertThat(seen()).isEqualTo(before);
  }

  @Test
  void noFieldOfAJobIsKeptOtherwiseThanItWasSent() {
    enqueue("{\"id\": \"a\", \"command\": \"true\"}");
    var before = seen();
    for (var field : JobField.values()) {
      for (var value : VALUES) {
        var given = "\"%s\": %s".formatted(field.key(), value);
        var job = field == JobField.COMMAND ? given : "\"command\": \"true\", " + given;
        for (var answer :
            List.of(
                post("/jobs", "{" + job + "}"),
                post("/jobs", "[{" + job + "}]"),
                served.send("PATCH", Api.ROOT + "/jobs/a", "{" + given + "}"),
                served.send("PATCH", Api.ROOT + "/jobs?all=true", "{" + given + "}"))) {
          assertThat(answer.statusCode()).as("%.40s: %s", given, answer.body()).isEqualTo(400);
        }
      }
    }
    assertThat(seen()).isEqualTo(before);
  }

  @Test
  void whatIsMalformedIsSaidInOurOwnWords() {
    for (var body : List.of("{\"command\": \"true\",}", "{\"command\": tru}")) {
      assertThat(detail(body))
          .matches("The JSON is malformed at line 1, column \\d+: unexpected text\\.");
    }
    assertThat(detail("{\"command\": \"true\""))
        .startsWith("The JSON is malformed at line 1, column 19: it ends too early.");
    assertThat(detail("{\"priority\": " + DIGITS + "}"))
        .startsWith("The JSON is beyond a limit: a number has at most 1,000 digits, a name 50,000");
    for (var body : List.of("{'a': 1}", "{a: 1}", "{\"a\" 1}", "{\"a\": \"\n\"}", "{\"a\": .5}")) {
      assertThat(detail(body)).doesNotContain("token", "expecting", "code ", "Feature", "Source");
    }
  }

  private String detail(String body) {
    var answer = post("/jobs", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    return (String) json(answer).get("detail");
  }

  @Test
  void textInAnotherCharsetOrPackedIsRefused() {
    var job = "{\"command\": \"true\"}";
    for (var type :
        List.of(
            "application/json; charset=iso-8859-1",
            "application/json; charset=nope",
            "application/json; charset",
            "application/x-www-form-urlencoded;charset=utf-16")) {
      var answer =
          served.send(
              "POST", "/api/v1/jobs", job, it -> served.withToken(it).header("Content-Type", type));
      assertThat(answer.statusCode()).as(type).isEqualTo(415);
      var form =
          served.send(
              "POST",
              "/enqueue",
              "command=a",
              it -> served.withToken(it).header("Content-Type", type));
      assertThat(form.statusCode()).as(type).isEqualTo(415);
      var page =
          served.send(
              "POST",
              "/enqueue",
              "command=a",
              it ->
                  served.withToken(it).header("Content-Type", type).header("Accept", "text/html"));
      assertThat(page.statusCode()).as(type).isEqualTo(415);
    }
    var packed =
        served.send(
            "POST",
            "/api/v1/jobs",
            job,
            it -> served.withToken(it).header("Content-Encoding", "gzip"));
    assertThat(packed.statusCode()).isEqualTo(415);
    assertThat(served.store.jobs().list(JobQuery.newest(1))).isEmpty();
    for (var type : List.of("application/json; charset=UTF-8", "text/plain;charset=\"utf-8\"")) {
      var answer =
          served.send(
              "POST", "/api/v1/jobs", job, it -> served.withToken(it).header("Content-Type", type));
      assertThat(answer.statusCode()).as(type).isEqualTo(201);
    }
  }
}
