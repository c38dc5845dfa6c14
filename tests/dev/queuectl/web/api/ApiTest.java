package dev.queuectl.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.JobState;
import dev.queuectl.Setting;
import dev.queuectl.report.JsonValues;
import dev.queuectl.store.JobQuery;
import dev.queuectl.web.Served;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What programs do over HTTP.
class ApiTest {
  @TempDir Path directory;
  private Served served;

  @BeforeEach
  void start() {
    served = new Served(directory);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private HttpResponse<String> get(String path) {
    return served.get("/api/v1" + path);
  }

  private HttpResponse<String> post(String path, String body) {
    return served.send("POST", "/api/v1" + path, body);
  }

  private void enqueue(String... jobs) {
    assertThat(post("/jobs", "[" + String.join(",", jobs) + "]").statusCode()).isEqualTo(201);
  }

  private static Map<String, @Nullable Object> json(HttpResponse<String> answer) {
    return JsonValues.object(answer.body());
  }

  private static List<Object> field(List<?> objects, String name) {
    return objects.stream().map(it -> (Object) ((Map<?, ?>) it).get(name)).toList();
  }

  private static List<?> list(HttpResponse<String> answer, String name) {
    return (List<?>) json(answer).get(name);
  }

  private JobState state(String id) {
    return served.store.jobs().find(id).orElseThrow().state();
  }

  @Test
  void oneJobIsAddedAndTellsWhereItIs() {
    var answer = post("/jobs", "{\"id\": \"a/b\", \"command\": \"true\", \"max-retries\": 5}");
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Location")).hasValue("/api/v1/jobs/a%2Fb");
    assertThat(json(answer)).containsEntry("id", "a/b").containsEntry("max_retries", 5L);
    assertThat(served.woken).hasPositiveValue();
    var shown = served.get("/api/v1/jobs/a%2Fb");
    assertThat(json(shown)).containsEntry("command", "true").containsEntry("state", "pending");
    assertThat(list(shown, "why")).singleElement().isEqualTo("No worker is running.");
  }

  @Test
  void manyJobsAreAddedAllOrNone() {
    var answer =
        post("/jobs", "[{\"id\":\"a\",\"command\":\"true\"},{\"id\":\"b\",\"command\":\"true\"}]");
    assertThat(list(answer, "ids")).isEqualTo(List.of("a", "b"));
    var taken =
        post("/jobs", "[{\"id\":\"c\",\"command\":\"true\"},{\"id\":\"a\",\"command\":\"true\"}]");
    assertThat(taken.statusCode()).isEqualTo(409);
    assertThat(taken.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(served.store.jobs().find("c")).isEmpty();
    assertThat(post("/jobs?force=true", "{\"id\":\"a\",\"command\":\"false\"}").statusCode())
        .isEqualTo(201);
  }

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
  void pagesSkipAndRepeatNothingWhileJobsArrive() {
    for (var i = 0; i < 7; i++) {
      enqueue("{\"id\":\"j%d\",\"command\":\"true\"}".formatted(i));
    }
    var seen = new ArrayList<Object>();
    var page = get("/jobs?limit=3");
    while (true) {
      seen.addAll(field(list(page, "jobs"), "id"));
      enqueue("{\"command\":\"true\"}");
      var next = json(page).get("next");
      if (next == null) {
        break;
      }
      page = get("/jobs?limit=3&cursor=" + next);
    }
    assertThat(seen).containsExactly("j6", "j5", "j4", "j3", "j2", "j1", "j0");
  }

  @Test
  void listsAreFilteredByStateQueueAndText() {
    enqueue(
        "{\"id\":\"a\",\"command\":\"make tea\",\"queue\":\"q\"}",
        "{\"id\":\"b\",\"command\":\"make report\",\"queue\":\"q\"}",
        "{\"id\":\"c\",\"command\":\"make tea\"}");
    post("/jobs/a/cancel", "");
    assertThat(field(list(get("/jobs?queue=q&state=pending,failed"), "jobs"), "id"))
        .containsExactly("b");
    assertThat(field(list(get("/jobs?text=TEA"), "jobs"), "id")).containsExactly("c", "a");
  }

  @Test
  void listsAndActionsOnManyTakeTheSameTimesAsTheCommands() {
    enqueue("{\"id\":\"a\",\"command\":\"make tea\"}");
    for (var all :
        List.of(
            "since=1h",
            "since=2h%20ago&text=TEA",
            "since=2020-01-01",
            "created_from=2020-01-01T00:00:00Z",
            "since=yesterday")) {
      assertThat(field(list(get("/jobs?" + all), "jobs"), "id")).as(all).containsExactly("a");
    }
    for (var none : List.of("until=1h", "created_before=2020-01-01", "since=1h&text=coffee")) {
      assertThat(list(get("/jobs?" + none), "jobs")).as(none).isEmpty();
      assertThat(json(post("/jobs/cancel?" + none, ""))).containsEntry("changed", 0L);
    }
    assertThat(json(post("/jobs/cancel?since=1h&text=tea", ""))).containsEntry("changed", 1L);
    assertThat(state("a")).isEqualTo(JobState.CANCELLED);
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
  void jobsAreCancelledRetriedHeldReleasedEditedAndRemoved() {
    enqueue("{\"id\":\"a\",\"command\":\"true\"}");
    assertThat(json(post("/jobs/a/hold", ""))).containsEntry("held", true);
    assertThat(json(post("/jobs/a/release", ""))).containsEntry("held", false);
    assertThat(json(served.send("PATCH", "/api/v1/jobs/a", "{\"priority\": 7}")))
        .containsEntry("priority", 7L);
    assertThat(json(post("/jobs/a/cancel", ""))).containsEntry("state", "cancelled");
    assertThat(post("/jobs/a/cancel", "").statusCode()).isEqualTo(409);
    assertThat(json(post("/jobs/a/retry", ""))).containsEntry("state", "pending");
    assertThat(served.send("DELETE", "/api/v1/jobs/a", "").statusCode()).isEqualTo(200);
    assertThat(get("/jobs/a").statusCode()).isEqualTo(404);
    assertThat(field(list(get("/events"), "events"), "action"))
        .containsExactly("remove", "retry", "cancel", "edit", "release", "hold", "enqueue");
    var newest = (Map<?, ?>) list(get("/events?limit=1"), "events").getFirst();
    assertThat(newest.get("actor")).isEqualTo("api");
    assertThat(newest.get("origin")).isEqualTo("127.0.0.1");
    assertThat(newest.get("subject")).isEqualTo("a");
  }

  @Test
  void whatAJobIsCannotBeEdited() {
    enqueue("{\"id\":\"a\",\"command\":\"true\"}");
    for (var body :
        List.of("{\"id\":\"b\"}", "{\"held\":true}", "{\"cwd\":null}", "{\"env\":{}}", "{}")) {
      assertThat(served.send("PATCH", "/api/v1/jobs/a", body).statusCode()).as(body).isEqualTo(400);
    }
  }

  @Test
  void theSameIsDoneToManyJobsOnlyIfItIsSaidToWhich() {
    enqueue(
        "{\"id\":\"a\",\"command\":\"true\",\"queue\":\"q\"}",
        "{\"id\":\"b\",\"command\":\"true\",\"queue\":\"q\"}",
        "{\"id\":\"c\",\"command\":\"true\"}");
    assertThat(post("/jobs/cancel", "").statusCode()).isEqualTo(400);
    assertThat(post("/jobs/cancel?queue=q", "{\"ids\":[\"c\"]}").statusCode()).isEqualTo(400);
    assertThat(json(post("/jobs/cancel?queue=q", "")))
        .containsEntry("changed", 2L)
        .containsEntry("more", false);
    assertThat(List.of(state("a"), state("b"), state("c")))
        .containsExactly(JobState.CANCELLED, JobState.CANCELLED, JobState.PENDING);
    assertThat(json(post("/jobs/retry", "{\"ids\":[\"a\",\"c\",\"nothing\"]}")))
        .containsEntry("changed", 1L);
    assertThat(json(post("/jobs/remove?all=true", ""))).containsEntry("changed", 3L);
  }

  @Test
  void outputIsReadInPieces() throws IOException {
    enqueue("{\"id\":\"a\",\"command\":\"true\"}");
    var job = served.claim();
    var files = served.logs.output(job.seq(), job.lastAttempt());
    Files.createDirectories(files.stdout().getParent());
    Files.writeString(files.stdout(), "one\ntwo\nthree\n");
    Files.writeString(files.stderr(), "\u001b[31mred\n");
    var first = get("/jobs/a/output?limit=5");
    assertThat(first.body()).isEqualTo("one\nt");
    assertThat(first.headers().firstValue("X-Next-Offset")).hasValue("5");
    assertThat(first.headers().firstValue("X-Running")).hasValue("true");
    assertThat(get("/jobs/a/output?offset=5").body()).isEqualTo("wo\nthree\n");
    assertThat(get("/jobs/a/output?tail=1").body()).isEqualTo("three\n");
    var stderr = get("/jobs/a/output?stream=stderr&attempt=1");
    assertThat(stderr.body()).isEqualTo("\u001b[31mred\n");
    assertThat(stderr.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
    assertThat(get("/jobs/a/output?attempt=2").statusCode()).isEqualTo(404);
    assertThat(field(list(get("/jobs/a/attempts"), "attempts"), "attempt")).containsExactly(1L);
  }

  @Test
  void deadJobsAreGroupedByCauseAndComeBackByGroup() {
    enqueue("{\"id\":\"a\",\"command\":\"false\",\"max_retries\":1}");
    served.bury(served.claim());
    var group = (Map<?, ?>) list(get("/dlq/groups"), "groups").getFirst();
    assertThat(group.get("count")).isEqualTo(1L);
    assertThat(group.get("retry")).isEqualTo("/api/v1/dlq/groups/" + group.get("group") + "/retry");
    assertThat(json(post("/dlq/groups/" + group.get("group") + "/retry", "")))
        .containsEntry("changed", 1L);
    assertThat(state("a")).isEqualTo(JobState.PENDING);
    assertThat(post("/dlq/groups/nothing/retry", "").statusCode()).isEqualTo(404);
  }

  @Test
  void anActionOnOneJobCanBeForSomeStatesOnly() {
    enqueue("{\"id\":\"a\",\"command\":\"false\",\"max_retries\":1}");
    served.bury(served.claim());
    ByHand.retry(served.store.jobs(), "a", Served.NOW);
    ByHand.cancel(served.store.jobs(), "a", Served.NOW);
    var refused = post("/jobs/a/retry?state=dead", "");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("is cancelled, not in the dead letter queue");
    assertThat(served.send("DELETE", "/api/v1/jobs/a?state=dead,completed", "").statusCode())
        .isEqualTo(409);
    assertThat(json(post("/jobs/retry?state=dead", ""))).containsEntry("changed", 0L);
    assertThat(state("a")).isEqualTo(JobState.CANCELLED);
    assertThat(post("/jobs/a/retry?state=dead,cancelled", "").statusCode()).isEqualTo(200);
    assertThat(post("/jobs/a/retry?queue=q", "").statusCode()).isEqualTo(400);
  }

  @Test
  void queuesArePausedWithAReasonResumedAndLimited() {
    enqueue("{\"command\":\"true\",\"queue\":\"q\"}");
    assertThat(json(post("/queues/q/pause", "{\"reason\":\"it moves\"}")))
        .containsEntry("pause_reason", "it moves");
    assertThat(json(get("/queues/q"))).containsEntry("pending", 1L);
    assertThat(json(post("/queues/q/resume", ""))).containsEntry("paused_at", null);
    var limited = served.send("PATCH", "/api/v1/queues/q", "{\"concurrency\": 2}");
    assertThat(json(limited)).containsEntry("concurrency", 2L);
    assertThat(served.send("PATCH", "/api/v1/queues/q", "{\"concurrency\": 0}").statusCode())
        .isEqualTo(400);
    assertThat(served.send("PATCH", "/api/v1/queues/q", "{}").statusCode()).isEqualTo(400);
    assertThat(field(list(get("/queues"), "queues"), "name")).containsExactly("q");
    assertThat(get("/queues/nothing").statusCode()).isEqualTo(404);
    assertThat(post("/queues/q/pause", "{\"why\":\"it moves\"}").statusCode()).isEqualTo(400);
    var story = "x".repeat(501);
    assertThat(post("/queues/q/pause", "{\"reason\":\"%s\"}".formatted(story)).statusCode())
        .isEqualTo(400);
  }

  @Test
  void workersAreAskedToLeave() {
    enqueue("{\"command\":\"true\"}");
    served.claim();
    assertThat(field(list(get("/workers"), "workers"), "state")).containsExactly("running");
    var scaled = post("/workers/w1/scale", "{\"slots\": 3}");
    assertThat(field(list(scaled, "workers"), "wanted_slots")).containsExactly(3L);
    assertThat(post("/workers/w1/scale", "{\"slots\": 0}").statusCode()).isEqualTo(400);
    assertThat(post("/workers/w1/scale", "").statusCode()).isEqualTo(400);
    var drained = post("/workers/w1/drain", "");
    assertThat(drained.statusCode()).isEqualTo(202);
    assertThat(field(list(drained, "workers"), "state")).containsExactly("draining");
    assertThat(field(list(post("/workers/w1/stop", ""), "workers"), "state"))
        .containsExactly("stopping");
    assertThat(post("/workers/nobody/stop", "").statusCode()).isEqualTo(404);
  }

  @Test
  void theConfigurationIsChangedWithTheChecksOfTheCommandLine() {
    var set = served.send("PUT", "/api/v1/config/max-retries", "{\"value\": 7}");
    assertThat(json(set)).containsEntry("value", "7").containsEntry("from", "store");
    assertThat(served.store.config().settings().number(Setting.MAX_RETRIES)).isEqualTo(7);
    var bad = served.send("PUT", "/api/v1/config/max_retries", "{\"value\": \"many\"}");
    assertThat(bad.statusCode()).isEqualTo(400);
    var reset = served.send("DELETE", "/api/v1/config/max_retries", "");
    assertThat(json(reset)).containsEntry("value", "3").containsEntry("from", "default");
    assertThat(get("/config/colour").statusCode()).isEqualTo(404);
    assertThat(list(get("/config"), "config")).hasSameSizeAs(Set.of(Setting.values()));
  }

  @Test
  void numbersAreTheSameAsThoseOfTheCommandLine() {
    enqueue("{\"command\":\"true\"}");
    assertThat(json(get("/status"))).containsEntry("pending", 1L).containsEntry("workers", 0L);
    assertThat(json(get("/metrics"))).containsEntry("pending", 1L).containsKey("run_time");
    served.bury(served.claim());
    var history = (Map<?, ?>) list(get("/metrics/history"), "history").getFirst();
    assertThat(history.get("dead")).isEqualTo(1L);
    assertThat(get("/metrics/history?span=hour").statusCode()).isEqualTo(200);
    assertThat(get("/metrics/history?span=year").statusCode()).isEqualTo(400);
  }

  @Test
  void aLineOf50MegabytesComesInPieces() throws IOException {
    enqueue("{\"id\":\"a\",\"command\":\"true\"}");
    var job = served.claim();
    var file = served.logs.output(job.seq(), job.lastAttempt()).stdout();
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[50 << 20]);
    for (var query : List.of("", "?tail=1", "?offset=1000000", "?tail=0")) {
      var answer = get("/jobs/a/output" + query);
      assertThat(answer.statusCode()).as(query).isEqualTo(200);
      assertThat(answer.body().length()).as(query).isLessThanOrEqualTo(OutputApi.MOST_BYTES);
    }
  }

  @Test
  void hostileTextStaysText() {
    var hostile = "echo '<script>alert(1)</script>' \u001b]0;x\u0007 \u202e\u2066";
    enqueue(
        "{\"id\":\"a\",\"command\":\"echo '<script>alert(1)</script>' \\u001b]0;x\\u0007 \\u202e\\u2066\"}");
    var answer = get("/jobs/a");
    assertThat(json(answer)).containsEntry("command", hostile);
    assertThat(answer.body()).doesNotContain("\u001b", "\u202e", "\u2066");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    var missing = get("/jobs/%3Cscript%3Ealert(1)%3C%2Fscript%3E");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.headers().firstValue("Content-Type")).hasValue("application/problem+json");
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
  void theRulesAreThoseOfTheCommandLine() {
    enqueue("{\"id\":\"a\",\"command\":\"true\"}", "{\"id\":\"b\",\"command\":\"true\"}");
    served.bury(served.claim());
    var edited = served.send("PATCH", "/api/v1/jobs/a", "{\"run_at\":\"2026-06-02T03:00:00Z\"}");
    assertThat(json(edited)).containsEntry("state", "dead");
    var retried = json(post("/jobs/a/retry", ""));
    assertThat(retried)
        .containsEntry("state", "pending")
        .containsEntry("run_at", "2026-06-02T03:00:00.000Z");
    post("/jobs/b/hold", "");
    post("/jobs/b/cancel", "");
    post("/jobs/retry?state=cancelled", "");
    assertThat(json(get("/jobs/b"))).containsEntry("state", "pending").containsEntry("held", true);
  }

  @Test
  void whatAJobDoesNotSayIsTakenFromTheConfigurationOnceAndForAll() {
    served.store.config().set(Setting.TIMEOUT, "90");
    served.store.config().set(Setting.BACKOFF_BASE, "3");
    enqueue("{\"id\":\"a\",\"command\":\"true\"}");
    post("/jobs", "{\"id\":\"b\",\"command\":\"true\"}");
    served.store.config().set(Setting.TIMEOUT, "1");
    served.store.config().set(Setting.BACKOFF_BASE, "9");
    for (var id : List.of("a", "b")) {
      assertThat(json(get("/jobs/" + id)))
          .containsEntry("timeout", 90L)
          .containsEntry("backoff", "exponential")
          .containsEntry("backoff_base", 3L)
          .containsEntry("backoff_max", 3600L);
    }
  }

  @Test
  void numbersAreTheSameInEveryForm() {
    var sent =
        post(
            "/jobs",
            "{\"id\": \"a\", \"command\": \"true\", \"priority\": 1E2, \"max_retries\": 2.0, \"timeout\": 12345678.5, \"backoff_base\": \"1.5\"}");
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
    var job = served.store.jobs().find("a").orElseThrow();
    assertThat(job.priority()).isEqualTo(100);
    assertThat(job.maxRetries()).isEqualTo(2);
    assertThat(job.policy().timeout()).hasMillis(12_345_678_500L);
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
