package dev.queuectl.web.page.activity;

import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.queuectl.Bytes;
import dev.queuectl.Numbers;
import dev.queuectl.report.tail.FreshLines;
import dev.queuectl.report.tail.RunningOutput;
import dev.queuectl.report.tail.TailPlace;
import dev.queuectl.web.page.output.OutputLines;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.Topic;
import j2html.TagCreator;
import j2html.tags.DomContent;

/// `/tail`: what all running jobs print, as it comes. A script adds the lines; without it, the page
/// is as things are now.
public final class TailPage {
  public static final String PATH = "/tail";

  /// What has come since, for an open page.
  public static final String LINES = "/tail/lines";

  private TailPage() {}

  public static String html(RunningOutput output, Frame frame) {
    return Layout.page(
        frame,
        Topic.TAIL,
        "Live output",
        Parts.heading(
            "Live output",
            button("Pause")
                .withType("button")
                .withId("tail-pause")
                .withClass("button small")
                .attr("aria-pressed", "false")
                .attr("hidden")),
        p(running(output))
            .withId("tail-running")
            .withClass("muted")
            .withData("running", Long.toString(output.running()))
            .attr("data-live", "morph"),
        section(
                div(lines(output))
                    .withId("tail")
                    .withClass("lines tail")
                    .withData("at", TailPlace.words(output.places()))
                    .withData("lines", LINES)
                    .attr("tabindex", "0")
                    .attr("role", "log")
                    .attr("aria-live", "off")
                    .attr("aria-label", "Output of running jobs"))
            .withClass("card output"));
  }

  private static DomContent running(RunningOutput output) {
    var left = output.running() - output.places().size();
    return text(
        output.running() == 0
            ? "No job is running. What the next ones print appears here."
            : Numbers.counted(output.running(), "job is running", "jobs are running")
                + (left <= 0
                    ? "."
                    : "; the %s enqueued last are followed."
                        .formatted(Numbers.grouped(output.places().size()))));
  }

  /// What has come, for a page that is open.
  public static String update(RunningOutput output) {
    return div(lines(output)).withData("at", TailPlace.words(output.places())).render();
  }

  private static DomContent lines(RunningOutput output) {
    return each(output.fresh(), TailPage::lines);
  }

  private static DomContent lines(FreshLines fresh) {
    return each(
        fresh.skipped() == 0
            ? text("")
            : line(
                fresh,
                span("… %s left out".formatted(Bytes.text(fresh.skipped()))).withClass("cut")),
        each(fresh.lines(), line -> line(fresh, OutputLines.content(line))));
  }

  private static DomContent line(FreshLines fresh, DomContent content) {
    var id = fresh.job().id();
    var address = Addresses.job(id, StreamAddress.of(fresh.attempt(), fresh.stream()));
    return div(
            TagCreator.a(Stored.line(id))
                .withHref(address + "#output")
                .withClass("of")
                .withTitle(Stored.plain(fresh.job().command())),
            span(fresh.stream().equals("stderr") ? "err" : "out").withClass("muted stream"),
            span(content).withClass("lt"))
        .withClasses("line", fresh.stream());
  }
}
