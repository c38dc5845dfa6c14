package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.Setting;
import dev.queuectl.environment.JobEnvironment;
import dev.queuectl.environment.Surroundings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What was typed into a form stays until it is right, beside everything that is wrong with it.
class FormsOverHttpTest extends OverPages {

  /// The control of that name, as far as its end.
  private static String control(String page, String name) {
    var at = page.indexOf("name=\"" + name + "\"");
    assertThat(at).as(name).isPositive();
    var start = page.lastIndexOf('<', at);
    return page.substring(start, page.indexOf('>', at));
  }

  private static void isWrong(String page, String name, String typed, String problem) {
    assertThat(control(page, name)).contains("aria-invalid=\"true\"", "wrong-" + name);
    assertThat(page).contains("id=\"wrong-" + name + "\"").contains(problem);
    if (!typed.isEmpty()) {
      assertThat(page).contains(typed);
    }
  }

  @Test
  void allThatIsWrongWithANewJobIsSaidAtOnce() {
    var answer =
        post(
            "/enqueue",
            "command",
            " ",
            "id",
            "a b",
            "priority",
            "high",
            "timeout",
            "soonish",
            "max_retries",
            "-4",
            "queue",
            "mail",
            "run_at",
            "never",
            "held",
            "true");
    assertThat(answer.statusCode()).isEqualTo(400);
    var page = answer.body();
    assertThat(page).contains("6 fields need another look", "<details open");
    isWrong(page, "command", "", "Give the job a command to run.");
    isWrong(page, "id", "value=\"a b\"", "cannot be used");
    isWrong(page, "priority", "value=\"high\"", "Priority must be");
    isWrong(page, "timeout", "value=\"soonish\"", "Timeout ");
    isWrong(page, "max_retries", "value=\"-4\"", "Max_retries must be");
    isWrong(page, "run_at", "value=\"never\"", "Run_at ");
    assertThat(control(page, "queue")).contains("value=\"mail\"").doesNotContain("aria-invalid");
    assertThat(control(page, "held")).contains("checked");
    assertThat(page.split(" autofocus", -1)).as("only one").hasSize(2);
    assertThat(served.store.jobs().counts()).containsEntry(JobState.PENDING, 0L);
  }

  @Test
  void optionsThatDoNotGoTogetherAreAllMarked() {
    var page =
        post("/enqueue", "command", "true", "delay", "5m", "run_at", "+1h", "priority", "3").body();
    isWrong(page, "delay", "value=\"5m\"", "cannot be combined");
    isWrong(page, "run_at", "value=\"+1h\"", "cannot be combined");
    assertThat(control(page, "priority")).doesNotContain("aria-invalid");
  }

  @Test
  void whatIsTooLongIsNotCutOff() {
    var id = "x".repeat(300);
    isWrong(post("/enqueue", "command", "true", "id", id).body(), "id", id, "more than 200");
    assertThat(served.get("/enqueue").body()).doesNotContain("maxlength=\"128\"");
  }

  @Test
  void anEditThatIsWrongChangesNothingAndStaysAsItWasTyped() {
    enqueue("default", "a");
    var before = job("a");
    var answer =
        post(
            "/job/edit",
            "id",
            "a",
            "seq",
            seq("a"),
            "command",
            "echo <new>",
            "priority",
            "high",
            "queue",
            "no way",
            "timeout",
            "10m",
            "cwd",
            "/usr");
    assertThat(answer.statusCode()).isEqualTo(400);
    isWrong(answer.body(), "priority", "value=\"high\"", "Priority must be");
    isWrong(answer.body(), "queue", "value=\"no way\"", "cannot be used");
    assertThat(answer.body())
        .contains("echo &lt;new&gt;", "value=\"10m\"", "value=\"/usr\"", "action=\"/job/edit\"");
    assertThat(job("a")).isEqualTo(before);
    assertThat(served.get("/job/edit?id=a").body()).contains("value=\"default\"");
  }

  @Test
  void anEditThatComesTooLateKeepsWhatWasTyped() {
    enqueue("default", "a");
    served.claim();
    var answer = post("/job/edit", "id", "a", "priority", "7", "command", "echo b");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("value=\"7\"", "echo b", "is processing");
  }

  @Test
  void theConfigurationIsSavedWholeOrStaysAsItWasTyped() {
    var answer =
        post(
            "/config",
            "max_retries",
            "many",
            "timeout",
            "5m",
            "lease",
            "soonish",
            "lease.seen",
            "");
    assertThat(answer.statusCode()).isEqualTo(400);
    isWrong(answer.body(), "max_retries", "value=\"many\"", "Max_retries must be");
    isWrong(answer.body(), "lease", "value=\"soonish\"", "Lease ");
    assertThat(control(answer.body(), "timeout")).contains("value=\"5m\"");
    assertThat(served.store.config().settings().set()).isEmpty();
    assertThat(follow(post("/config", "max_retries", "7", "timeout", "5m")).body())
        .contains("2 settings were changed.");
    assertThat(served.store.config().settings().set())
        .containsOnly(Map.entry(Setting.MAX_RETRIES, "7"), Map.entry(Setting.TIMEOUT, "5m"));
  }

  @Test
  void whatSomebodyElseHasSetMeanwhileIsLeftAlone() {
    served.store.config().set(Map.of(Setting.PRIORITY, "3"));
    post("/config", "priority", "", "priority.seen", "", "timeout", "5m", "timeout.seen", "");
    assertThat(served.store.config().settings().set())
        .containsEntry(Setting.PRIORITY, "3")
        .containsEntry(Setting.TIMEOUT, "5m");
  }

  @Test
  void aLimitThatIsWrongStaysInItsRowOnThePageItWasOn() {
    enqueue("mail", "a");
    enqueue("media", "b");
    var answer =
        post(
            "/queues/set", "name", "media", "concurrency", "lots", "text", "me", "sort", "pending");
    assertThat(answer.statusCode()).isEqualTo(400);
    isWrong(answer.body(), "concurrency", "value=\"lots\"", "Concurrency must be");
    assertThat(answer.body()).doesNotContain("queue-mail");
    var done =
        post("/queues/set", "name", "media", "concurrency", "2", "text", "me", "sort", "pending");
    assertThat(to(done)).isEqualTo("/queues?text=me&sort=pending");
    var longest = "x".repeat(300);
    var paused = post("/queues/pause", "name", "media", "text", "me", "reason", longest);
    isWrong(paused.body(), "reason", longest, "more than 200");
  }

  @Test
  void slotsThatAreWrongStayAtTheirWorker() {
    enqueue("default", "a");
    served.claim();
    var answer = post("/workers/scale", "id", "w1", "slots", "many");
    assertThat(answer.statusCode()).isEqualTo(400);
    isWrong(answer.body(), "slots", "value=\"many\"", "The number of slots must be");
  }

  @Test
  void aFilterThatCannotBeReadIsShownWithItsFaults() {
    enqueue("default", "a");
    var answer = served.get("/jobs?since=yesterdayish&until=never&text=echo&state=pending");
    assertThat(answer.statusCode()).isEqualTo(400);
    var page =
        served
            .send(
                "GET",
                "/jobs?since=yesterdayish&until=never&text=echo&state=pending",
                it -> served.withToken(it).header("Accept", "text/html"))
            .body();
    isWrong(page, "since", "value=\"yesterdayish\"", "Since ");
    isWrong(page, "until", "value=\"never\"", "Until ");
    assertThat(page).contains("value=\"echo\"", "<details open").doesNotContain("id=\"job-1\"");
    var both = served.get("/jobs?since=1h&until=2h").body();
    isWrong(both, "since", "", "must be before");
    isWrong(both, "until", "", "must be before");
  }

  @Test
  void whoTypesAWrongNumberIsAskedOnceMore() {
    enqueue("default", ids(1, 150));
    var answer =
        post("/jobs/all", "action", "remove", "all", "true", "expected", "150", "typed", "15");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("That is not the number.", "Type 150 ");
    assertThat(served.store.jobs().counts()).containsEntry(JobState.PENDING, 150L);
  }

  /// One has variables of its own, too.
  @Test
  void theSameAgainHasTheSameEnvironmentAndNobodySeesIt() {
    var environment = JobEnvironment.of(Map.of("TOKEN", "hunter2", "HOME", "/home/ada"));
    add("a", Map.of("SECRET", "hunter3"), Surroundings.of(environment));
    var form = served.get("/enqueue?like=a").body();
    assertThat(form).contains("SECRET").doesNotContain("hunter2", "hunter3", "/home/ada");
    assertThat(control(form, "same_env")).contains("checked");

    post("/enqueue", "command", "echo b", "id", "b", "like", seq("a"), "same_env", "true");
    assertThat(job("b").surroundings().environment())
        .isNotNull()
        .isEqualTo(job("a").surroundings().environment());
    assertThat(job("b").env()).isEqualTo(Map.of("SECRET", "hunter3"));
    post("/enqueue", "command", "echo c", "id", "c", "like", seq("a"));
    assertThat(job("c").surroundings().environment()).isNull();
    assertThat(job("c").env()).isEmpty();
  }

  @Test
  void anEnvironmentThatIsGoneIsNotLeftOutSilently() {
    add("a", Map.of("SECRET", "x"), Surroundings.NONE);
    var seq = seq("a");
    post("/job/remove", "id", "a", "confirmed", "yes");
    var answer = post("/enqueue", "command", "echo b", "id", "b", "like", seq, "same_env", "true");
    assertThat(answer.statusCode()).isEqualTo(400);
    isWrong(answer.body(), "same_env", "echo b", "no longer stored");
    assertThat(post("/enqueue", "command", "echo b", "id", "b", "like", seq).statusCode())
        .isEqualTo(303);
  }

  private void add(String id, Map<String, String> env, Surroundings surroundings) {
    var job =
        new NewJob(
            id, "true", "default", 0, 3, JobPolicy.CONFIGURED, "/", env, null, false, surroundings);
    served.store.jobs().enqueue(List.of(job).iterator(), false, Served.NOW);
  }
}
