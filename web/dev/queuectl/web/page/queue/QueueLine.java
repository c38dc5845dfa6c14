package dev.queuectl.web.page.queue;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.form;
import static j2html.TagCreator.input;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.tr;

import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.Queue;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.page.part.FormFields;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.Typed;
import dev.queuectl.web.page.part.When;
import j2html.tags.DomContent;
import java.util.Arrays;
import java.util.Locale;

/// A queue as a row, with what can be set for it.
final class QueueLine {
  private final QueuesView view;
  private final QueuesView.Line line;
  private final Queue queue;
  private final Typed typed;
  private final Frame frame;

  QueueLine(QueuesView view, QueuesView.Line line, Frame frame) {
    this.view = view;
    this.line = line;
    this.queue = line.queue();
    this.typed = view.typedFor(queue);
    this.frame = frame;
  }

  DomContent html() {
    return tr(
            td(
                    a(Stored.line(queue.name())).withHref(Addresses.queue(queue.name())),
                    QueueRows.marks(queue),
                    paused())
                .withClass("wide"),
            each(Arrays.stream(JobState.values()).map(this::count)),
            td(line.latency().isEmpty() ? When.none() : text(When.brief(line.latency().get())))
                .withClasses("num", line.latency().isEmpty() ? "none" : "")
                .withData("label", "latency"),
            td(line.pace().completed() == 0 ? When.none() : text(throughput()))
                .withClasses("num", line.pace().completed() == 0 ? "none" : "")
                .withData("label", "throughput"),
            frame.readOnly() ? text("") : each(td(limit()), td(pause())))
        .withId("queue-" + queue.name())
        .attr("data-row");
  }

  /// In the unit in which it is a number that one can read.
  private String throughput() {
    var perHour = line.pace().perHour(frame.now());
    return perHour >= 3600
        ? rate(perHour / 3600, "s")
        : perHour >= 60 ? rate(perHour / 60, "min") : rate(perHour, "h");
  }

  private static String rate(double number, String unit) {
    return String.format(Locale.ROOT, number < 10 ? "%.1f/%s" : "%,.0f/%s", number, unit)
        .replace(".0/", "/");
  }

  private DomContent count(JobState state) {
    var count = queue.count(state);
    return td(count == 0
            ? When.none()
            : a(Numbers.grouped(count))
                .withHref(Addresses.queue(queue.name()) + "&state=" + state.word()))
        .withClasses("num", rank(state), count == 0 ? "none" : "")
        .withData("label", state.word());
  }

  /// The first column to go where there is little room.
  static String rank(JobState state) {
    return state == JobState.CANCELLED ? "late" : "";
  }

  private DomContent paused() {
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

  private DomContent limit() {
    var stored = queue.concurrency() == null ? "" : queue.concurrency().toString();
    var name = "concurrency";
    return form(
            Parts.hidden("name", queue.name()),
            each(view.place(), Parts::hidden),
            FormFields.marked(
                input()
                    .withType("text")
                    .withName(name)
                    .withValue(typed.problem(name) == null ? stored : typed.value(name))
                    .withPlaceholder("no limit")
                    .withSize("6")
                    .attr("inputmode", "numeric")
                    .attr("autocomplete", "off")
                    .attr("aria-label", "How many jobs of " + queue.name() + " run at a time"),
                name,
                typed),
            button("Set").withType("submit").withClass("button small"),
            FormFields.problem(name, typed))
        .withMethod("post")
        .withAction("/queues/set")
        .withClass("inline");
  }

  private DomContent pause() {
    return queue.isPaused()
        ? form(
                Parts.hidden("name", queue.name()),
                each(view.place(), Parts::hidden),
                button("Resume").withType("submit").withClass("button small"))
            .withMethod("post")
            .withAction("/queues/resume")
            .withClass("inline")
        : form(
                Parts.hidden("name", queue.name()),
                each(view.place(), Parts::hidden),
                FormFields.marked(
                    input()
                        .withType("text")
                        .withName("reason")
                        .withValue(typed.value("reason"))
                        .withPlaceholder("reason")
                        .withSize("10")
                        .attr("autocomplete", "off")
                        .attr("aria-label", "Why " + queue.name() + " is paused"),
                    "reason",
                    typed),
                button("Pause").withType("submit").withClass("button small"),
                FormFields.problem("reason", typed))
            .withMethod("post")
            .withAction("/queues/pause")
            .withClass("inline");
  }
}
