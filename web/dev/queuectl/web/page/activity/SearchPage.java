package dev.queuectl.web.page.activity;

import static j2html.TagCreator.a;
import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.mark;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.queuectl.Bytes;
import dev.queuectl.Numbers;
import dev.queuectl.report.search.FoundLine;
import dev.queuectl.report.search.LogSearch.Found;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.Topic;
import dev.queuectl.web.page.part.When;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;

/// `/search`: what all jobs have printed, searched from the newest job on.
public final class SearchPage {
  public static final String PATH = "/search";

  private SearchPage() {}

  public static String html(SearchView view, Frame frame) {
    var found = view.found();
    return Layout.page(
        frame,
        Topic.SEARCH,
        "Search output",
        Parts.heading("Search output"),
        new SearchForm(view).html(),
        found == null
            ? p("Looks through what jobs have printed, the newest jobs first, in any case.")
                .withClass("muted")
            : each(
                p(summary(view, found, frame)).withClass("muted").withId("searched"),
                each(outputs(found), lines -> output(lines, view.find())),
                further(view, found)));
  }

  private static DomContent summary(SearchView view, Found found, Frame frame) {
    var lines = found.lines().size();
    var jobs = found.lines().stream().map(line -> line.job().seq()).distinct().count();
    var reached = found.reached();
    return each(
        text(
            lines == 0
                ? "Nothing found"
                : "%s in %s"
                    .formatted(Numbers.counted(lines, "line"), Numbers.counted(jobs, "job"))),
        text(view.isFurther() ? " in this part: " : ": "),
        text(
            "looked through %s of output of %s"
                .formatted(Bytes.text(found.bytes()), Numbers.counted(found.jobs(), "job"))),
        found.next() == null
            ? text(view.isFurther() ? ", to the end." : ", all that match.")
            : reached == null
                ? text(".")
                : each(
                    text(", back to "),
                    Parts.jobLink(reached.id()),
                    text(", enqueued "),
                    When.ago(reached.createdAt(), frame),
                    text(".")));
  }

  /// Lines of the same output stand together.
  private static List<List<FoundLine>> outputs(Found found) {
    var outputs = new ArrayList<List<FoundLine>>();
    for (var line : found.lines()) {
      if (outputs.isEmpty() || !isSame(outputs.getLast().getLast(), line)) {
        outputs.add(new ArrayList<>());
      }
      outputs.getLast().add(line);
    }
    return outputs;
  }

  private static boolean isSame(FoundLine one, FoundLine other) {
    return one.job().seq() == other.job().seq()
        && one.attempt() == other.attempt()
        && one.stream().equals(other.stream());
  }

  private static DomContent output(List<FoundLine> lines, String find) {
    var first = lines.getFirst();
    return section(
            div(
                    Parts.jobLink(first.job().id()),
                    Parts.state(first.job().state()),
                    span("attempt %d, %s".formatted(first.attempt(), first.stream()))
                        .withClass("muted"),
                    Stored.code(first.job().command()))
                .withClass("found-job"),
            ol(each(lines, SearchPage::line)),
            lines.getLast().more() ? all(first, find) : text(""))
        .withClass("card found");
  }

  private static DomContent line(FoundLine line) {
    var parameters = StreamAddress.of(line.attempt(), line.stream());
    parameters.put("line", Long.toString(line.line()));
    var anchor = (line.stream().equals("stderr") ? "#E" : "#L") + line.line();
    return li(
        a("line " + Numbers.grouped(line.line()))
            .withHref(Addresses.job(line.job().id(), parameters) + anchor),
        code(
            Stored.line(line.before()),
            mark(Stored.line(line.match())),
            Stored.line(line.after())));
  }

  /// A job that says the same again and again hides no other.
  private static DomContent all(FoundLine line, String find) {
    var parameters = StreamAddress.of(line.attempt(), line.stream());
    parameters.put("find", find);
    return p(a("All such lines of this output")
            .withHref(Addresses.job(line.job().id(), parameters) + "#output"))
        .withClass("small");
  }

  private static DomContent further(SearchView view, Found found) {
    var parameters = view.filter().parameters();
    parameters.put("find", view.find());
    var links = new ArrayList<DomContent>();
    if (view.isFurther()) {
      links.add(
          a("Newest jobs")
              .withHref(Addresses.of(PATH, parameters))
              .withClass("button small")
              .attr("data-key", "p"));
    }
    var next = found.next();
    if (next != null) {
      parameters.put("cursor", next.word());
      links.add(
          a("Search on →")
              .withHref(Addresses.of(PATH, parameters))
              .withClass("button small")
              .attr("data-key", "n"));
    }
    return links.isEmpty()
        ? text("")
        : nav(links.toArray(DomContent[]::new)).withClass("pager").attr("aria-label", "Search");
  }
}
