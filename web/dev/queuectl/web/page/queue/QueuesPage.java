package dev.queuectl.web.page.queue;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.form;
import static j2html.TagCreator.input;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.tfoot;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Sorting;
import dev.queuectl.web.page.part.Topic;
import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.ThTag;
import java.util.ArrayList;
import java.util.Arrays;

/// `/queues`: what each holds, how long its jobs wait, how many it completes, whether it is paused,
/// and how many of its jobs run at a time.
public final class QueuesPage {
  private final QueuesView view;
  private final Frame frame;

  private QueuesPage(QueuesView view, Frame frame) {
    this.view = view;
    this.frame = frame;
  }

  public static String html(QueuesView view, Frame frame) {
    return new QueuesPage(view, frame).html();
  }

  private String html() {
    return Layout.page(
        frame,
        Topic.QUEUES,
        "Queues",
        Parts.heading("Queues", search()),
        Parts.wrong(view.typed()),
        view.all().isEmpty()
            ? none()
            : div(div(table()).withClass("scroll").withTabindex(0), pages()).withClass("list"));
  }

  private DomContent search() {
    return view.all().isEmpty() && view.text().isEmpty()
        ? text("")
        : form(
                Parts.hidden("form", "search"),
                view.order() == QueueOrder.NAME
                    ? text("")
                    : Parts.hidden("sort", view.order().word()),
                input()
                    .withType("search")
                    .withName("text")
                    .withValue(view.text())
                    .withMaxlength("64")
                    .withPlaceholder("Find a queue")
                    .attr("aria-label", "Find a queue"),
                button("Find").withType("submit").withClass("button"))
            .withMethod("get")
            .withAction("/queues")
            .withClass("inline");
  }

  private DomContent none() {
    return view.text().isEmpty()
        ? Parts.empty(
            "There are no queues yet: a queue appears with its first job.",
            "queuectl enqueue --queue reports 'make report'")
        : div(p("No queue matches."), p(a("Show all queues").withHref("/queues")))
            .withClass("empty");
  }

  private DomContent table() {
    return TagCreator.table(
            thead(
                tr(
                    Sorting.of(text("Queue"), view.by(QueueOrder.NAME), now(QueueOrder.NAME))
                        .withClass("wide"),
                    each(Arrays.stream(JobState.values()).map(this::head)),
                    pace("Latency", QueueOrder.LATENCY)
                        .withTitle("How long the oldest ready job has been waiting"),
                    pace("Throughput", QueueOrder.THROUGHPUT)
                        .withTitle(
                            "Of the jobs that completed in the last hour and are still stored"),
                    frame.readOnly() ? text("") : each(th("Concurrency"), th("Paused")))),
            tbody(each(view.lines(), line -> new QueueLine(view, line, frame).html()))
                .withId("rows")
                .attr("data-live", "rows"),
            totals())
        .withClass("rows stacked queues");
  }

  private DomContent head(JobState state) {
    var order = QueueOrder.by(state);
    return Sorting.of(Parts.state(state), view.by(order), now(order))
        .withClass("num " + QueueLine.rank(state));
  }

  private ThTag pace(String title, QueueOrder order) {
    return (view.all().size() > QueueOrder.MOST_LINES
            ? th(title)
            : Sorting.of(text(title), view.by(order), now(order)))
        .withClass("num");
  }

  private Sorting now(QueueOrder order) {
    return order != view.order()
        ? Sorting.NONE
        : order == QueueOrder.NAME ? Sorting.ASCENDING : Sorting.DESCENDING;
  }

  private DomContent totals() {
    return tfoot(
            tr(
                th(Numbers.counted(view.all().size(), "queue")).withClass("wide"),
                each(Arrays.stream(JobState.values()).map(this::total)),
                td(),
                td(),
                frame.readOnly() ? text("") : each(td(), td())))
        .withId("totals")
        .attr("data-live", "morph");
  }

  private DomContent total(JobState state) {
    var total = view.all().stream().mapToLong(queue -> queue.count(state)).sum();
    return td(Numbers.grouped(total))
        .withClass("num " + QueueLine.rank(state))
        .withData("label", state.word());
  }

  private DomContent pages() {
    if (view.pages() == 1) {
      return text("");
    }
    var links = new ArrayList<DomContent>();
    var first = (view.number() - 1) * QueuesView.PAGE + 1;
    links.add(
        span("%,d–%,d of %,d".formatted(first, first + view.lines().size() - 1, view.all().size()))
            .withClass("muted position"));
    if (view.number() > 1) {
      links.add(
          a("← Previous")
              .withHref(view.page(view.number() - 1))
              .withClass("button small")
              .withRel("prev")
              .attr("data-key", "p"));
    }
    for (var number = 1; number <= view.pages(); number++) {
      var link =
          a(Numbers.grouped(number)).withHref(view.page(number)).withClass("button small page-no");
      links.add(number == view.number() ? link.attr("aria-current", "page") : link);
    }
    if (view.number() < view.pages()) {
      links.add(
          a("Next →")
              .withHref(view.page(view.number() + 1))
              .withClass("button small")
              .withRel("next")
              .attr("data-key", "n"));
    }
    return nav(links.toArray(DomContent[]::new)).withClass("pager").attr("aria-label", "List");
  }
}
