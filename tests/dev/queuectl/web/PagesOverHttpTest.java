package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.Setting;
import dev.queuectl.web.request.DashboardOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The pages' forms, without a browser.
class PagesOverHttpTest extends OverPages {
  @Test
  void everyVerbHasAFormOfItsOwn() {
    enqueue("default", "a");
    assertThat(to(post("/job/hold", "id", "a"))).isEqualTo("/job?id=a");
    assertThat(job("a").held()).isTrue();
    post("/job/release", "id", "a");
    assertThat(job("a").held()).isFalse();
    post("/job/cancel", "id", "a");
    assertThat(job("a").state()).isEqualTo(JobState.CANCELLED);
    post("/job/retry", "id", "a");
    assertThat(job("a").state()).isEqualTo(JobState.PENDING);
    assertThat(served.get("/job/remove?id=a").body()).contains("Remove 1 job?");
    assertThat(to(post("/job/remove", "id", "a"))).isEqualTo("/jobs");
    assertThat(served.store.jobs().find("a")).isEmpty();
    assertThat(served.woken).as("enqueue, release, cancel, retry").hasValue(4);
  }

  /// Another one brings it back, and cancels it, while the page is open.
  @ParameterizedTest
  @ValueSource(strings = {"retry", "remove"})
  void aJobThatIsNoLongerDeadAsItWasSeenIsLeftAlone(String action) {
    enqueue("default", "a");
    served.bury(served.claim());
    var seq = seq("a");
    var page = served.get(action.equals("retry") ? "/job?id=a" : "/job/remove?id=a").body();
    assertThat(page).contains("name=\"state\" value=\"dead\"");
    assertThat(served.get("/jobs?state=dead").body()).contains("name=\"state\" value=\"dead\"");
    ByHand.retry(served.store.jobs(), "a", Served.NOW);
    ByHand.cancel(served.store.jobs(), "a", Served.NOW);
    var before = job("a");
    post("/job/" + action, "id", "a", "seq", seq, "state", "dead");
    post("/jobs/selected", "action", action, "confirmed", "yes", "seq", seq, "state", "dead");
    post("/jobs/all", "action", action, "expected", "1", "state", "dead");
    assertThat(job("a")).isEqualTo(before);
    post("/job/" + action, "id", "a", "seq", seq, "state", "cancelled");
    assertThat(served.store.jobs().find("a").map(Job::state))
        .isNotEqualTo(Optional.of(JobState.CANCELLED));
  }

  @Test
  void whatCannotBeDoneIsSaidOnTheNextPage() {
    enqueue("default", "a");
    var answer = post("/job/retry", "id", "a");
    assertThat(to(answer)).isEqualTo("/job?id=a");
    var page = follow(answer);
    assertThat(page.body()).contains("role=\"alert\"").contains("is pending");
    assertThat(page.headers().firstValue("Set-Cookie").orElseThrow()).matches("said_[0-9a-f]+=;.*");
  }

  @Test
  void allThatMatchAreChangedAndNoOthers() {
    enqueue("default", ids(1, 60));
    enqueue("media", "m1", "m2");
    assertThat(served.get("/jobs/all?action=cancel&queue=default").body())
        .contains("Cancel 60 jobs?");
    assertThat(to(post("/jobs/all", "action", "cancel", "queue", "default", "expected", "60")))
        .isEqualTo("/jobs?queue=default");
    assertThat(served.store.jobs().counts())
        .containsEntry(JobState.CANCELLED, 60L)
        .containsEntry(JobState.PENDING, 2L);
  }

  @Test
  void manyAreNotRemovedUnlessTheirNumberWasTyped() {
    enqueue("default", ids(1, 150));
    assertThat(served.get("/jobs/all?action=remove&text=job-").body())
        .contains("Remove 150 jobs?", "Type 150 ");
    for (var which : List.of("text", "all")) {
      var value = which.equals("all") ? "true" : "job-";
      post("/jobs/all", "action", "remove", which, value, "expected", "150");
      post("/jobs/all", "action", "remove", which, value, "expected", "150", "typed", "15");
      post("/jobs/all", "action", "remove", which, value);
      post("/jobs/all", "action", "remove", which, value, "expected", "1");
    }
    assertThat(served.store.jobs().counts()).containsEntry(JobState.PENDING, 150L);
    post("/jobs/all", "action", "remove", "text", "job-", "expected", "150", "typed", "150");
    assertThat(served.store.jobs().counts()).containsEntry(JobState.PENDING, 0L);
  }

  @Test
  void selectedRowsAreRemovedOnlyWhenItWasConfirmed() {
    enqueue("default", "a", "b");
    var asked = post("/jobs/selected", "action", "remove", "seq", seq("a"), "seq", seq("b"));
    assertThat(asked.body())
        .contains("Remove 2 jobs?", "value=\"" + seq("a") + "\"", "value=\"" + seq("b") + "\"");
    assertThat(served.store.jobs().find("a")).isPresent();
    to(
        post(
            "/jobs/selected",
            "action",
            "remove",
            "seq",
            seq("a"),
            "seq",
            seq("b"),
            "confirmed",
            "yes"));
    assertThat(served.store.jobs().find("a")).isEmpty();
  }

  @Test
  void aJobIsEditedAndItsLinesStayAsTheyAre() {
    enqueue("default", "a");
    post(
        "/job/edit",
        "id",
        "a",
        "command",
        "echo 1\r\necho 2\r\n",
        "priority",
        "5",
        "timeout",
        "10m");
    assertThat(job("a").command()).isEqualTo("echo 1\necho 2");
    assertThat(job("a").priority()).isEqualTo(5);
    assertThat(job("a").policy().get(JobField.TIMEOUT)).isEqualTo(Duration.ofMinutes(10));
    post("/job/edit", "id", "a", "priority", "high");
    assertThat(job("a").priority()).isEqualTo(5);
  }

  @Test
  void aJobIsEnqueuedByTheFormOrTheFormSaysWhatIsWrong() {
    var done = post("/enqueue", "command", "echo\r\ntrue", "id", "x", "delay", "10m", "queue", "q");
    assertThat(to(done)).isEqualTo("/job?id=x");
    assertThat(job("x").command()).isEqualTo("echo\ntrue");
    assertThat(job("x").runAt()).isEqualTo(Served.NOW.plusSeconds(600));
    var wrong = post("/enqueue", "command", "echo <b>", "priority", "high");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("Priority must be", "echo &lt;b&gt;");
    assertThat(post("/enqueue", "command", "true", "id", "x").statusCode()).isEqualTo(409);
    assertThat(served.get("/enqueue?like=x").body()).contains("echo\ntrue", "value=\"q\"");
  }

  @Test
  void theConfigurationIsSetWithTheChecksOfTheCommandLine() {
    post("/config", "max_retries", "7");
    assertThat(served.store.config().settings().number(Setting.MAX_RETRIES)).isEqualTo(7);
    post("/config", "max_retries", "many");
    assertThat(served.store.config().settings().number(Setting.MAX_RETRIES)).isEqualTo(7);
    post("/config", "max_retries", "");
    assertThat(served.store.config().settings().number(Setting.MAX_RETRIES)).isEqualTo(3);
  }

  @Test
  void aQueueIsLimitedAndTheLimitLifted() {
    enqueue("media", "a");
    post("/queues/set", "name", "media", "concurrency", "2");
    assertThat(served.store.queues().find("media").concurrency()).isEqualTo(2);
    post("/queues/set", "name", "media", "concurrency", "0");
    assertThat(served.store.queues().find("media").concurrency()).isEqualTo(2);
    post("/queues/set", "name", "media", "concurrency", "");
    assertThat(served.store.queues().find("media").concurrency()).isNull();
  }

  @Test
  void aWorkerIsDrainedAndStopped() {
    enqueue("default", "a");
    served.claim();
    assertThat(served.get("/workers").body()).contains("w1", "1 of 1 slots busy", "/workers/drain");
    assertThat(to(post("/workers/drain", "id", "w1", "confirmed", "yes"))).isEqualTo("/workers");
    assertThat(served.get("/workers").body()).contains("draining");
    post("/workers/stop", "id", "w1", "confirmed", "yes");
    assertThat(served.get("/workers").body()).contains("stopping");
    assertThat(served.store.events().list(Long.MAX_VALUE, 2))
        .extracting(event -> event.action() + " " + event.detail())
        .containsExactly("stop running 1 job: a", "drain running 1 job: a");
  }

  @Test
  void whatEndsWorkIsAskedAboutAndSaysWhat() {
    enqueue("default", "a", "b");
    served.claim();
    var stop = post("/workers/stop", "id", "w1").body();
    assertThat(stop)
        .contains("Stop this worker now?", "This ends 1 running job: ", "/job?id=a")
        .contains("This worker serves this very page", "No other worker is running");
    var drain = post("/workers/drain", "id", "w1").body();
    assertThat(drain)
        .contains("Drain this worker?", "stops when these have ended: 1 running job: ")
        .doesNotContain("This ends");
    assertThat(served.store.workers().workers().getFirst().stop()).isNull();
    for (var seen : List.of("pending", "processing")) {
      var cancel = post("/job/cancel", "id", "a", "seq", seq("a"), "state", seen).body();
      assertThat(cancel).contains("Cancel 1 job?", "This ends 1 running job: ");
    }
    var selected =
        post("/jobs/selected", "action", "cancel", "seq", seq("a"), "seq", seq("b")).body();
    assertThat(selected).contains("Cancel 2 jobs?", "This ends 1 running job: ");
    var all = served.get("/jobs/all?action=cancel&all=true").body();
    assertThat(all).contains("Cancel 2 jobs?", "This ends 1 running job: ");
    assertThat(served.get("/jobs/all?action=cancel&state=pending").body())
        .doesNotContain("This ends");
    assertThat(job("a").cancelRequestedAt()).isNull();
    assertThat(job("b").state()).isEqualTo(JobState.PENDING);
    assertThat(to(post("/jobs/selected", "action", "cancel", "seq", seq("b")))).isEqualTo("/jobs");
    assertThat(to(post("/job/cancel", "id", "a", "seq", seq("a"), "confirmed", "yes")))
        .isEqualTo("/job?id=a");
    assertThat(job("a").cancelRequestedAt()).isNotNull();
    assertThat(job("b").state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void theThemeLeadsBackToOurOwnPagesOnly() {
    assertThat(to(post("/theme", "theme", "dark", "back", "/jobs?state=dead")))
        .isEqualTo("/jobs?state=dead");
    for (var elsewhere :
        List.of("//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nX: y", "x")) {
      assertThat(to(post("/theme", "theme", "dark", "back", elsewhere))).isEqualTo("/");
    }
  }

  @Test
  void whoMayOnlyLookCannotChangeAnything() throws Exception {
    restart(
        new DashboardOptions(DashboardOptions.LOOPBACK, 0, List.of(), false, null, true, false));
    enqueue("default", "a");
    assertThat(
            List.of(
                    "/job/cancel",
                    "/jobs/all",
                    "/jobs/selected",
                    "/enqueue",
                    "/config",
                    "/queues/pause",
                    "/workers/stop",
                    "/dlq/retry",
                    "/job/edit")
                .stream()
                .collect(
                    Collectors.toMap(path -> path, path -> post(path, "id", "a").statusCode())))
        .allSatisfy((path, status) -> assertThat(status).as(path).isEqualTo(403));
    assertThat(served.get("/enqueue").statusCode()).isEqualTo(403);
    assertThat(served.get("/jobs/all?action=cancel").statusCode()).isEqualTo(403);
    assertThat(served.get("/jobs").body()).contains("read-only");
    assertThat(job("a").state()).isEqualTo(JobState.PENDING);
  }

  @Test
  void withoutSubmittingTheCommandOfAnOldJobCannotBeChangedEither() {
    restart(
        new DashboardOptions(DashboardOptions.LOOPBACK, 0, List.of(), false, null, false, true));
    enqueue("default", "a");
    post("/job/edit", "id", "a", "command", "rm -rf /");
    assertThat(job("a").command()).isEqualTo("echo a");
    post("/job/edit", "id", "a", "cwd", "/usr");
    assertThat(job("a").cwd()).isNotEqualTo("/usr");
    post("/job/edit", "id", "a", "priority", "3");
    assertThat(job("a").priority()).isEqualTo(3);
  }

  @Test
  void theDirectoryOfAJobIsChangedAsItsCommandIs() {
    enqueue("default", "a");
    post("/job/edit", "id", "a", "cwd", "/usr");
    assertThat(job("a").cwd()).isEqualTo("/usr");
  }

  /// Who looks at a job while another one takes its id means the one that is seen.
  @Test
  void aPageActsOnTheJobThatItShowsAndOnNoOtherOfItsId() {
    enqueue("default", "a");
    var seen = Long.toString(job("a").seq());
    assertThat(served.get("/job?id=a").body()).contains("name=\"seq\" value=\"" + seen + "\"");
    var other = new NewJob("a", "b", "q", 0, 3, JobPolicy.CONFIGURED, "/", Map.of(), null, false);
    served.store.jobs().enqueue(List.of(other).iterator(), true, Served.NOW);
    post("/job/cancel", "id", "a", "seq", seen);
    post("/job/remove", "id", "a", "seq", seen);
    post("/job/edit", "id", "a", "seq", seen, "priority", "9");
    assertThat(job("a").state()).isEqualTo(JobState.PENDING);
    assertThat(job("a").priority()).isZero();
    assertThat(served.get("/job/output?id=a&seq=" + seen).statusCode()).isEqualTo(404);
    post("/job/cancel", "id", "a", "seq", Long.toString(job("a").seq()));
    assertThat(job("a").state()).isEqualTo(JobState.CANCELLED);
  }
}
