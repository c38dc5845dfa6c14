package dev.queuectl.web.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.p;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.queuectl.Event;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.Topic;
import dev.queuectl.web.page.part.When;
import j2html.tags.DomContent;
import java.util.List;

/// `/events`: who did what.
public final class EventsPage {
  private EventsPage() {}

  /// @param more whether there are older ones
  public static String html(List<Event> events, boolean more, Frame frame) {
    return Layout.page(
        frame,
        Topic.EVENTS,
        "Events",
        Parts.heading("Events"),
        p("What was done at the command line, on these pages and through the API.")
            .withClass("muted"),
        events.isEmpty()
            ? Parts.empty("Nothing has been done yet.", "queuectl events")
            : each(
                div(table(events, frame)).withClass("scroll sheet").withTabindex(0),
                pages(events, more)));
  }

  private static DomContent table(List<Event> events, Frame frame) {
    return j2html.TagCreator.table(
            thead(
                tr(
                    th("Time"),
                    th("Who"),
                    th("From"),
                    th("Action"),
                    th("Subject"),
                    th("Detail").withClass("wide"))),
            tbody(each(events, event -> row(event, frame))))
        .withClass("rows stacked events");
  }

  private static DomContent row(Event event, Frame frame) {
    return tr(
            td(When.ago(event.happenedAt(), frame)),
            td(Stored.line(event.actor())),
            td(Stored.line(event.origin())),
            td(Stored.line(event.action())),
            td(event.subject() == null ? When.none() : Stored.code(event.subject()))
                .withClasses("subject", event.subject() == null ? "none" : ""),
            td(event.detail() == null ? When.none() : Stored.line(event.detail()))
                .withClasses("wide", event.detail() == null ? "none" : ""))
        .withId("event-" + event.seq())
        .attr("data-row");
  }

  private static DomContent pages(List<Event> events, boolean more) {
    return more
        ? nav(a("Older →")
                .withHref("/events?cursor=" + events.getLast().seq())
                .withClass("button small")
                .attr("data-key", "n"))
            .withClass("pager")
            .attr("aria-label", "List")
        : text("");
  }
}
