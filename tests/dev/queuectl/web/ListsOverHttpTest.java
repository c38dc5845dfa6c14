package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The addresses of lists, without a browser.
class ListsOverHttpTest extends OverPages {
  private static final Pattern ROW = Pattern.compile("id=\"job-(\\d+)\"");
  private static final Pattern NEXT = Pattern.compile("href=\"([^\"]+)\"[^>]* rel=\"next\"");
  private static final Pattern PREVIOUS = Pattern.compile("href=\"([^\"]+)\"[^>]* rel=\"prev\"");

  private static List<Long> rows(String page) {
    return ROW.matcher(page).results().map(row -> Long.parseLong(row.group(1))).toList();
  }

  private static String link(Pattern pattern, String page) {
    var found = pattern.matcher(page);
    assertThat(found.find()).isTrue();
    return found.group(1).replace("&amp;", "&");
  }

  @Test
  void thePagesOfAListSkipAndRepeatNothingWhileJobsCome() {
    enqueue("default", ids(1, 120));
    var first = served.get("/jobs").body();
    enqueue("default", ids(121, 140));
    var second = served.get(link(NEXT, first)).body();
    enqueue("default", ids(141, 150));
    var third = served.get(link(NEXT, second)).body();

    var all = new ArrayList<>(rows(first));
    all.addAll(rows(second));
    all.addAll(rows(third));
    assertThat(all).hasSize(120).doesNotHaveDuplicates();
    assertThat(rows(served.get(link(PREVIOUS, third)).body())).isEqualTo(rows(second));
  }

  @Test
  void aListIsNarrowedByStateQueueTextAndTime() {
    enqueue("default", "a", "b");
    enqueue("media", "c");
    ByHand.cancel(served.store.jobs(), "b", Served.NOW);
    assertThat(rows(served.get("/jobs?state=cancelled").body())).hasSize(1);
    assertThat(rows(served.get("/jobs?state=cancelled,pending").body())).hasSize(3);
    assertThat(rows(served.get("/jobs?queue=media").body())).hasSize(1);
    assertThat(rows(served.get("/jobs?text=echo%20B&sort=newest").body())).hasSize(1);
    assertThat(rows(served.get("/jobs?since=-1h").body())).hasSize(3);
    assertThat(rows(served.get("/jobs?until=1h").body())).isEmpty();
    assertThat(rows(served.get("/jobs?since=07:59").body())).hasSize(3);
    assertThat(rows(served.get("/jobs?since=2h&text=echo%20b").body())).hasSize(1);
    assertThat(rows(served.get("/jobs?since=yesterday").body())).hasSize(3);
    assertThat(served.get("/jobs?since=1h&until=2h").statusCode()).isEqualTo(400);
    assertThat(served.get("/jobs?state=ded").statusCode()).isEqualTo(400);
    assertThat(served.get("/jobs?since=yesterday-ish").statusCode()).isEqualTo(400);
  }

  @Test
  void aListIsNarrowedByWhatJobsWaitFor() {
    enqueue("default", "a", "b", "c");
    ByHand.hold(served.store.jobs(), "b", Served.NOW);
    assertThat(rows(served.get("/jobs?state=held").body())).hasSize(1);
    assertThat(rows(served.get("/jobs?state=held,ready").body())).hasSize(3);
    assertThat(rows(served.get("/jobs?state=scheduled").body())).isEmpty();
    var page = served.get("/jobs?queue=default").body();
    assertThat(page).contains("state=held&amp;queue=default").doesNotContain("state=retrying");
    assertThat(served.get("/jobs?state=held").body())
        .contains("/jobs/all?state=held&amp;action=release");
    assertThat(served.get("/jobs/all?state=held&action=release").body())
        .contains("name=\"state\" value=\"held\"")
        .contains("1 job");
  }

  @Test
  void theFormLeadsToAnAddressWithoutItsEmptyFields() {
    var sent = "/jobs?form=filter&state=&text=echo+b&queue=&since=&until=+&sort=newest";
    var address = to(served.get(sent));
    assertThat(address).startsWith("/jobs?").contains("text=echo+b", "sort=newest");
    assertThat(address.split("[?&]")).hasSize(3);
    assertThat(served.get(address).statusCode()).isEqualTo(200);
    assertThat(served.get("/jobs").body()).contains("name=\"form\" value=\"filter\"");
    assertThat(to(served.get("/job?form=find&id=a&stream=&find="))).isEqualTo("/job?id=a");
  }

  @Test
  void whatNoLinkOfOursCouldSayIsRefused() {
    enqueue("default", "a");
    for (var address :
        List.of(
            "/jobs?cursor=x",
            "/jobs?after=x",
            "/jobs?cursor=0_5&after=0_5",
            "/jobs?after=1",
            "/jobs?after=0_5&trail=<script>",
            "/jobs?live=last",
            "/jobs?sort=colour",
            "/charts?span=1y",
            "/?span=",
            "/events?before=x",
            "/events?cursor=x",
            "/job?id=a&stream=stdin",
            "/job/output?id=a&stdout=1")) {
      var encoded = address.replace("<", "%3C").replace(">", "%3E");
      assertThat(served.get(encoded).statusCode()).as(address).isEqualTo(400);
    }
  }

  @Test
  void whoTypesAWholeIdMeansThatJob() {
    enqueue("default", "a/b", "a");
    assertThat(to(served.get("/jobs?text=a%2Fb"))).isEqualTo("/job?id=a%2Fb");
    assertThat(rows(served.get("/jobs?text=ech").body())).hasSize(2);
  }
}
