package dev.queuectl.web.page.queue;

import static j2html.TagCreator.a;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.Queue;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.When;
import j2html.tags.DomContent;
import java.util.Comparator;
import java.util.List;

/// Queues and what they hold, those with most to do first.
public final class QueueRows {
  private static final int MOST = 10;

  private static final Comparator<Queue> BUSIEST =
      Comparator.comparingLong(QueueRows::busy).reversed().thenComparing(Queue::name);

  private QueueRows() {}

  private static long busy(Queue queue) {
    return queue.count(JobState.PENDING)
        + queue.count(JobState.FAILED)
        + queue.count(JobState.PROCESSING);
  }

  public static DomContent brief(List<Queue> queues) {
    var rows =
        table(
                thead(
                    tr(
                        th("Queue").withClass("wide"),
                        th("Waiting").withClass("num"),
                        th("Running").withClass("num"),
                        th("Dead").withClass("num"))),
                tbody(each(queues.stream().sorted(BUSIEST).limit(MOST).map(QueueRows::row))))
            .withClass("rows stacked");
    var left = queues.size() - MOST;
    return left > 0
        ? each(
            div(rows).withClass("scroll").withTabindex(0),
            a("%,d more queues".formatted(left)).withHref("/queues"))
        : div(rows).withClass("scroll").withTabindex(0);
  }

  private static DomContent row(Queue queue) {
    return tr(
        td(a(Stored.line(queue.name())).withHref(Addresses.queue(queue.name())), marks(queue))
            .withClass("wide"),
        count("waiting", queue.count(JobState.PENDING) + queue.count(JobState.FAILED)),
        count("running", queue.count(JobState.PROCESSING)),
        count("dead", queue.count(JobState.DEAD)));
  }

  static DomContent marks(Queue queue) {
    return each(
        queue.isPaused() ? each(text(" "), span("paused").withClass("chip")) : text(""),
        queue.concurrency() == null
            ? text("")
            : each(
                text(" "),
                span("limit " + Numbers.grouped(queue.concurrency())).withClass("chip")));
  }

  private static DomContent count(String label, long count) {
    return td(count == 0 ? When.none() : text(Numbers.grouped(count)))
        .withClasses("num", count == 0 ? "none" : "")
        .withData("label", label);
  }
}
