package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobPolicy;
import dev.queuectl.NewJob;
import dev.queuectl.Outcome;
import dev.queuectl.store.QueueChange.Pause;
import dev.queuectl.web.page.part.JobOrder;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Lists that are sorted, counted, searched and paged by the server.
class SortedListsTest extends OverPages {
  private static final Pattern QUEUE = Pattern.compile("<tr id=\"queue-([^\"]+)\"");

  private static final Pattern JOB = Pattern.compile("<tr id=\"job-([0-9]+)\"");

  private List<String> queues(String address) {
    return QUEUE.matcher(served.get(address).body()).results().map(row -> row.group(1)).toList();
  }

  @Test
  void theHeadsOfTheJobsLeadToTheOrdersThereAre() {
    enqueue("default", "a", "b");
    var newest = served.get("/jobs?state=pending").body();
    assertThat(newest)
        .containsPattern("aria-sort=\"descending\" class=\"num\"><a href=\"[^\"]*sort=oldest\"")
        .contains("href=\"/jobs?state=pending&amp;sort=priority\"");
    assertThat(served.get("/jobs?sort=oldest").body())
        .containsPattern("aria-sort=\"ascending\" class=\"num\"><a href=\"/jobs\"");
    assertThat(served.get("/jobs?sort=priority").body())
        .containsPattern(
            "aria-sort=\"descending\" class=\"num\"><a href=\"/jobs\\?sort=priority\"");
  }

  @Test
  void aListOfFewJobsIsSortedByWhatNoIndexHas() {
    enqueue("zoo", "a");
    served.bury(served.claim());
    enqueue("default", ids(1, 60));
    assertThat(jobs("/jobs?sort=-queue")).hasSize(50).startsWith("1");
    assertThat(jobs("/jobs?sort=queue&page=2")).hasSize(11).endsWith("1");
    assertThat(jobs("/jobs?sort=-state")).startsWith("1");
    assertThat(jobs("/jobs?sort=-attempts&state=pending,dead")).startsWith("1");
    assertThat(jobs("/jobs?sort=-duration")).startsWith("1");
    assertThat(jobs("/jobs?sort=duration&page=2")).endsWith("1");
    assertThat(jobs("/jobs?sort=changed&page=9")).isEmpty();
    assertThat(served.get("/jobs?sort=queue&page=2").body())
        .contains("51–61 of 61, page 2 of 2", "href=\"/jobs?sort=queue\"")
        .containsPattern("aria-sort=\"ascending\"><a href=\"/jobs\\?sort=-queue\"");
    for (var wrong : List.of("sort=size", "page=2", "sort=queue&after=0_9")) {
      assertThat(served.get("/jobs?" + wrong).statusCode()).as(wrong).isEqualTo(400);
    }
    assertThat(served.get("/api/v1/jobs?sort=-queue").statusCode()).isEqualTo(400);
  }

  private List<String> jobs(String address) {
    return JOB.matcher(served.get(address).body()).results().map(row -> row.group(1)).toList();
  }

  @Test
  void aLongListSaysThatItCannotBeSortedSo() {
    enqueue("default", ids(1, JobOrder.MOST_SORTED + 1));
    assertThat(served.get("/jobs?sort=-duration").body())
        .contains("Lists of up to 2,000 jobs can be sorted by this, and this one has 2,001.")
        .contains("href=\"/jobs?sort=oldest\"")
        .doesNotContain("href=\"/jobs?sort=queue\"");
  }

  @Test
  void groupsWorkersAndQueuesAreSorted() {
    enqueue("default", "a", "b", "c");
    served.bury(served.claim());
    served.bury(served.claim());
    served.bury(served.claim(), new Outcome.Failed(9));
    var largest = served.get("/dlq").body();
    assertThat(largest).contains("href=\"/dlq?sort=latest\"");
    assertThat(largest.indexOf("exit code 7")).isLessThan(largest.indexOf("exit code 9"));
    assertThat(served.get("/dlq?sort=oldest").body())
        .contains("<a href=\"/dlq?sort=oldest\" aria-current=\"true\"");
    assertThat(served.get("/dlq?sort=size").statusCode()).isEqualTo(400);
    assertThat(served.get("/workers?sort=busy").statusCode()).isEqualTo(200);
    assertThat(served.get("/workers?sort=size").statusCode()).isEqualTo(400);
    enqueue("another", "e");
    var early =
        new NewJob("d", "true", "early", 0, 3, JobPolicy.CONFIGURED, "/", Map.of(), null, false);
    served.store.jobs().enqueue(List.of(early).iterator(), false, Served.NOW.minusSeconds(60));
    assertThat(queues("/queues?sort=latency")).startsWith("early", "another");
    assertThat(queues("/queues?sort=throughput")).hasSize(3);
  }

  @Test
  void aListSaysWhichPartOfHowManyItIsWhereThatIsKnown() {
    enqueue("default", ids(1, 120));
    enqueue("media", "m");
    assertThat(served.get("/jobs").body()).contains("1–50 of 121, page 1 of 3");
    assertThat(served.get("/jobs?queue=default&after=0_71").body())
        .contains("51–100 of 120, page 2 of 3");
    assertThat(served.get("/jobs?queue=media&state=pending").body()).contains("1 of 1<");
    assertThat(served.get("/jobs?text=echo").body()).contains("1–50 of 121, page 1 of 3");
    assertThat(served.get("/jobs?text=%C3%A4").body()).doesNotContain("page 1 of");
  }

  @Test
  void onlyWhatSuitsTheFilterOrTheRowIsOffered() {
    enqueue("default", "a", "b");
    served.bury(served.claim());
    var dead = served.get("/jobs?state=dead").body();
    assertThat(dead)
        .contains("value=\"retry\"", "value=\"remove\"", "data-verbs=\"retry remove edit\"")
        .doesNotContain("value=\"hold\"", "value=\"cancel\"", "action=hold");
    assertThat(served.get("/jobs?state=pending").body())
        .contains("data-verbs=\"cancel hold remove edit\"")
        .doesNotContain("value=\"retry\"");
  }

  @Test
  void queuesAreSearchedSortedAndPagedAndTheirTotalsAreThoseOfAllPages() {
    IntStream.rangeClosed(1, 125)
        .forEach(i -> enqueue("tenant-%03d".formatted(i), "t%d".formatted(i)));
    enqueue("tenant-077", "x", "y");
    served.store.queues().change("tenant-009", new Pause("moving", Served.NOW));

    assertThat(queues("/queues")).hasSize(50).startsWith("tenant-001");
    assertThat(queues("/queues?page=3")).hasSize(25).endsWith("tenant-125");
    assertThat(queues("/queues?page=99")).hasSize(25);
    assertThat(queues("/queues?sort=pending")).startsWith("tenant-077", "tenant-001");
    assertThat(queues("/queues?text=NT-07")).hasSize(10);
    assertThat(served.get("/queues?page=2").body())
        .contains("51–100 of 125", "125 queues", ">127<")
        .containsPattern("aria-current=\"page\">2</a>|>2</a>");
    assertThat(served.get("/queues?text=none").body()).contains("No queue matches.");
    assertThat(to(served.get("/queues?form=search&text=&sort=pending")))
        .isEqualTo("/queues?sort=pending");
    assertThat(served.get("/queues?sort=colour").statusCode()).isEqualTo(400);
  }

  @Test
  void aQueueSaysHowLongItsOldestReadyJobWaitsAndHowMuchItDoes() {
    enqueue("media", "a", "b");
    served.bury(served.claim());
    served.clock.set(Served.NOW.plusSeconds(300));
    assertThat(served.get("/queues").body())
        .containsPattern("data-label=\"latency\">5m<")
        .contains("Throughput", "Concurrency")
        .doesNotContain("At a time", "Claiming");
  }

  @Test
  void priorityHasAColumn() {
    var job = new NewJob("a", "true", "q", 7, 3, JobPolicy.CONFIGURED, "/", Map.of(), null, false);
    served.store.jobs().enqueue(List.of(job).iterator(), false, Served.NOW);
    assertThat(served.get("/jobs").body()).contains(">+7</td>");
  }

  @Test
  void timesAreReadAndWrittenInTheZoneThatTheReaderChose() {
    enqueue("default", "a");
    var chosen = post("/zone", "zone", "Asia/Tokyo", "back", "/jobs");
    assertThat(to(chosen)).isEqualTo("/jobs");
    var cookie = chosen.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    var page = served.send("GET", "/job?id=a", it -> served.withToken(it).header("Cookie", cookie));
    assertThat(page.body()).contains("Times in Asia/Tokyo", "2026-06-01 17:00:00 JST");
    var none =
        served.send(
            "GET", "/jobs?since=16:59", it -> served.withToken(it).header("Cookie", cookie));
    assertThat(none.body()).contains("id=\"job-1\"");
    assertThat(served.get("/jobs?until=16:59").body()).doesNotContain("id=\"job-1\"");
    assertThat(post("/zone", "zone", "Nowhere/At_all").statusCode()).isEqualTo(400);
    assertThat(served.get("/job?id=a").body()).contains("Times in UTC");
  }
}
