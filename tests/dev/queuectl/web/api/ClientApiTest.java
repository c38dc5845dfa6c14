package dev.queuectl.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.RequestStore;
import dev.queuectl.web.Served;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What spares the author of a client work.
class ClientApiTest extends OverApi {
  private static final String JOB = "{\"command\": \"true\"}";

  private HttpResponse<String> named(String key, String path, String body) {
    return served.send(
        "POST", "/api/v1" + path, body, it -> served.withToken(it).header("Idempotency-Key", key));
  }

  private HttpResponse<String> matching(String method, String path, String body, String version) {
    return served.send(
        method, "/api/v1" + path, body, it -> served.withToken(it).header("If-Match", version));
  }

  private long jobs() {
    return served.store.jobs().list(JobQuery.newest(99)).size();
  }

  @Test
  void aRequestThatIsSentAgainUnderItsNameIsAnsweredAsBefore() {
    var first = named("\"k-1\"", "/jobs", JOB);
    var second = named("k-1", "/jobs", JOB);
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"))
        .isPresent();
    assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
    assertThat(jobs()).isEqualTo(1);
    named("k-2", "/jobs", JOB);
    assertThat(jobs()).isEqualTo(2);
  }

  @Test
  void theNameOfARequestIsNotTakenForAnother() {
    named("k", "/jobs", JOB);
    for (var other :
        List.of(
            named("k", "/jobs", "{\"command\": \"false\"}"),
            named("k", "/jobs?force=true", JOB),
            named("k", "/queues/q/pause", ""))) {
      assertThat(other.statusCode()).isEqualTo(422);
    }
    assertThat(jobs()).isEqualTo(1);
    served.clock.set(Served.NOW.plus(RequestStore.KEPT_FOR));
    assertThat(named("k", "/jobs", "{\"command\": \"false\"}").statusCode()).isEqualTo(201);
    assertThat(named("x".repeat(256), "/jobs", JOB).statusCode()).isEqualTo(400);
  }

  @Test
  void aRequestThatWasRefusedMayBeSentAgain() {
    enqueue("{\"id\": \"a\", \"command\": \"true\"}");
    var job = "{\"id\": \"a\", \"command\": \"true\"}";
    assertThat(named("k", "/jobs", job).statusCode()).isEqualTo(409);
    served.send("DELETE", "/api/v1/jobs/a", "");
    assertThat(named("k", "/jobs", job).statusCode()).isEqualTo(201);
  }

  @Test
  void everyActionCanBeNamed() {
    enqueue("{\"id\": \"a\", \"command\": \"true\"}");
    var first = named("k", "/jobs/a/cancel", "");
    var second = named("k", "/jobs/a/cancel", "");
    assertThat(second.statusCode()).as("no conflict with itself").isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(named("l", "/jobs/a/cancel", "").statusCode()).isEqualTo(409);
    named("m", "/jobs/retry?state=cancelled", "");
    assertThat(state("a")).isEqualTo(JobState.PENDING);
    named("n", "/jobs/a/cancel", "");
    var again = named("m", "/jobs/retry?state=cancelled", "");
    assertThat(json(again)).containsEntry("changed", 1L);
    assertThat(state("a")).as("not retried twice").isEqualTo(JobState.CANCELLED);
  }

  @Test
  void everyWrongElementOfAnArrayIsNamed() {
    var answer = post("/jobs", "[%s, {\"command\": \"\"}, %1$s, {\"priority\": 1}]".formatted(JOB));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(field(list(answer, "errors"), "pointer")).containsExactly("#/1", "#/3");
    assertThat(jobs()).isZero();
    enqueue("{\"id\": \"a\", \"command\": \"true\"}", "{\"id\": \"b\", \"command\": \"true\"}");
    var taken =
        post(
            "/jobs",
            "[{\"id\": \"a\", \"command\": \"x\"}, %s, {\"id\": \"b\", \"command\": \"x\"}]"
                .formatted(JOB));
    assertThat(taken.statusCode()).isEqualTo(409);
    assertThat(field(list(taken, "errors"), "pointer")).containsExactly("#/0", "#/2");
    assertThat(field(list(taken, "errors"), "detail"))
        .first()
        .asString()
        .contains("\"a\" exists already");
    assertThat(jobs()).isEqualTo(2);
  }

  @Test
  void anActionOnManySaysWhatBecameOfEachOrWhichItMeant() {
    enqueue("{\"id\": \"a\", \"command\": \"true\"}", "{\"id\": \"b\", \"command\": \"true\"}");
    post("/jobs/b/cancel", "");
    var byId = post("/jobs/cancel", "{\"ids\": [\"a\", \"b\", \"nope\", \"a\"]}");
    assertThat(json(byId)).containsEntry("changed", 1L);
    var results = list(byId, "results");
    assertThat(field(results, "id")).containsExactly("a", "b", "nope");
    assertThat(field(results, "changed")).containsExactly(true, false, false);
    assertThat(((Map<?, ?>) results.get(1)).get("status")).isEqualTo(409L);
    assertThat(((Map<?, ?>) results.get(2)).get("status")).isEqualTo(404L);
    var byFilter = post("/jobs/retry?state=cancelled&queue=default", "");
    assertThat(json(byFilter))
        .containsEntry("changed", 2L)
        .containsEntry("filter", Map.of("state", "cancelled", "queue", "default"));
  }

  @Test
  void theTotalIsCountedForWhoAsks() {
    enqueue(JOB, JOB, JOB);
    assertThat(json(get("/jobs?limit=1"))).doesNotContainKey("total");
    assertThat(json(get("/jobs?limit=1&total=true")))
        .containsEntry("total", 3L)
        .containsEntry("total_capped", false);
    assertThat(json(get("/jobs?limit=1&total=true&text=nowhere"))).containsEntry("total", 0L);
  }

  @Test
  void aJobThatHasChangedIsNotChangedByWhoReadItBefore() {
    enqueue("{\"id\": \"a\", \"command\": \"true\", \"env\": {\"A\": \"1\", \"B\": \"2\"}}");
    var version = get("/jobs/a").headers().firstValue("ETag").orElseThrow();
    assertThat(get("/jobs/a").headers().firstValue("ETag")).contains(version);
    var edited = matching("PATCH", "/jobs/a", "{\"priority\": 1}", version);
    assertThat(edited.statusCode()).isEqualTo(200);
    var newer = edited.headers().firstValue("ETag").orElseThrow();
    assertThat(newer).isNotEqualTo(version);
    for (var late :
        List.of(
            matching("PATCH", "/jobs/a", "{\"priority\": 2}", version),
            matching("POST", "/jobs/a/cancel", "", version),
            matching("POST", "/jobs/a/hold", "", version),
            matching("DELETE", "/jobs/a", "", version))) {
      assertThat(late.statusCode()).as(late.body()).isEqualTo(412);
    }
    assertThat(served.store.jobs().find("a").orElseThrow().priority()).isEqualTo(1);
    assertThat(matching("PATCH", "/jobs/a", "{\"priority\": 2}", "nonsense").statusCode())
        .isEqualTo(400);
    assertThat(matching("PATCH", "/jobs/a", "{\"priority\": 2}", "*").statusCode()).isEqualTo(200);
    assertThat(matching("DELETE", "/jobs/a", "", newer).statusCode()).isEqualTo(412);
  }

  @Test
  void aRequestCanWaitForTheEndOfAJob() {
    enqueue("{\"id\": \"a\", \"command\": \"true\"}");
    assertThat(json(get("/jobs/a?wait=1ms"))).containsEntry("state", "pending");
    var job = served.claim();
    var waiting = CompletableFuture.supplyAsync(() -> get("/jobs/a?wait=60s"));
    served.bury(job);
    assertThat(json(waiting.join())).containsEntry("state", "dead");
    assertThat(json(get("/jobs/a?wait=60s"))).as("at once").containsEntry("state", "dead");
    assertThat(get("/jobs/a?wait=61s").statusCode()).isEqualTo(400);
    assertThat(get("/jobs/nope?wait=60s").statusCode()).isEqualTo(404);
  }

  @Test
  void whoWaitsForAJobThatIsRemovedIsTold() {
    enqueue("{\"id\": \"a\", \"command\": \"true\"}");
    var waiting = CompletableFuture.supplyAsync(() -> get("/jobs/a?wait=60s"));
    served.send("DELETE", "/api/v1/jobs/a", "");
    assertThat(waiting.join().statusCode()).isEqualTo(404);
  }

  private static String version(HttpResponse<String> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  /// With the version that was read first, and then with the newest.
  private void isGuarded(String path, String method, String action, String first, String second) {
    var read = version(served.get("/api/v1" + path));
    var changed = matching(method, path + action, first, read);
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    assertThat(version(changed)).isNotEqualTo(read);
    var outdated = matching(method, path + action, second, read);
    assertThat(outdated.statusCode()).isEqualTo(412);
    assertThat(outdated.body()).contains("has changed since it was read");
    assertThat(version(outdated)).isEqualTo(version(changed));
    assertThat(matching(method, path + action, second, "*").statusCode()).isEqualTo(200);
    assertThat(matching(method, path + action, second, "x").statusCode()).isEqualTo(400);
  }

  @Test
  void whoChangesAQueueOrASettingMeansTheVersionThatHeHasRead() {
    enqueue("{\"command\": \"true\"}");
    isGuarded("/queues/default", "PATCH", "", "{\"concurrency\": 2}", "{\"concurrency\": 3}");
    isGuarded("/queues/default", "POST", "/pause", "{\"reason\": \"a\"}", "{\"reason\": \"b\"}");
    isGuarded("/config/timeout", "PUT", "", "{\"value\": \"7\"}", "{\"value\": \"8\"}");
    var paused = version(served.get("/api/v1/queues/default"));
    enqueue("{\"command\": \"true\"}");
    assertThat(version(served.get("/api/v1/queues/default"))).as("jobs come").isEqualTo(paused);
    var outdated = matching("POST", "/queues/default/resume", "", "\"0123456789abcdef\"");
    assertThat(outdated.body()).contains("Its limit is 3, and it is paused.");
    assertThat(matching("DELETE", "/config/timeout", "", "\"0123456789abcdef\"").body())
        .contains("It is \\\"8");
    assertThat(matching("POST", "/queues/default/resume", "", paused).statusCode()).isEqualTo(200);
  }
}
