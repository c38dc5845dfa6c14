package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.ProcessIdentity;
import dev.queuectl.Worker;
import dev.queuectl.store.QueueChange;
import dev.queuectl.store.WorkerChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Each number on the pages means one thing.
class NumbersOverHttpTest extends OverPages {
  private void enqueueFor(Instant runAt, boolean held, String queue, String... ids) {
    for (var id : ids) {
      var job =
          new NewJob(id, "true", queue, 0, 3, JobPolicy.CONFIGURED, "/", Map.of(), runAt, held);
      served.store.jobs().enqueue(List.of(job).iterator(), false, Served.NOW);
    }
  }

  private void pause(String queue) {
    served.store.queues().change(queue, new QueueChange.Pause("tax", Served.NOW));
  }

  private static String problems(String page) {
    return page.replaceAll("(?s).*id=\"problems\"(.*?)</ul>.*", "$1");
  }

  private static String stat(String id, String page) {
    return page.replaceAll("(?s).*id=\"stat-" + id + "\"(.*?)</div>.*", "$1")
        .replaceAll("<[^>]*>", " ");
  }

  private String overview() {
    return served.get("/").body();
  }

  @Test
  void jobsThatOnlyWaitForTheirTimeOrToBeReleasedNeedNoWorker() {
    enqueueFor(Served.NOW.plusSeconds(3600), false, "later", "a", "b");
    enqueueFor(null, true, "kept", "c");
    assertThat(problems(overview())).doesNotContain("no worker serves");
    enqueue("now", "d");
    assertThat(problems(overview()))
        .contains("1 job waits in now, and no worker serves that queue.");
  }

  @Test
  void oneProblemIsSaidOnceHoweverManyQueuesHaveIt() {
    for (var queue : List.of("a", "b", "c", "d", "e", "f")) {
      enqueue(queue, queue + 1, queue + 2);
      enqueue("paused-" + queue, "p" + queue);
      pause("paused-" + queue);
    }
    var problems = problems(overview());
    assertThat(problems)
        .containsOnlyOnce("no worker serves")
        .contains("12 jobs wait in a, b, c and 3 more, and no worker serves them.")
        .containsOnlyOnce("paused:")
        .contains("paused-a, paused-b, paused-c and 3 more are paused: 6 jobs wait.");
  }

  /// Of another host, whose lease decides.
  private void join(String id, Instant until, @Nullable String trouble) {
    served
        .store
        .workers()
        .join(
            new Worker(
                id,
                "there",
                new ProcessIdentity("another-boot", 7, 42),
                2,
                Set.of(),
                Served.NOW,
                Served.NOW,
                until,
                null,
                0,
                0));
    if (trouble != null) {
      served.store.workers().change(id, new WorkerChange.Trouble(trouble));
    }
  }

  @Test
  void oneProblemIsSaidOnceHoweverManyWorkersHaveIt() {
    for (var i = 1; i <= 6; i++) {
      join("gone-" + i, Served.NOW.minusSeconds(60), null);
      join("full-" + i, Served.NOW.plusSeconds(60), "no process is left");
    }
    assertThat(problems(overview()))
        .contains("Workers gone-1 on there, gone-2 on there, gone-3 on there and 3 more are gone")
        .containsOnlyOnce("are gone")
        .containsOnlyOnce("cannot start jobs: no process is left")
        .contains("and 3 more cannot start jobs");
    assertThat(served.get("/workers").body()).contains("6 workers with 12 slots, and 6 gone");
  }

  @Test
  void howLongItTakesLeavesOutWhatNoWorkerWouldRunNow() {
    enqueue("default", "a");
    assertThat(stat("empty", overview())).contains("–", "no worker");
    served.claim();
    assertThat(stat("empty", overview())).contains("until empty").doesNotContain("no worker");
    enqueueFor(Served.NOW.plusSeconds(3600), false, "default", "later");
    enqueueFor(null, true, "default", "held");
    enqueue("still", "b");
    pause("still");
    assertThat(stat("empty", overview())).contains("leaves out 3");
    assertThat(problems(overview())).contains("still is paused (tax): 1 job waits.");
  }

  @Test
  void theCountsOfTabsAreThoseOfTheQueueAndTheTextAskedFor() {
    enqueue("mail", "a", "b", "c");
    enqueue("media", "d", "e");
    enqueueFor(null, true, "media", "f");
    var media = served.get("/jobs?queue=media").body();
    assertThat(count("all", media)).isEqualTo("3");
    assertThat(count("held", media)).isEqualTo("1");
    assertThat(media).contains(">1–3 of 3<");
    var text = served.get("/jobs?queue=media&text=echo%20E").body();
    assertThat(count("all", text)).isEqualTo("1");
    assertThat(count("pending", text)).isEqualTo("1");
    assertThat(count("dead", text)).isEqualTo("0");
    assertThat(count("held", served.get("/jobs?queue=mail").body())).isEmpty();
  }

  /// What the tab says; empty if it says nothing.
  private static String count(String word, String page) {
    var tabs = page.replaceAll("(?s).*id=\"states\"(.*?)</nav>.*", "$1").replaceAll("<[^>]*>", " ");
    return tabs.matches("(?s).*\\b" + word + " +([\\d,]+) .*")
        ? tabs.replaceAll("(?s).*\\b" + word + " +([\\d,]+) .*", "$1")
        : "";
  }

  @Test
  void aListSaysWhichPartOfItIsShown() {
    enqueue("default", ids(1, 120));
    var first = served.get("/jobs?state=pending").body();
    assertThat(first).contains(">1–50 of 120, page 1 of 3<");
    var next = first.replaceAll("(?s).*href=\"([^\"]+)\"[^>]* rel=\"next\".*", "$1");
    assertThat(served.get(next.replace("&amp;", "&")).body())
        .contains(">51–100 of 120, page 2 of 3<");
    assertThat(served.get("/jobs?text=job-12&sort=newest").body()).contains(">1–2 of 2<");
  }

  @Test
  void aListOfOneCauseSaysSo() {
    enqueue("default", "a", "b");
    served.bury(served.claim());
    var page = served.get("/jobs?cause=" + job("a").cause()).body();
    assertThat(page)
        .contains("Only what died alike", "/dlq#group-" + job("a").cause(), ">1 of 1<")
        .containsPattern("class=\"dead\" aria-current");
    assertThat(served.get("/dlq").body()).contains("1 job in 1 group by cause", "Remove group");
    assertThat(served.get("/dlq?page=2").body()).doesNotContain("Remove group");
    assertThat(served.get("/dlq?page=0").statusCode()).isEqualTo(400);
  }

  @Test
  void theAttemptThatRunsCounts() {
    enqueue("default", "a");
    assertThat(served.get("/jobs").body()).contains(">0/3<");
    served.claim();
    assertThat(served.get("/jobs").body()).contains(">1/3<");
    assertThat(served.get("/job?id=a").body()).contains("1 of 3, running");
    assertThat(job("a").state()).isEqualTo(JobState.PROCESSING);
  }
}
