package dev.queuectl.web.page.activity;

import static j2html.TagCreator.a;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.queuectl.Numbers;
import dev.queuectl.report.slots.SlotHistory;
import dev.queuectl.report.slots.SlotRow;
import dev.queuectl.report.slots.SlotRun;
import dev.queuectl.web.page.chart.SlotChart;
import dev.queuectl.web.page.chart.Timeline;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.Topic;
import dev.queuectl.web.page.part.When;
import j2html.tags.DomContent;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// `/workers/slots`: who ran what, and when.
public final class SlotsPage {
  public static final String PATH = "/workers/slots";

  private static final int MOST_LISTED = 200;

  private SlotsPage() {}

  public static String html(SlotHistory history, SlotSpan span, Frame frame) {
    return Layout.page(
        frame,
        Topic.WORKERS,
        "Slots over time",
        Parts.heading("Slots over time", spans(span)),
        div(
                p(extent(history, frame)).withClass("muted"),
                history.rows().isEmpty()
                    ? Parts.empty("No worker is running.", "queuectl worker start --count 4")
                    : each(
                        legend(history),
                        each(workers(history), rows -> worker(history, rows, span, frame)),
                        list(history, frame)))
            .withId("slots")
            .attr("data-live", "morph"));
  }

  private static DomContent spans(SlotSpan current) {
    return nav(each(
            Arrays.stream(SlotSpan.values())
                .map(
                    span -> {
                      var link = a(span.word()).withHref(PATH + "?span=" + span.word());
                      return (DomContent)
                          (span == current ? link.attr("aria-current", "true") : link);
                    })))
        .withClass("tabs small")
        .attr("aria-label", "Time");
  }

  private static DomContent extent(SlotHistory history, Frame frame) {
    return each(
        text(
            "%s in %s."
                .formatted(
                    Numbers.counted(history.attempts(), "attempt"),
                    Numbers.counted(history.rows().size(), "slot"))),
        history.isWhole()
            ? text("")
            : each(
                text(" More has ended than is drawn: it is complete since "),
                When.exact(history.since(), frame),
                text(".")),
        history.slotsLeft() == 0
            ? text("")
            : text(" %s more left out.".formatted(Numbers.counted(history.slotsLeft(), "slot"))),
        history.waitingLeft()
            ? text(
                " Of jobs that wait to run again, far back in a long line, earlier attempts are"
                    + " missing until they do.")
            : text(""));
  }

  private static DomContent legend(SlotHistory history) {
    var outcomes =
        history.rows().stream()
            .flatMap(row -> row.runs().stream())
            .map(SlotRun::outcome)
            .distinct()
            .sorted();
    return div(each(
            outcomes.map(
                outcome ->
                    span(span().withClasses("key", outcome), text(Timeline.words(outcome))))))
        .withClass("legend");
  }

  private static Collection<List<SlotRow>> workers(SlotHistory history) {
    return history.rows().stream()
        .collect(Collectors.groupingBy(SlotRow::worker, LinkedHashMap::new, Collectors.toList()))
        .values();
  }

  private static DomContent worker(
      SlotHistory history, List<SlotRow> rows, SlotSpan span, Frame frame) {
    var first = rows.getFirst();
    return section(
            h2(
                Stored.code(first.worker()),
                first.alive() ? text("") : span(" gone").withClass("muted")),
            new SlotChart(history, span.step(), frame).of(rows))
        .withId("slots-" + first.worker())
        .withClass("card");
  }

  /// The same in words, for who cannot see or point.
  private static DomContent list(SlotHistory history, Frame frame) {
    var runs =
        history.rows().stream()
            .flatMap(row -> row.runs().stream())
            .sorted(SlotRun.LAST_FIRST)
            .limit(MOST_LISTED)
            .toList();
    return details(
            summary(
                history.attempts() > runs.size()
                    ? "The last %d attempts as a table".formatted(runs.size())
                    : "The attempts as a table"),
            div(table(
                        thead(
                            tr(
                                th("Job"),
                                th("Outcome"),
                                th("Started"),
                                th("Duration").withClass("num"),
                                th("Worker"))),
                        tbody(each(runs, run -> row(run, frame))))
                    .withClass("rows runs"))
                .withClass("scroll")
                .withTabindex(0))
        .withId("slot-table");
  }

  private static DomContent row(SlotRun run, Frame frame) {
    var attempt = run.attempt();
    var ended = attempt.endedAt();
    return tr(
        td(
            a(Stored.line(run.job().id()))
                .withHref(
                    Addresses.job(
                        run.job().id(), Map.of("attempt", Integer.toString(attempt.number()))))
                .withClass("id"),
            text(" #" + attempt.number())),
        td(span(Timeline.words(run.outcome()))),
        td(When.ago(attempt.startedAt(), frame)),
        td(ended == null
                ? When.since(attempt.startedAt(), frame)
                : When.duration(attempt.duration().orElse(null)))
            .withClass("num"),
        td(Stored.line(attempt.worker()), text(" / " + attempt.slot())).withClass("name"));
  }
}
