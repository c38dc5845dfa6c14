package dev.queuectl.web.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.form;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.input;
import static j2html.TagCreator.li;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.queuectl.Attempt;
import dev.queuectl.Numbers;
import dev.queuectl.web.page.output.OutputLines;
import dev.queuectl.web.page.output.OutputUpdate;
import dev.queuectl.web.page.output.OutputWindow;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Stored;
import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.SectionTag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an attempt has printed: both streams or one, by windows, searched, followed while it runs.
final class OutputPanel {
  private static final List<String> STREAMS = List.of("both", "interleaved", "stdout", "stderr");

  private final JobView view;
  private final Attempt attempt;

  private OutputPanel(JobView view, Attempt attempt) {
    this.view = view;
    this.attempt = attempt;
  }

  /// An open page replaces it when it shows another attempt.
  static DomContent of(JobView view) {
    var shown = view.shown();
    if (shown == null) {
      return section()
          .withId("output")
          .withData("shown", "0")
          .attr("data-live", "replace")
          .attr("hidden");
    }
    var panel = new OutputPanel(view, shown).html();
    return view.isKnown() ? panel : panel.attr("data-live", "replace");
  }

  private SectionTag html() {
    var panel =
        section(
                div(
                        h2("Output of attempt " + attempt.number()),
                        streams(),
                        search(),
                        newer(),
                        runs() ? button() : text(""))
                    .withClass("panel-head"),
                each(view.matches(), this::matches),
                interleaved(),
                each(view.output(), this::stream))
            .withId("output")
            .withClass("card output")
            .withData("shown", Integer.toString(attempt.number()));
    return runs() ? panel.withData("follow", follow()) : panel;
  }

  /// Whoever looks at a certain attempt is not taken away from it.
  private DomContent newer() {
    var newest = view.attempts().stream().mapToInt(Attempt::number).max().orElse(attempt.number());
    return div(newest == attempt.number()
            ? text("")
            : a("Show attempt %d, the newest".formatted(newest))
                .withHref(Addresses.job(view.job().id()) + "#output"))
        .withId("newer-attempt")
        .attr("data-live", "morph");
  }

  private DomContent streams() {
    return nav(each(
            STREAMS.stream()
                .map(
                    stream -> {
                      var link = a(stream).withHref(stays(stream) + "#output");
                      return (DomContent)
                          (stream.equals(view.stream()) ? link.attr("aria-current", "true") : link);
                    })))
        .withClass("tabs small")
        .attr("aria-label", "Streams");
  }

  /// Whoever follows the job goes on doing so.
  private String stays(String stream) {
    return view.isPinned()
        ? address(stream)
        : Addresses.job(view.job().id(), Map.of("stream", stream.equals("both") ? "" : stream));
  }

  private String address(String stream) {
    return Addresses.job(view.job().id(), parameters(stream));
  }

  private LinkedHashMap<String, String> parameters(String stream) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("attempt", Integer.toString(attempt.number()));
    parameters.put("stream", stream.equals("both") ? "" : stream);
    return parameters;
  }

  private DomContent search() {
    return form(
            Parts.hidden("form", "find"),
            Parts.hidden("id", view.job().id()),
            each(parameters(view.stream()), Parts::hidden),
            input()
                .withType("search")
                .withName("find")
                .withValue(view.find())
                .withMaxlength("200")
                .withPlaceholder("Find in output")
                .attr("aria-label", "Find in output"),
            TagCreator.button("Find").withType("submit").withClass("button small"))
        .withMethod("get")
        .withAction("/job#output")
        .withClass("find");
  }

  private static DomContent button() {
    return TagCreator.button("Follow")
        .withType("button")
        .withId("follow")
        .withClass("button small")
        .attr("aria-pressed", "true")
        .attr("hidden");
  }

  private DomContent matches(OutputWindow.Matches matches) {
    if (matches.found().isEmpty()) {
      return p(text("Nothing in " + matches.stream() + " contains "), Stored.code(view.find()))
          .withClass("muted");
    }
    return div(
            h3(
                matches.found().size() == 1 && !matches.more()
                    ? matches.stream() + ": 1 line matches"
                    : "%s: %d%s lines match"
                        .formatted(
                            matches.stream(),
                            matches.found().size(),
                            matches.more() ? " and more" : "")),
            ol(each(matches.found(), match -> match(matches.stream(), match))))
        .withClass("matches");
  }

  private DomContent match(String stream, OutputWindow.Match match) {
    var anchor = (stream.equals("stderr") ? "#E" : "#L") + match.line();
    return li(
        a("line " + Numbers.grouped(match.line()))
            .withHref(address(stream) + "&line=" + match.line() + anchor),
        text(" "),
        Stored.code(match.text()));
  }

  private DomContent stream(OutputWindow output) {
    return div(
        div(
                OutputUpdate.about(output, view.output().size() > 1, runs()),
                output.size() > 0 || runs() ? whole(output.stream()) : text(""))
            .withClass("stream-head"),
        output.size() > 0 || runs() ? lines(output) : text(""),
        windows(output));
  }

  /// All of it, for other programs.
  private DomContent whole(String stream) {
    var address =
        Addresses.job(view.job().id(), parameters(stream)).replaceFirst("^/job", "/job/output/raw")
            + "&seq="
            + view.job().seq();
    return nav(
            a("Raw").withHref(address),
            a("Download").withHref(address + "&download=1").attr("download"))
        .attr("aria-label", "All of " + stream);
  }

  private DomContent interleaved() {
    var both = view.interleaved();
    if (both == null) {
      return view.stream().equals("interleaved") && runs()
          ? p("In which order both streams are written to is known when the attempt has ended.")
              .withClass("muted")
          : text("");
    }
    var lines =
        div(both.lines().toArray(DomContent[]::new))
            .withId("lines-interleaved")
            .withClass("lines")
            .attr("tabindex", "0")
            .attr("role", "log")
            .attr("aria-live", "off")
            .attr("aria-label", "stdout and stderr");
    if (both.from() > 0 && both.end() == both.size()) {
      lines.withData("tail", "");
    }
    return div(
        div(both.about(), whole("interleaved")).withClass("stream-head"),
        both.size() == 0 ? p("Nothing was printed.").withClass("muted") : lines,
        windows("interleaved", both.from(), both.end(), both.size()));
  }

  private boolean runs() {
    return attempt.endedAt() == null;
  }

  private DomContent lines(OutputWindow output) {
    var lines =
        div(OutputLines.lines(output, address(output.stream())).toArray(DomContent[]::new))
            .withId("lines-" + output.stream())
            .withClass("lines")
            .attr("tabindex", "0")
            .attr("role", "log")
            .attr("aria-live", "off")
            .attr("aria-label", output.stream());
    if (output.from() > 0 && output.isAtEnd()) {
      lines.withData("tail", "");
    }
    return runs() && output.isAtEnd()
        ? lines.withData("stream", output.stream()).withData("at", output.place().word())
        : lines;
  }

  /// Of this very job: another one may take its id.
  private String follow() {
    return Addresses.job(view.job().id()).replaceFirst("^/job", "/job/output")
        + "&attempt=%d&seq=%d".formatted(attempt.number(), view.job().seq());
  }

  private DomContent windows(OutputWindow output) {
    return windows(output.stream(), output.from(), output.end(), output.size());
  }

  private DomContent windows(String stream, long from, long end, long size) {
    var address = address(stream);
    var links = new ArrayList<DomContent>();
    if (from > 0) {
      links.add(a("Start").withHref(address + "&from=0#output"));
      links.add(a("↑ Earlier").withHref(address + "&until=" + from + "#output"));
    }
    if (end < size) {
      links.add(a("↓ Later").withHref(address + "&from=" + end + "#output"));
      links.add(a("End").withHref(address + "#output"));
    }
    if (links.isEmpty()) {
      return runs() ? beginning(address) : text("");
    }
    links.add(
        span("bytes %s to %s of %s"
                .formatted(Numbers.grouped(from), Numbers.grouped(end), Numbers.grouped(size)))
            .withClass("muted"));
    return nav(links.toArray(DomContent[]::new))
        .withClass("windows")
        .attr("aria-label", "Parts of " + stream);
  }

  /// Shown once a page that follows has dropped the first lines.
  private static DomContent beginning(String address) {
    return nav(a("Start").withHref(address + "&from=0#output")).withClass("windows").attr("hidden");
  }
}
