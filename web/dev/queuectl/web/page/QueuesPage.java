package dev.queuectl.web.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.form;
import static j2html.TagCreator.input;
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
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.Topic;
import dev.queuectl.web.page.part.When;
import j2html.tags.DomContent;
import java.util.Arrays;
import java.util.List;

/// `/queues`: what each holds, whether it goes on, and how many of its jobs run at a time.
public final class QueuesPage {
  private QueuesPage() {}

  public static String html(List<Queue> queues, Frame frame) {
    return Layout.page(
        frame,
        Topic.QUEUES,
        "Queues",
        Parts.heading("Queues"),
        queues.isEmpty()
            ? Parts.empty(
                "There are no queues yet: a queue appears with its first job.",
                "queuectl enqueue --queue reports 'make report'")
            : table(queues, frame));
  }

  private static DomContent table(List<Queue> queues, Frame frame) {
    return div(j2html.TagCreator.table(
                thead(
                    tr(
                        th("Queue").withClass("wide"),
                        each(
                            Arrays.stream(JobState.values())
                                .map(
                                    state -> (DomContent) th(Parts.state(state)).withClass("num"))),
                        frame.readOnly() ? text("") : each(th("At a time"), th("Claiming")))),
                tbody(each(queues, queue -> row(queue, frame)))
                    .withId("rows")
                    .attr("data-live", "rows"))
            .withClass("rows queues"))
        .withClass("scroll sheet")
        .withTabindex(0);
  }

  private static DomContent row(Queue queue, Frame frame) {
    return tr(
            td(
                    a(Stored.line(queue.name())).withHref(Addresses.queue(queue.name())),
                    QueueRows.marks(queue),
                    pause(queue, frame))
                .withClass("wide"),
            each(Arrays.stream(JobState.values()).map(state -> count(queue, state))),
            frame.readOnly() ? text("") : each(td(limit(queue)), td(claiming(queue))))
        .withId("queue-" + queue.name())
        .attr("data-row");
  }

  private static DomContent count(Queue queue, JobState state) {
    var count = queue.count(state);
    return td(count == 0
            ? When.none()
            : a(Numbers.grouped(count))
                .withHref(Addresses.queue(queue.name()) + "&state=" + state.word()))
        .withClasses("num", count == 0 ? "none" : "")
        .withData("label", state.word());
  }

  private static DomContent pause(Queue queue, Frame frame) {
    if (queue.pausedAt() == null) {
      return text("");
    }
    return div(
            text("paused "),
            When.ago(queue.pausedAt(), frame),
            queue.pauseReason() == null
                ? text("")
                : each(text(": "), Stored.line(queue.pauseReason())))
        .withClass("muted small");
  }

  private static DomContent limit(Queue queue) {
    return form(
            Parts.hidden("name", queue.name()),
            input()
                .withType("text")
                .withName("concurrency")
                .withValue(queue.concurrency() == null ? "" : queue.concurrency().toString())
                .withPlaceholder("unlimited")
                .withMaxlength("12")
                .attr("inputmode", "numeric")
                .attr("aria-label", "Most jobs of " + queue.name() + " at a time"),
            button("Set").withType("submit").withClass("button small"))
        .withMethod("post")
        .withAction("/queues/set")
        .withClass("inline");
  }

  private static DomContent claiming(Queue queue) {
    return queue.isPaused()
        ? Parts.action("/queues/resume", "Resume", java.util.Map.of("name", queue.name()))
        : form(
                Parts.hidden("name", queue.name()),
                input()
                    .withType("text")
                    .withName("reason")
                    .withPlaceholder("reason")
                    .withMaxlength("200")
                    .attr("aria-label", "Why " + queue.name() + " is paused"),
                button("Pause").withType("submit").withClass("button small"))
            .withMethod("post")
            .withAction("/queues/pause")
            .withClass("inline");
  }
}
