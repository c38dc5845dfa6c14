package dev.queuectl.web.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.form;
import static j2html.TagCreator.input;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.queuectl.Durations;
import dev.queuectl.Numbers;
import dev.queuectl.ProcessIdentity;
import dev.queuectl.Worker;
import dev.queuectl.report.WorkerReport;
import dev.queuectl.web.page.part.FormFields;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Sorting;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.Topic;
import dev.queuectl.web.page.part.Typed;
import dev.queuectl.web.page.part.When;
import dev.queuectl.web.page.part.WorkerOrder;
import j2html.tags.DomContent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `/workers`: who works, on what, and how each is asked to leave.
public final class WorkersPage {
  private WorkersPage() {}

  /// @param self the process that serves this page
  public static String html(
      List<WorkerReport> workers, WorkerOrder order, ProcessIdentity self, Frame frame) {
    return html(workers, order, self, Typed.NOTHING, "", frame);
  }

  /// @param typed what was typed for one worker, and is wrong
  /// @param at the id of that worker; empty for none
  public static String html(
      List<WorkerReport> workers,
      WorkerOrder order,
      ProcessIdentity self,
      Typed typed,
      String at,
      Frame frame) {
    return Layout.page(
        frame,
        Topic.WORKERS,
        "Workers",
        Parts.heading(
            "Workers", a("Slots over time").withHref("/workers/slots").withClass("button")),
        Parts.wrong(typed),
        div(workers.isEmpty()
                ? Parts.empty(
                    "No worker is running, so no jobs run.", "queuectl worker start --count 4")
                : each(
                    p(howMany(workers)).withClass("muted"),
                    workers.size() > 1 ? orders(order) : text(""),
                    each(
                        order.sorted(workers),
                        report ->
                            worker(
                                report,
                                self,
                                at.equals(report.worker().id()) ? typed : Typed.NOTHING,
                                frame))))
            .withId("workers")
            .attr("data-live", "morph"));
  }

  private static DomContent orders(WorkerOrder current) {
    var orders = new LinkedHashMap<String, String>();
    for (var order : WorkerOrder.values()) {
      orders.put(
          order.title(),
          order == WorkerOrder.STARTED
              ? Topic.WORKERS.path()
              : Topic.WORKERS.path() + "?sort=" + order.word());
    }
    return Sorting.links(orders, current.title());
  }

  private static String howMany(List<WorkerReport> workers) {
    var alive = workers.stream().filter(WorkerReport::alive).map(WorkerReport::worker).toList();
    var gone = workers.size() - alive.size();
    return "%s with %s%s"
        .formatted(
            Numbers.counted(alive.size(), "worker"),
            Numbers.counted(alive.stream().mapToLong(Worker::slots).sum(), "slot"),
            gone == 0 ? "" : ", and %,d gone".formatted(gone));
  }

  private static DomContent worker(
      WorkerReport report, ProcessIdentity self, Typed typed, Frame frame) {
    return section(
            div(WorkerCards.headline(report, frame), actions(report, typed, frame))
                .withClass("heading"),
            WorkerCards.slots(report, frame),
            div(
                    span(text("started "), When.ago(report.worker().startedAt(), frame)),
                    span(
                        "%s done, %s on average"
                            .formatted(
                                Numbers.counted(report.worker().jobsDone(), "job"),
                                Durations.text(report.meanRun()))),
                    span(queues(report)),
                    report.worker().process().equals(self)
                        ? span("serves this page").withClass("chip")
                        : text(""))
                .withClass("muted small line"))
        .withId("worker-" + report.worker().id())
        .withClass("card")
        .attr("data-row");
  }

  private static DomContent queues(WorkerReport report) {
    var queues = report.worker().queues();
    return queues.isEmpty()
        ? text("serves all queues")
        : each(
            text("serves "),
            each(queues.stream().sorted().map(name -> each(Stored.line(name), text(" ")))));
  }

  private static DomContent actions(WorkerReport report, Typed typed, Frame frame) {
    if (frame.readOnly() || !report.alive()) {
      return text("");
    }
    var fields = Map.of("id", report.worker().id());
    return div(
            report.worker().stop() == null
                ? each(scale(report, typed), Parts.action("/workers/drain", "Drain", fields))
                : text(""),
            Parts.action("/workers/stop", "Stop now", fields))
        .withClass("actions");
  }

  private static DomContent scale(WorkerReport report, Typed typed) {
    var name = "slots";
    return form(
            Parts.hidden("id", report.worker().id()),
            FormFields.marked(
                input()
                    .withType("text")
                    .withName(name)
                    .withSize("4")
                    .withValue(
                        typed.problem(name) == null
                            ? Integer.toString(report.worker().slots())
                            : typed.value(name))
                    .attr("inputmode", "numeric")
                    .attr("autocomplete", "off")
                    .attr("aria-label", "Slots of " + report.worker().id()),
                name,
                typed),
            button("Scale").withType("submit").withClass("button"),
            FormFields.problem(name, typed))
        .withMethod("post")
        .withAction("/workers/scale")
        .withClass("inline");
  }
}
