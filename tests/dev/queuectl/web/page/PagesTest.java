package dev.queuectl.web.page;

import static dev.queuectl.web.page.PageExamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.Settings;
import dev.queuectl.Wait;
import dev.queuectl.report.Backlog;
import dev.queuectl.report.Reason;
import dev.queuectl.store.JobQuery.Place;
import dev.queuectl.web.page.chart.Series;
import dev.queuectl.web.page.output.OutputWindow;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.JobOrder;
import dev.queuectl.web.page.part.Notice;
import dev.queuectl.web.page.part.Theme;
import dev.queuectl.web.page.part.Typed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Pages as strings.
class PagesTest {
  private final Frame frame = PageExamples.frame();

  private static JobsView jobs(ListAddress filter, Place next, dev.queuectl.Job... jobs) {
    return jobs(filter, next, PageExamples.counts(5), null, jobs);
  }

  private static JobsView jobs(
      ListAddress filter,
      Place next,
      Map<JobState, Long> counts,
      @Nullable Long total,
      dev.queuectl.Job... jobs) {
    return new JobsView(
        filter,
        Listing.FIRST,
        List.of(jobs),
        next,
        0,
        counts,
        Map.of(Wait.HELD, 1L),
        List.of("default"),
        total,
        Typed.NOTHING,
        "");
  }

  @Test
  void aListSaysWhichPartOfHowManyItIsAsFarAsThatIsKnown() {
    var job = PageExamples.job("a", JobState.DEAD, "false");
    var further = new Place(0, 1);
    assertThat(html(jobs(ListAddress.ALL, further, PageExamples.counts(5), 1203L, job, job)))
        .contains(">1–2 of 1,203, page 1 of 25<", "all <span class=\"num muted\">");
    assertThat(html(jobs(ListAddress.ALL, further, Map.of(), null, job)))
        .doesNotContain("dead <span class=\"num muted\">");
  }

  private String html(JobsView view) {
    return JobsPage.html(view, frame);
  }

  @Test
  void aPageIsWholeAndHoldsNoStyleOrScriptOfItsOwn() {
    var html = JobsPage.html(jobs(ListAddress.ALL, null), frame);
    assertThat(html)
        .startsWith("<!DOCTYPE html><html lang=\"en\" data-theme=\"dark\">")
        .contains("<title>Jobs · QueueCTL</title>")
        .doesNotContain("style=", "<style", "onclick", "javascript:")
        .containsPattern("<script type=\"module\" src=\"/assets/[0-9a-f]{16}/live.js\"></script>");
  }

  @Test
  void theNavigationMarksThePageAndWarnsOfTheDead() {
    assertThat(JobsPage.html(jobs(ListAddress.ALL, null), frame))
        .containsPattern("href=\"/jobs\" data-key=\"j\" aria-current=\"page\"")
        .contains("<span class=\"count\">3</span>");
  }

  @Test
  void anEmptyListSaysWhatToType() {
    assertThat(JobsPage.html(jobs(ListAddress.ALL, null), frame))
        .contains("There are no jobs.", "queuectl enqueue &#x27;echo hello&#x27;");
    assertThat(JobsPage.html(jobs(ListAddress.ALL.in(JobState.DEAD), null), frame))
        .contains("No job matches.", "queuectl list --state dead");
  }

  @Test
  void whatToTypeIsOneCommandWhateverTheAddressSays() {
    var filter = new ListAddress(Set.of(), Set.of(), "x; rm y", "", "", "", "", JobOrder.NEWEST);
    assertThat(JobsPage.html(jobs(filter, null), frame))
        .contains("queuectl list --queue &#x27;x; rm y&#x27;");
  }

  @Test
  void theLoginSaysHowToGetALink() {
    assertThat(LoginPage.html(Theme.SYSTEM, "", "/")).contains("queuectl dashboard link<");
  }

  @Test
  void matchesAreCounted() {
    var once = new OutputWindow.Matches("stdout", List.of(new OutputWindow.Match(3, "x")), false);
    assertThat(JobPage.html(finding(once), frame)).contains("stdout: 1 line matches");
    var more = new OutputWindow.Matches("stdout", List.of(new OutputWindow.Match(3, "x")), true);
    assertThat(JobPage.html(finding(more), frame)).contains("stdout: 1 and more lines match");
  }

  private static JobView finding(OutputWindow.Matches matches) {
    return new JobView(
        PageExamples.job("a", JobState.DEAD, "true"),
        Optional.empty(),
        List.of(),
        List.of(),
        new Settings(Map.of()),
        "queuectl enqueue true",
        PageExamples.attempt(1, "failed"),
        "stdout",
        List.of(),
        "x",
        List.of(matches));
  }

  @Test
  void aRowLeadsToItsJobWhateverItIsCalled() {
    var html =
        JobsPage.html(
            jobs(ListAddress.ALL, null, PageExamples.job("a/b=c", JobState.DEAD, "<b>")), frame);
    assertThat(html)
        .contains("href=\"/job?id=a%2Fb%3Dc\"", "<code><bdi>&lt;b&gt;</bdi></code>", "exit code 7");
  }

  @Test
  void theListIsReadAgainFromWhereItBeginsWhateverComesMeanwhile() {
    var html =
        JobsPage.html(
            jobs(ListAddress.ALL, new Place(0, 3), PageExamples.job("a", JobState.DEAD, "true")),
            frame);
    assertThat(html)
        .contains("data-live-address=\"/jobs?cursor=0_8&amp;live=first\"")
        .contains("href=\"/jobs?cursor=0_3\"");
  }

  @Test
  void whoMayOnlyLookIsOfferedNothingElse() {
    var readOnly = PageExamples.frame(true, false, null);
    var list = jobs(ListAddress.ALL, null, PageExamples.job("a", JobState.DEAD, "true"));
    assertThat(JobsPage.html(list, readOnly))
        .contains("read-only")
        .doesNotContain("name=\"action\"", "/jobs/all", "checkbox", "/enqueue");
    assertThat(JobPage.html(job(PageExamples.job("a", JobState.DEAD, "true")), readOnly))
        .doesNotContain("/job/retry", "/job/remove", "/job/edit", "/enqueue");
  }

  @Test
  void whoMayNotSubmitCannotChangeTheCommand() {
    var html =
        JobPage.html(
            job(PageExamples.job("a", JobState.DEAD, "true")),
            PageExamples.frame(false, false, null));
    assertThat(html).contains("/job/edit").doesNotContain("name=\"command\"", "href=\"/enqueue");
  }

  private static JobView job(dev.queuectl.Job job) {
    return new JobView(
        job,
        Optional.empty(),
        List.of(PageExamples.attempt(1, "timed_out"), PageExamples.attempt(2, "failed")),
        List.of(new Reason.Held("a"), new Reason.NoWorker()),
        new Settings(Map.of()),
        "queuectl enqueue true",
        null,
        "both",
        List.of(),
        "",
        List.of());
  }

  @Test
  void aJobTellsItsStoryAndKeepsTheValuesOfItsEnvironment() {
    var html = JobPage.html(job(PageExamples.job("a", JobState.DEAD, "./run --fast")), frame);
    assertThat(html)
        .contains(
            "./run --fast",
            "It is held.<",
            "queuectl worker start",
            "timed out",
            "#2",
            "attempt=2",
            "SECRET")
        .doesNotContain("hunter2");
  }

  /// Open pages find the parts that change by them.
  @Test
  void noTwoPartsOfAJobHaveTheSameId() {
    var html = JobPage.html(job(PageExamples.job("a", JobState.PENDING, "true")), frame);
    var ids = Pattern.compile(" id=\"([^\"]+)\"").matcher(html).results().toList();
    assertThat(ids.stream().map(id -> id.group(1)).toList())
        .contains("state", "timeline", "output")
        .doesNotHaveDuplicates();
  }

  @Test
  void onlyWhatSuitsTheStateIsOffered() {
    assertThat(JobPage.html(job(PageExamples.job("a", JobState.PENDING, "true")), frame))
        .contains("/job/cancel", "/job/hold", "/job/remove")
        .doesNotContain("/job/retry", "/job/release");
    assertThat(JobPage.html(job(PageExamples.job("a", JobState.PROCESSING, "true")), frame))
        .contains("/job/cancel")
        .doesNotContain("/job/hold", "/job/remove", "/job/edit");
  }

  @Test
  void aSmallNumberIsConfirmedByAButtonAndALargeOneByTypingIt() {
    assertThat(ConfirmPage.html(confirm(JobVerb.REMOVE, 3), frame))
        .contains("Remove 3 jobs", "cannot be undone")
        .doesNotContain("name=\"typed\"");
    assertThat(ConfirmPage.html(confirm(JobVerb.REMOVE, 101), frame))
        .contains("name=\"typed\"", "Type 101 ");
    assertThat(ConfirmPage.html(confirm(JobVerb.RETRY, 101), frame))
        .doesNotContain("name=\"typed\"");
    assertThat(ConfirmPage.html(confirm(JobVerb.RETRY, 1001), frame)).contains("name=\"typed\"");
    assertThat(ConfirmPage.html(confirm(JobVerb.RETRY, 0), frame))
        .contains("Nothing was changed.")
        .doesNotContain("<form method=\"post\" action=\"/jobs/all\"");
  }

  private static ConfirmView confirm(JobVerb verb, long number) {
    return new ConfirmView(
        verb, "all jobs", number, false, EndedJobs.NONE, List.of(), "/jobs/all", Map.of(), "/jobs");
  }

  @Test
  void problemsComeFirstWithWhatToDo() {
    var problem = new Problem(true, "2 jobs wait.", "/queues", "Queues", "queuectl worker start");
    var view =
        new OverviewView(
            PageExamples.counts(1),
            List.of(problem),
            Series.of(Series.Span.HOUR, List.of(), NOW),
            List.of(),
            List.of(),
            Optional.empty(),
            new Backlog(0, List.of(), List.of(), false),
            Optional.empty());
    var html = OverviewPage.html(view, frame);
    assertThat(html).containsSubsequence("2 jobs wait.", "queuectl worker start", "pending");
    assertThat(html).contains("No worker is running.");
    assertThat(html).containsSubsequence("until empty", "–", "no worker");
  }

  @Test
  void aNoticeIsSaidOnceToWhoCannotSee() {
    var frame = PageExamples.frame(false, true, new Notice(false, "<b>No</b>"));
    assertThat(EventsPage.html(List.of(), false, frame))
        .contains("role=\"alert\"", "&lt;b&gt;No&lt;/b&gt;");
  }

  @Test
  void theLoginAsksForTheTokenAndLoadsNothing() {
    assertThat(LoginPage.html(Theme.SYSTEM, "The token is wrong.", "/"))
        .contains("type=\"password\"", "The token is wrong.")
        .doesNotContain("<script", "/assets/");
  }
}
