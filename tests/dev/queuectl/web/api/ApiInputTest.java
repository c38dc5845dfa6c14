package dev.queuectl.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobField;
import dev.queuectl.JobState;
import dev.queuectl.Setting;
import dev.queuectl.store.JobQuery;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is sent to the API means itself or is refused, and nothing of it is ignored.
class ApiInputTest extends OverApi {
  @Test
  void whatCannotBeAJobIsRefusedInTheWordsOfTheCommandLine() {
    assertThat(json(post("/jobs", "{\"comand\": \"true\"}")).get("detail"))
        .isEqualTo("There is no field \"comand\". Did you mean command?");
    assertThat(post("/jobs", "{\"command\": \"true\"").statusCode()).isEqualTo(400);
    assertThat(post("/jobs", "make report").statusCode()).isEqualTo(400);
    assertThat(post("/jobs", "[1]").statusCode()).isEqualTo(400);
    assertThat(post("/jobs", "").statusCode()).isEqualTo(400);
    assertThat(served.store.jobs().list(JobQuery.newest(1))).isEmpty();
  }

  @Test
  void aWrongTimeIsSaidByTheNameThatWasGiven() {
    for (var path : List.of("/jobs", "/jobs/remove")) {
      assertThat(detail(path, "since=soon")).startsWith("Since \"soon\" is not a time");
      assertThat(detail(path, "created_before=soon")).startsWith("Created_before \"soon\" is not");
      assertThat(detail(path, "since=1h&until=2h")).startsWith("Since must be before until");
      assertThat(detail(path, "since=1h&created_from=1h"))
          .startsWith("Since and created_from mean the same");
      assertThat(detail(path, "since=")).startsWith("Since is empty");
    }
  }

  private String detail(String path, String query) {
    var sent = path.endsWith("remove") ? post(path + "?" + query, "") : get(path + "?" + query);
    assertThat(sent.statusCode()).as(query).isEqualTo(400);
    return (String) json(sent).get("detail");
  }

  @Test
  void parametersHaveBounds() {
    for (var query :
        List.of(
            "limit=0",
            "limit=501",
            "limit=x",
            "state=nothing",
            "sort=colour",
            "cursor=1",
            "cursor=1.99999999999999999999",
            "queue=%20a%20b",
            "created_from=yesterdayish",
            "text=" + "x".repeat(301),
            "limit=1&limit=2")) {
      assertThat(get("/jobs?" + query).statusCode()).as(query).isEqualTo(400);
    }
    assertThat(get("/jobs/x/output?limit=99999999").statusCode()).isEqualTo(404);
  }

  @Test
  void nothingThatIsSentIsIgnoredInSilence() {
    var one =
        post("/jobs", "{\"id\":\"a\",\"command\":\"true\",\"state\":\"dead\",\"attempts\":2}");
    assertThat(json(one)).containsEntry("ignored", List.of("attempts", "state"));
    var many = post("/jobs", "[{\"id\":\"b\",\"command\":\"true\",\"error\":\"x\"}]");
    assertThat(json(many)).containsEntry("ignored", List.of("error"));
    assertThat(json(post("/jobs", "{\"id\":\"c\",\"command\":\"true\"}")))
        .doesNotContainKey("ignored");
    for (var body :
        List.of(
            "{\"state\":\"dead\"}",
            "{\"priority\":1,\"state\":\"dead\"}",
            "{\"priority\":1,\"attempts\":0}",
            "{\"priority\":1,\"next_retry_at\":null}",
            "{\"priority\":1,\"queue\":null}",
            "{\"priority\":1,\"held\":true}",
            "{\"priority\":1,\"env\":{\"A\":[]}}")) {
      var answer = served.send("PATCH", "/api/v1/jobs/a", body);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
    }
    assertThat(served.store.jobs().find("a").orElseThrow().priority()).isZero();
    assertThat(json(served.send("PATCH", "/api/v1/jobs/a", "{\"state\":\"dead\"}")))
        .extracting("detail")
        .asString()
        .startsWith("State of a job cannot be changed.");
  }

  @Test
  void aParameterThatNobodyKnowsIsRefusedBeforeAnythingIsDone() {
    enqueue("{\"id\":\"a\",\"command\":\"true\"}");
    for (var path :
        List.of(
            "/jobs/cancel?stat=pending&all=true",
            "/jobs/cancel?state=pending&limit=1",
            "/jobs/cancel?state=pending&cursor=0.5",
            "/jobs/cancel?all=yes",
            "/jobs/a/cancel?dry_run=true",
            "/jobs?forced=true")) {
      var answer = post(path, path.startsWith("/jobs?") ? "{\"command\":\"true\"}" : "");
      assertThat(answer.statusCode()).as(path).isEqualTo(400);
    }
    assertThat(json(get("/jobs?stat=pending")).get("detail"))
        .isEqualTo("There is no parameter \"stat\" here. Did you mean state?");
    assertThat(state("a")).isEqualTo(JobState.PENDING);
    assertThat(served.store.jobs().list(JobQuery.newest(9))).hasSize(1);
  }

  @Test
  void noAnswerNamesAnOptionOrACommand() {
    enqueue("{\"id\":\"a\",\"command\":\"true\"}");
    post("/jobs/a/cancel", "");
    var answers =
        List.of(
            get("/jobs/nowhere"),
            get("/jobs/nowhere/output"),
            post("/jobs/nowhere/cancel", ""),
            post("/jobs/nowhere/retry", ""),
            served.send("DELETE", "/api/v1/jobs/nowhere", ""),
            served.send("PATCH", "/api/v1/jobs/nowhere", "{\"priority\": 1}"),
            post("/jobs/a/cancel", ""),
            post("/jobs/a/hold", ""),
            post("/jobs", "{\"id\":\"a\",\"command\":\"true\"}"),
            post("/jobs", "[{\"id\":\"a\",\"command\":\"true\"}]"),
            post("/jobs", "{id:a,command:true}"),
            post("/jobs", "{ echo a; }"),
            post("/jobs", "{\"command\":\"true\",\"env\":{\"a b\":\"\"}}"),
            post("/queues/nowhere/resume", ""),
            post("/dlq/groups/nowhere/retry", ""),
            post("/workers/nowhere/stop", ""),
            served.send("PUT", "/api/v1/config/nowhere", "{\"value\":1}"),
            served.send("PUT", "/api/v1/config/timeout", "{\"value\":\"x\"}"));
    for (var answer : answers) {
      assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 409);
      assertThat(answer.body())
          .as("%s", answer.uri())
          .doesNotContain("--")
          .doesNotContain("queuectl ");
    }
    assertThat(json(answers.get(8)).get("detail"))
        .isEqualTo(
            "A job with the id \"a\" exists already; nothing was enqueued. Choose another id, "
                + "or replace the job with force=true.");
  }

  @Test
  void whatIsWrongInAnArrayIsNamedByItsPlace() {
    var answer = post("/jobs", "[{\"command\":\"true\"},{\"command\":\"true\",\"priorty\":1}]");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).get("detail"))
        .isEqualTo("Job 2, line 1: there is no field \"priorty\". Did you mean priority?");
    assertThat(served.store.jobs().list(JobQuery.newest(1))).isEmpty();
  }

  @Test
  void numbersAreTheSameInEveryForm() {
    var sent =
        post(
            "/jobs",
            "{\"id\": \"a\", \"command\": \"true\", \"priority\": 1E2, \"max_retries\": 2.0,"
                + " \"timeout\": 12345678.5, \"backoff_base\": \"1.5\"}");
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
    var job = served.store.jobs().find("a").orElseThrow();
    assertThat(job.priority()).isEqualTo(100);
    assertThat(job.maxRetries()).isEqualTo(2);
    assertThat(job.policy().get(JobField.TIMEOUT)).isEqualTo(Duration.ofMillis(12_345_678_500L));
    assertThat(get("/jobs?limit=1E1").statusCode()).isEqualTo(200);
    assertThat(served.send("PUT", "/api/v1/config/backoff_base", "{\"value\": 1E1}").statusCode())
        .isEqualTo(200);
    assertThat(served.store.config().settings().text(Setting.BACKOFF_BASE)).isEqualTo("10");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"backoff_base\": \"2d\"",
        "\"backoff_base\": \"0x1p3\"",
        "\"backoff_base\": \"Infinity\"",
        "\"backoff_base\": 1e400",
        "\"timeout\": \"0.4ms\"",
        "\"timeout\": 0.0004",
        "\"timeout\": -0",
        "\"priority\": 0.5",
        "\"priority\": \"+5\"",
        "\"priority\": \"٣\"",
        "\"max_retries\": 1e999999999",
        "\"cwd\": \"\\ud800\"",
        "\"env\": {\"A\": \"\\u0000\"}"
      })
  void whatWouldBeChangedIsRefused(String field) {
    var answer = post("/jobs", "{\"command\": \"true\", %s}".formatted(field));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(served.store.jobs().list(JobQuery.newest(1))).isEmpty();
  }

  @Test
  void textThatIsNoUtf8IsRefusedWhereverItIs() {
    for (var address :
        List.of(
            "/jobs?text=%FF",
            "/jobs?text=%ED%A0%80",
            "/jobs?queue=%C0%AF",
            "/jobs?te%FFxt=a",
            "/jobs?text=a%00b",
            "/jobs/a%00b",
            "/jobs/%ED%A0%80",
            "/jobs/%C3")) {
      assertThat(get(address).statusCode()).as(address).isEqualTo(400);
      assertThat(json(get(address))).as(address).containsEntry("status", 400L);
    }
    for (var flag : List.of("yes", "1", "TRUE")) {
      assertThat(get("/jobs?show_env=" + flag).statusCode()).as(flag).isEqualTo(400);
    }
    enqueue("{\"id\": \"a\", \"command\": \"true\"}");
    var reason = post("/queues/default/pause", "{\"reason\": \"\\ud800\"}");
    assertThat(reason.statusCode()).isEqualTo(400);
    assertThat(reason.body()).contains("lone surrogate");
    var body = served.sendBytes("/api/v1/jobs", new byte[] {'{', '"', (byte) 0xe4, '"', '}'});
    assertThat(body.statusCode()).isEqualTo(400);
    assertThat(body.body()).contains("The body is not valid UTF-8, at byte 3");
  }

  @Test
  void aBodyIsJsonAlsoIfItIsCalledAForm() {
    var sent =
        served.send(
            "POST",
            "/api/v1/jobs",
            "{\"id\": \"a\", \"command\": \"printf %00%FF\"}",
            request ->
                served
                    .withToken(request)
                    .header("Content-Type", "application/x-www-form-urlencoded"));
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
    assertThat(served.store.jobs().find("a").orElseThrow().command()).isEqualTo("printf %00%FF");
  }
}
