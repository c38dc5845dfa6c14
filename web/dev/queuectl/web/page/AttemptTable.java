package dev.queuectl.web.page;

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

import dev.queuectl.Attempt;
import dev.queuectl.Bytes;
import dev.queuectl.Job;
import dev.queuectl.web.page.chart.Timeline;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.When;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Every execution of a job, the newest first, with the way to its output.
final class AttemptTable {
  private AttemptTable() {}

  static DomContent of(Job job, List<Attempt> attempts, Frame frame) {
    return table(
            thead(
                tr(
                    th("Attempt"),
                    th("Outcome"),
                    th("Started"),
                    th("Duration").withClass("num"),
                    th("Worker"),
                    th("Output").withClass("num"))),
            tbody(each(attempts.reversed(), attempt -> row(job, attempt, frame))))
        .withClass("rows runs");
  }

  private static DomContent row(Job job, Attempt attempt, Frame frame) {
    return tr(
            td(
                a("#" + attempt.number())
                    .withHref(
                        Addresses.job(
                                job.id(), Map.of("attempt", Integer.toString(attempt.number())))
                            + "#output")),
            td(outcome(attempt), error(attempt)).withClass("wide"),
            td(When.ago(attempt.startedAt(), frame)),
            td(attempt.endedAt() == null
                    ? When.since(attempt.startedAt(), frame)
                    : When.duration(attempt.duration().orElse(null)))
                .withClass("num"),
            td(Stored.line(attempt.worker()), text(" / " + attempt.slot())).withClass("name"),
            td(size(attempt)).withClass("num"))
        .withId("attempt-" + attempt.number())
        .attr("data-row");
  }

  /// In the looks of the state that is nearest.
  static DomContent outcome(Attempt attempt) {
    var outcome = Objects.requireNonNullElse(attempt.outcome(), "running");
    var look =
        switch (outcome) {
          case "running" -> "processing";
          case "succeeded" -> "completed";
          case "cancelled", "interrupted" -> "cancelled";
          default -> "dead";
        };
    return span(Parts.icon(look), Stored.line(Timeline.words(outcome))).withClasses("state", look);
  }

  private static DomContent size(Attempt attempt) {
    var bytes = attempt.stdoutBytes() + attempt.stderrBytes();
    return bytes == 0 ? When.none() : span(Bytes.text(bytes));
  }

  private static DomContent error(Attempt attempt) {
    return attempt.error() == null
        ? text("")
        : div(Parts.failure(attempt.error(), attempt.lastStderr())).withClass("muted small");
  }
}
