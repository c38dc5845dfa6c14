package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.report.JsonValues;
import dev.queuectl.web.request.DashboardOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The output of all jobs, searched on the page and over the API.
class SearchOverHttpTest extends OverPages {
  private static final Pattern NEXT =
      Pattern.compile("href=\"(/search[^\"]+cursor=[^\"]+)\"[^>]*>Search on");

  private void run(String id, String stdout, String stderr) throws IOException {
    enqueue("default", id);
    var job = served.claim();
    var output = served.logs.output(job.seq(), 1);
    Files.createDirectories(output.stdout().getParent());
    Files.writeString(output.stdout(), stdout);
    Files.writeString(output.stderr(), stderr);
    served.bury(job);
  }

  private Map<String, ?> search(String query) {
    var answer = served.get("/api/v1/search?" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonValues.object(answer.body());
  }

  @Test
  void thePageMarksTheTextAndLeadsToTheLine() throws IOException {
    run("old", "one\ntwo <b>Refused</b>\n", "");
    run("noisy", "", "refused\n".repeat(9));
    enqueue("mail", "waits");
    var page = served.get("/search?find=refused&state=dead").body();
    assertThat(page)
        .contains("6 lines in 2 jobs: looked through", "of output of 2 jobs, all that match.")
        .contains("two &lt;b&gt;</bdi><mark><bdi>Refused</bdi></mark>")
        .contains("/job?id=old&amp;attempt=1&amp;stream=stdout&amp;line=2#L2")
        .contains("/job?id=noisy&amp;attempt=1&amp;stream=stderr&amp;line=5#E5")
        .contains("/job?id=noisy&amp;attempt=1&amp;stream=stderr&amp;find=refused#output")
        .doesNotContain("line=6#E6", "Search on");
    assertThat(served.get("/search?find=refused&queue=mail").body()).contains("Nothing found");
  }

  @Test
  void aLongSearchGoesOnWhereItStopped() throws IOException {
    for (var i = 1; i <= 60; i++) {
      run("job-" + i, "needle " + i + "\n", "");
    }
    var first = served.get("/search?find=needle").body();
    assertThat(first).contains("50 lines in 50 jobs", ", back to ").contains(">job-11<");
    var next = NEXT.matcher(first);
    assertThat(next.find()).isTrue();
    assertThat(served.get(next.group(1).replace("&amp;", "&")).body())
        .contains("10 lines in 10 jobs in this part", ", to the end.", ">job-10<", ">job-1<");
  }

  @Test
  void theApiSaysHowFarItHasLooked() throws IOException {
    run("a", "needle\nhay\nneedle\n", "");
    run("b", "hay\n", "needle");
    var found = new ArrayList<Object>();
    String cursor = null;
    do {
      var answer = search("find=NEEDLE&limit=1" + (cursor == null ? "" : "&cursor=" + cursor));
      ((List<?>) answer.get("lines"))
          .forEach(
              line ->
                  found.add(((Map<?, ?>) line).get("id") + ":" + ((Map<?, ?>) line).get("line")));
      cursor = (String) answer.get("next");
    } while (cursor != null);
    assertThat(found).containsExactly("b:1", "a:1", "a:3");
    var all = search("find=needle");
    assertThat(all.get("jobs")).hasToString("2");
    assertThat(all.get("outputs")).hasToString("4");
    assertThat(all.get("bytes")).hasToString("28");
    assertThat(all.get("reached")).asString().contains("id=a");
  }

  @Test
  void whatIsWrongIsSaidBesideWhatWasTyped() {
    var page = served.get("/search?queue=mail&since=never");
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("There is no text to search for", "value=\"never\"");
    assertThat(location(served.get("/search?form=search&find=x&state=&queue=mail")))
        .isIn("/search?find=x&queue=mail", "/search?queue=mail&find=x");
    assertThat(served.get("/api/v1/search").statusCode()).isEqualTo(400);
    assertThat(served.get("/api/v1/search?find=x&cursor=1").statusCode()).isEqualTo(400);
    assertThat(served.get("/search").body()).contains("the newest jobs first");
  }

  @Test
  void whoMayOnlyLookMaySearch() throws IOException {
    restart(
        new DashboardOptions(DashboardOptions.LOOPBACK, 0, List.of(), false, null, true, false));
    run("a", "needle\n", "");
    assertThat(served.get("/search?find=needle").body()).contains("1 line in 1 job");
  }
}
