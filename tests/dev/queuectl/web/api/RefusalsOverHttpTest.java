package dev.queuectl.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobField;
import dev.queuectl.Setting;
import dev.queuectl.report.JsonValues;
import dev.queuectl.web.LiveFeed;
import dev.queuectl.web.Served;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever comes over HTTP has no command line: no refusal names one of its options or commands.
class RefusalsOverHttpTest {
  /// Those of a job's shell are not ours.
  private static final Pattern OF_SHELLS = Pattern.compile("bash -eo pipefail -c|given -c");

  private static final Pattern COMMAND_LINE =
      Pattern.compile("(?<![\\w-])--?[A-Za-z][\\w-]*|\\bqueuectl [a-z]");

  /// What stands in a path for its parameter, in a query and in a body, so that each kind of
  /// refusal is met somewhere.
  private static final List<String> NAMES = List.of("none", "done", "dead", "taken", "%20", "-x");

  private static final List<String> QUERIES =
      List.of("", "?state=none", "?none=1", "?limit=-1", "?limit=x", "?state=dead&all=true", "?a=");

  private static final List<String> BODIES =
      List.of(
          "",
          "{",
          "{}",
          "[]",
          "[1]",
          "{id:a,command:true}",
          "{ echo hello; }",
          "{\"none\":1}",
          "{\"id\":\"taken\",\"command\":\"true\"}",
          "[{\"id\":\"b\",\"command\":\"true\"},{\"id\":\"b\",\"command\":\"true\"}]",
          "{\"command\":\"\"}",
          "{\"command\":\"true\",\"env\":{\"A-B\":\"1\"}}",
          "{\"command\":\"true\",\"run_at\":\"soon\"}",
          "{\"command\":\"true\",\"delay\":\"1s\",\"run_at\":\"now\"}",
          "{\"command\":\"true\",\"max_retries\":-1}",
          "{\"command\":\"true\",\"backoff\":\"none\"}",
          "{\"value\":\"none\"}",
          "{\"value\":[]}",
          "{\"ids\":[\"none\",\"done\",\"dead\",\"taken\"]}",
          "{\"ids\":3}",
          "{\"concurrency\":-1}",
          "{\"slots\":-1}",
          "{\"reason\":\"" + "x".repeat(5000) + "\"}");

  @TempDir Path directory;
  private Served served;

  @BeforeEach
  void start() {
    served = new Served(directory);
    for (var id : List.of("dead", "done", "taken")) {
      served.send("POST", "/api/v1/jobs", "{\"id\":\"%s\",\"command\":\"true\"}".formatted(id));
    }
    served.bury(served.claim());
    served.send("POST", "/api/v1/jobs/done/cancel", "");
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void noRefusalOfTheApiNamesAnOptionOrACommand() {
    var said = new LinkedHashMap<String, String>();
    served
        .routes()
        .filter(route -> route.path().startsWith(Api.ROOT + "/"))
        .filter(route -> !route.path().equals(LiveFeed.PATH))
        .forEach(
            route -> {
              for (var name : route.path().contains("{") ? NAMES : List.of("")) {
                var path = route.path().replaceAll("\\{\\w+}", name);
                for (var query : QUERIES) {
                  hear(said, route.method() + " " + path + query, "");
                }
                for (var body : BODIES) {
                  hear(said, route.method() + " " + path, body);
                }
              }
            });
    assertThat(said).hasSizeGreaterThan(60);
    assertThat(namingTheCommandLine(said)).isEmpty();
  }

  /// What no field of a job and no setting accepts.
  private static final List<String> BAD =
      List.of(
          "\"\"",
          "\"\\u0000\"",
          "-1e9",
          "1e99",
          "2.5",
          "true",
          "null",
          "[]",
          "{\"=\":1}",
          "\"no such\"");

  @Test
  void noRefusalOfAFieldOrASettingNamesAnOptionOrACommand() {
    var said = new LinkedHashMap<String, String>();
    for (var bad : BAD) {
      for (var field : JobField.values()) {
        var alone = "{\"%s\":%s}".formatted(field.key(), bad);
        var isCommand = field == JobField.COMMAND;
        var job = isCommand ? alone : alone.replace("}", ",\"command\":\"true\"}");
        hear(said, "POST /api/v1/jobs", job);
        hear(said, "POST /api/v1/jobs", "[" + job + "]");
        hear(said, "PATCH /api/v1/jobs/taken", alone);
      }
      for (var setting : Setting.values()) {
        hear(said, "PUT /api/v1/config/" + setting.key(), "{\"value\":%s}".formatted(bad));
      }
    }
    assertThat(said).hasSizeGreaterThan(60);
    assertThat(namingTheCommandLine(said)).isEmpty();
  }

  @Test
  void noAnswerOfTheApiNamesAnOptionOrACommand() {
    var answers = new LinkedHashMap<String, String>();
    served
        .routes()
        .filter(route -> route.path().startsWith(Api.ROOT + "/"))
        .filter(route -> !route.path().equals(LiveFeed.PATH))
        .filter(route -> route.method().name().equals("GET"))
        .map(route -> route.path().replaceAll("\\{\\w+}", "dead"))
        .forEach(path -> answers.put(served.get(path).body().replace('"', ' '), path));
    assertThat(answers).hasSizeGreaterThan(12);
    assertThat(namingTheCommandLine(answers)).isEmpty();
  }

  @Test
  void noRefusalOfABrokenStoreNamesAnOptionOrACommand() throws Exception {
    var said = new LinkedHashMap<String, String>();
    Files.writeString(directory.resolve("queue.db"), "this is no database ".repeat(500));
    for (var path : List.of("/jobs", "/config", "/queues", "/workers", "/dlq", "/metrics")) {
      hear(said, "GET /api/v1" + path, "");
    }
    hear(said, "POST /api/v1/jobs", "{\"command\":\"true\"}");
    assertThat(said).isNotEmpty();
    assertThat(namingTheCommandLine(said)).isEmpty();
  }

  @Test
  void aTakenIdIsAnsweredWithTheParameterThatReplacesTheJob() {
    var answer = served.send("POST", "/api/v1/jobs", "{\"id\":\"taken\",\"command\":\"true\"}");
    assertThat(detail(answer))
        .isEqualTo(
            "A job with the id \"taken\" exists already; nothing was enqueued. "
                + "Choose another id, or replace the job with force=true.");
  }

  /// Remembers the sentence of each refusal, and what led to it.
  private void hear(Map<String, String> said, String request, String body) {
    var words = request.split(" ", 2);
    var answer = served.send(words[0], words[1].replace(" ", "%20"), body);
    if (answer.statusCode() >= 400) {
      said.putIfAbsent(detail(answer), request + " " + body);
    }
  }

  private static String detail(HttpResponse<String> answer) {
    return String.valueOf(JsonValues.object(answer.body()).get("detail"));
  }

  private static TreeSet<String> namingTheCommandLine(Map<String, String> said) {
    var wrong = new TreeSet<String>();
    said.forEach(
        (sentence, request) -> {
          var quotedLess = sentence.replaceAll("\"[^\"]*\"", "\"\"");
          var ours = OF_SHELLS.matcher(quotedLess).replaceAll("");
          if (COMMAND_LINE.matcher(ours).find()) {
            wrong.add(request + ": " + sentence);
          }
        });
    return wrong;
  }
}
