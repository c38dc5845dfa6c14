package dev.queuectl.web.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;
import static j2html.TagCreator.ul;

import dev.queuectl.Durations;
import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.web.page.chart.Series;
import dev.queuectl.web.page.chart.ThroughputChart;
import dev.queuectl.web.page.chart.TimesChart;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.Topic;
import dev.queuectl.web.page.part.When;
import dev.queuectl.web.page.queue.QueueRows;
import j2html.tags.DomContent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/// `/`: what wants a person first, then how much there is, how it goes, and who works.
public final class OverviewPage {
  private final OverviewView view;
  private final Frame frame;

  private OverviewPage(OverviewView view, Frame frame) {
    this.view = view;
    this.frame = frame;
  }

  public static String html(OverviewView view, Frame frame) {
    return new OverviewPage(view, frame).html();
  }

  private String html() {
    return Layout.page(
        frame,
        Topic.OVERVIEW,
        "Overview",
        Parts.heading("Overview", spans(view.series().span(), "/")),
        problems(),
        counts(),
        isNew() ? first() : each(charts(), work()));
  }

  private boolean isNew() {
    return view.counts().values().stream().allMatch(count -> count == 0)
        && view.series().completed() == 0;
  }

  private DomContent first() {
    return Parts.card(
        "A new queue", Parts.empty("Nothing has been enqueued yet.", "queuectl run 'echo hello'"));
  }

  static DomContent spans(Series.Span current, String path) {
    return nav(each(
            Arrays.stream(Series.Span.values())
                .map(
                    span -> {
                      var link = a(span.word()).withHref(path + "?span=" + span.word());
                      return (DomContent)
                          (span == current ? link.attr("aria-current", "true") : link);
                    })))
        .withClass("tabs small")
        .attr("aria-label", "Time span");
  }

  private DomContent problems() {
    return ul(each(view.problems(), this::problem))
        .withId("problems")
        .withClass("problems")
        .attr("data-live", "morph");
  }

  private DomContent problem(Problem problem) {
    return li(
            Parts.icon(problem.urgent() ? "dead" : "warning"),
            span(Stored.line(problem.text())),
            text(" "),
            problem.link().isEmpty() ? text("") : a(problem.link()).withHref(problem.address()),
            problem.command().isEmpty() ? text("") : code(problem.command()))
        .withClass(problem.urgent() ? "urgent" : "minor");
  }

  private DomContent counts() {
    return div(
            each(Arrays.stream(JobState.values()).map(this::count)),
            stat("success", success(), "success rate", ""),
            stat("empty", untilEmpty(), "until empty", leftOut()))
        .withId("counts")
        .withClass("stats")
        .attr("data-live", "morph");
  }

  private String untilEmpty() {
    return view.untilEmpty().map(OverviewPage::about).orElse("–");
  }

  private static String about(Duration left) {
    return left.toSeconds() < 1
        ? "now"
        : "~" + Durations.text(Duration.ofSeconds(left.toSeconds()));
  }

  /// Of what waits, all that no worker would run now.
  private String leftOut() {
    var backlog = view.backlog();
    var waiting =
        view.counts().getOrDefault(JobState.PENDING, 0L)
            + view.counts().getOrDefault(JobState.FAILED, 0L)
            + view.counts().getOrDefault(JobState.PROCESSING, 0L);
    var others = waiting - backlog.served();
    if (!backlog.workers()) {
      return waiting == 0 ? "" : "no worker";
    }
    return others <= 0 ? "" : "leaves out " + Numbers.grouped(others);
  }

  private DomContent count(JobState state) {
    var waited =
        switch (state) {
          case PENDING -> view.oldestWaiting().map(it -> "oldest " + When.brief(it)).orElse("");
          case FAILED -> "will be retried";
          case DEAD -> "failed for good";
          case PROCESSING, COMPLETED, CANCELLED -> "";
        };
    return a(
            Parts.state(state),
            span(Numbers.grouped(view.counts().getOrDefault(state, 0L))).withClass("big"),
            span(waited).withClass("muted"))
        .withHref("/jobs?state=" + state.word())
        .withClass("stat");
  }

  private String success() {
    return view.series()
        .success()
        .map(part -> String.format(Locale.ROOT, "%.1f %%", Math.floor(part * 1000) / 10))
        .orElse("–");
  }

  private static DomContent stat(String id, String value, String label, String note) {
    return div(
            span(label).withClass("muted"),
            span(value).withClass("big"),
            note.isEmpty() ? text("") : span(note).withClass("muted"))
        .withId("stat-" + id)
        .withClass("stat");
  }

  private DomContent charts() {
    var series = view.series();
    return div(
            div(ThroughputChart.of(series, frame)).withClass("card wide-card"),
            div(TimesChart.of("Run time", series, frame, Series.Step::ran)).withClass("card"),
            div(TimesChart.of("Wait time", series, frame, Series.Step::waited)).withClass("card"))
        .withId("charts")
        .withClass("charts")
        .attr("data-live", "morph");
  }

  private DomContent work() {
    return div(
            Parts.card(
                    "Running now",
                    view.workers().isEmpty()
                        ? Parts.empty("No worker is running.", "queuectl worker start --count 4")
                        : WorkerCards.running(view.workers(), frame))
                .withId("working")
                .attr("data-live", "morph"),
            Parts.card("Queues", QueueRows.brief(view.queues()))
                .withId("queues")
                .attr("data-live", "morph"))
        .withClass("columns");
  }
}
