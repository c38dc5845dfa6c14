package dev.queuectl.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.Setting;
import dev.queuectl.web.Served;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What programs do to jobs over HTTP.
class JobApiTest extends OverApi {
  @Test
  void editsAllThatAFilterMatches() {
    enqueue("{\"id\":\"a\",\"command\":\"true\"}");
    enqueue("{\"id\":\"b\",\"command\":\"true\"}");
    assertThat(json(served.send("PATCH", "/api/v1/jobs?text=a", "{\"priority\": 7}")))
        .containsEntry("changed", 1L)
        .containsEntry("more", false);
    assertThat(json(served.get("/api/v1/jobs/a"))).containsEntry("priority", 7L);
    for (var query : List.of("", "?all=true&text=a", "?all=false", "?queue=")) {
      assertThat(served.send("PATCH", "/api/v1/jobs" + query, "{\"priority\": 7}").statusCode())
          .as(query)
          .isEqualTo(400);
    }
    assertThat(served.send("PATCH", "/api/v1/jobs?all=true", "{}").statusCode()).isEqualTo(400);
    assertThat(json(served.send("PATCH", "/api/v1/jobs?all=true", "{\"queue\": \"q\"}")))
        .containsEntry("changed", 2L);
  }

  @Test
  void editsThoseOfAListOfIds() {
    for (var id : List.of("a", "b", "c")) {
      enqueue("{\"id\":\"%s\",\"command\":\"true\"}".formatted(id));
    }
    var some = "{\"ids\": [\"a\", \"c\", \"none\"], \"priority\": 7}";
    assertThat(json(served.send("PATCH", "/api/v1/jobs", some))).containsEntry("changed", 2L);
    assertThat(field(list(get("/jobs?sort=oldest"), "jobs"), "priority"))
        .isEqualTo(List.of(7L, 0L, 7L));
    assertThat(json(served.send("PATCH", "/api/v1/jobs", "{\"ids\": [], \"priority\": 8}")))
        .containsEntry("changed", 0L);
    for (var body :
        List.of(
            "{\"ids\": \"a\", \"priority\": 7}",
            "{\"ids\": [1], \"priority\": 7}",
            "{\"ids\": [\"a\", [\"b\"]], \"priority\": 7}",
            "{\"ids\": null, \"priority\": 7}",
            "{\"ids\": [\"a\"]}")) {
      assertThat(served.send("PATCH", "/api/v1/jobs", body).statusCode()).as(body).isEqualTo(400);
    }
    assertThat(served.send("PATCH", "/api/v1/jobs?all=true", some).statusCode()).isEqualTo(400);
    assertThat(served.send("PATCH", "/api/v1/jobs/a", some).statusCode()).isEqualTo(400);
  }

  @Test
  void jobsAreListedAndCountedByWhatTheyWaitFor() {
    enqueue("{\"id\":\"later\",\"command\":\"true\",\"run_at\":\"2027-01-01T00:00:00Z\"}");
    enqueue("{\"id\":\"kept\",\"command\":\"true\",\"held\":true}");
    assertThat(field(list(get("/jobs?state=scheduled,ready"), "jobs"), "id"))
        .isEqualTo(List.of("later"));
    assertThat(json(get("/jobs/later")))
        .containsEntry("waiting", "scheduled")
        .containsEntry("due_at", "2027-01-01T00:00:00.000Z");
    assertThat(json(get("/status")))
        .containsEntry("scheduled", 1L)
        .containsEntry("held", 1L)
        .containsEntry("ready", 0L)
        .containsEntry("next_due", "2027-01-01T00:00:00.000Z");
    assertThat(json(post("/jobs/release?state=held", ""))).containsEntry("changed", 1L);
    assertThat(get("/jobs?state=waiting").statusCode()).isEqualTo(400);
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
    assertThat(newest.get("actor")).isEqualTo("owner");
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
    assertThat(json(post("/jobs/remove?state=pending,cancelled", "")))
        .containsEntry("changed", 3L)
        .containsEntry("detail", null);
  }

  /// As for the commands: retry leaves cancelled ones alone, remove those that wait.
  @ParameterizedTest
  @CsvSource({
    "cancel, all=true, 1",
    "cancel, queue=q, 1",
    "retry, all=true, 1",
    "retry, text=tea, 1",
    "hold, all=true, 1",
    "release, queue=q, 1",
    "remove, all=true, 2",
    "remove, queue=q, 2",
    "remove, since=1h, 2"
  })
  void whereNoStateIsNamedTheUsualOnesOfTheVerbAreMeant(String verb, String which, long changed) {
    enqueue("{\"id\":\"dead\",\"command\":\"make tea\",\"queue\":\"q\"}");
    served.bury(served.claim());
    enqueue(
        "{\"id\":\"cancelled\",\"command\":\"make tea\",\"queue\":\"q\"}",
        "{\"id\":\"pending\",\"command\":\"make tea\",\"queue\":\"q\"}");
    post("/jobs/cancelled/cancel", "");
    assertThat(json(post("/jobs/%s?%s".formatted(verb, which), "")))
        .containsEntry("changed", changed);
  }

  @Test
  void anAnswerThatNothingWasChangedSaysWhy() {
    enqueue("{\"id\":\"a\",\"command\":\"true\",\"queue\":\"q\"}");
    assertThat(json(post("/jobs/remove?queue=q", "")))
        .containsEntry("changed", 0L)
        .containsEntry(
            "detail", "1 job matches, but none is completed, dead or cancelled: 1 pending");
    assertThat(json(post("/jobs/retry?state=dead", "")))
        .containsEntry("detail", "there are no dead jobs");
    assertThat(json(post("/jobs/hold?text=coffee", ""))).containsEntry("detail", "no job matches");
    assertThat(json(served.send("PATCH", "/api/v1/jobs?queue=none", "{\"priority\": 7}")))
        .containsEntry("detail", "no job matches");
  }

  @Test
  void deadJobsAreGroupedByCauseAndComeBackByGroup() {
    enqueue("{\"id\":\"a\",\"command\":\"false\",\"max_retries\":1}");
    served.bury(served.claim());
    var group = (Map<?, ?>) list(get("/dlq/groups"), "groups").getFirst();
    assertThat(group.get("count")).isEqualTo(1L);
    assertThat(group.get("retry")).isEqualTo("/api/v1/dlq/groups/" + group.get("group") + "/retry");
    assertThat(field(list(get("/jobs?cause=" + group.get("group")), "jobs"), "cause"))
        .isEqualTo(List.of(group.get("group")));
    assertThat(get("/jobs?state=pending&cause=" + group.get("group")).statusCode()).isEqualTo(400);
    assertThat(get("/jobs?cause=nothing").statusCode()).isEqualTo(400);
    assertThat(json(post("/dlq/groups/" + group.get("group") + "/retry", "")))
        .containsEntry("changed", 1L);
    assertThat(state("a")).isEqualTo(JobState.PENDING);
    assertThat(post("/dlq/groups/nothing/retry", "").statusCode()).isEqualTo(404);
    served.bury(served.claim());
    assertThat(json(post("/dlq/groups/" + group.get("group") + "/remove", "")))
        .containsEntry("changed", 1L);
    assertThat(get("/jobs/a").statusCode()).isEqualTo(404);
  }

  @Test
  void aGetOnlyReads() {
    enqueue("{\"id\":\"a\",\"command\":\"false\",\"max_retries\":1}");
    served.end(served.claim(), new Outcome.Failed(7));
    for (var path : List.of("/dlq/groups", "/dlq/groups?limit=1")) {
      assertThat(json(get(path))).containsEntry("ungrouped", 1L).containsEntry("total", 0L);
    }
    assertThat(served.get("/dlq").body()).contains("Not grouped yet: 1 job;");
    served.lookAtTheDead();
    assertThat(json(get("/dlq/groups"))).containsEntry("ungrouped", 0L).containsEntry("total", 1L);
  }

  @Test
  void manyGroupsComeInPages() {
    for (var code = 1; code <= 5; code++) {
      enqueue("{\"command\":\"false\",\"max_retries\":1}");
      served.bury(served.claim(), new Outcome.Failed(code));
    }
    var first = json(get("/dlq/groups?limit=3"));
    assertThat(first).containsEntry("total", 5L).containsEntry("ungrouped", 0L);
    var shown = field((List<?>) first.get("groups"), "group");
    assertThat(shown).hasSize(3);
    var second = json(get("/dlq/groups?limit=3&cursor=" + first.get("next")));
    assertThat(field((List<?>) second.get("groups"), "group"))
        .hasSize(2)
        .noneMatch(shown::contains);
    assertThat(second).containsEntry("next", null);
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
    served.store.config().set(Map.of(Setting.TIMEOUT, "90"));
    served.store.config().set(Map.of(Setting.BACKOFF_BASE, "3"));
    enqueue("{\"id\":\"a\",\"command\":\"true\"}");
    post("/jobs", "{\"id\":\"b\",\"command\":\"true\"}");
    served.store.config().set(Map.of(Setting.TIMEOUT, "1"));
    served.store.config().set(Map.of(Setting.BACKOFF_BASE, "9"));
    for (var id : List.of("a", "b")) {
      assertThat(json(get("/jobs/" + id)))
          .containsEntry("timeout", 90L)
          .containsEntry("backoff", "exponential")
          .containsEntry("backoff_base", 3L)
          .containsEntry("backoff_max", 3600L);
    }
  }
}
