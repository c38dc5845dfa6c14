package dev.queuectl.web.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
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
import dev.queuectl.Bytes;
import dev.queuectl.Numbers;
import dev.queuectl.web.page.output.OutputLines;
import dev.queuectl.web.page.output.OutputWindow;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Stored;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// What an attempt has printed: both streams or one, by windows, searched, followed while it runs.
final class OutputPanel {
  private static final List<String> STREAMS = List.of("both", "stdout", "stderr");

  private final JobView view;
  private final Attempt attempt;

  private OutputPanel(JobView view, Attempt attempt) {
    this.view = view;
    this.attempt = attempt;
  }

  static DomContent of(JobView view) {
    return view.shown() == null ? text("") : new OutputPanel(view, view.shown()).html();
  }

  private DomContent html() {
    return section(
            div(
                    h2("Output of attempt " + attempt.number()),
                    streams(),
                    search(),
                    attempt.endedAt() == null ? follow() : text(""))
                .withClass("panel-head"),
            each(view.matches(), this::matches),
            each(view.output(), this::stream))
        .withId("output")
        .withClass("card output");
  }

  private DomContent streams() {
    return nav(each(
            STREAMS.stream()
                .map(
                    stream -> {
                      var link = a(stream).withHref(address(stream) + "#output");
                      return (DomContent)
                          (stream.equals(view.stream()) ? link.attr("aria-current", "true") : link);
                    })))
        .withClass("tabs small")
        .attr("aria-label", "Streams");
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
            button("Find").withType("submit").withClass("button small"))
        .withMethod("get")
        .withAction("/job#output")
        .withClass("find");
  }

  private static DomContent follow() {
    return button("Follow")
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
    var head =
        view.output().size() > 1 || output.size() > 0
            ? h3(text(output.stream() + " "), span(Bytes.text(output.size())).withClass("muted"))
            : text("");
    return div(head, output.size() == 0 ? nothing(output) : lines(output), windows(output));
  }

  private DomContent nothing(OutputWindow output) {
    return each(
        p("Nothing was printed to " + output.stream() + (attempt.endedAt() == null ? " yet." : "."))
            .withClass("muted"),
        attempt.endedAt() == null ? lines(output) : text(""));
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
    return attempt.endedAt() == null && output.isAtEnd()
        ? lines
            .withData("follow", follow(output))
            .withData("next", Long.toString(output.next()))
            .withData("line", Long.toString(output.nextLine()))
        : lines;
  }

  /// Of this very job: another one may take its id.
  private String follow(OutputWindow output) {
    return "/job/output?%s&seq=%d"
        .formatted(address(output.stream()).substring(5), view.job().seq());
  }

  private DomContent windows(OutputWindow output) {
    var address = address(output.stream());
    var links = new ArrayList<DomContent>();
    if (output.from() > 0) {
      links.add(a("Start").withHref(address + "&from=0#output"));
      links.add(a("↑ Earlier").withHref(address + "&until=" + output.from() + "#output"));
    }
    if (!output.isAtEnd()) {
      links.add(a("↓ Later").withHref(address + "&from=" + output.end() + "#output"));
      links.add(a("End").withHref(address + "#output"));
    }
    if (links.isEmpty()) {
      return text("");
    }
    links.add(
        span("bytes %s to %s of %s"
                .formatted(
                    Numbers.grouped(output.from()),
                    Numbers.grouped(output.end()),
                    Numbers.grouped(output.size())))
            .withClass("muted"));
    return nav(links.toArray(DomContent[]::new))
        .withClass("windows")
        .attr("aria-label", "Parts of " + output.stream());
  }
}
