package dev.queuectl.web.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.Numbers;
import dev.queuectl.report.DeadGroup;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.Topic;
import dev.queuectl.web.page.part.When;
import j2html.tags.DomContent;
import java.util.Map;
import java.util.Set;

/// `/dlq`: the dead by cause, each group with the way back for all of it.
public final class DlqPage {
  private static final String PATH = "/dlq";
  private static final ListAddress DEAD =
      new ListAddress(
          Set.of(JobState.DEAD), Set.of(), "", "", "", "", dev.queuectl.store.JobQuery.Sort.NEWEST);

  private DlqPage() {}

  public static String html(DlqView view, Frame frame) {
    return Layout.page(
        frame,
        Topic.DLQ,
        "Dead letters",
        Parts.heading("Dead letters", all(view, frame)),
        view.total() == 0 ? empty() : groups(view, frame));
  }

  private static DomContent all(DlqView view, Frame frame) {
    return view.total() == 0
        ? text("")
        : each(
            a("List all").withHref(DEAD.address("/jobs")).withClass("button"),
            frame.readOnly()
                ? text("")
                : each(
                    a("Retry all " + Numbers.grouped(view.total()))
                        .withHref(DEAD.askAddress(JobVerb.RETRY))
                        .withClass("button"),
                    a("Remove all")
                        .withHref(DEAD.askAddress(JobVerb.REMOVE))
                        .withClass("button danger")));
  }

  private static DomContent empty() {
    return div(
            p("The dead letter queue is empty: nothing has failed for good."),
            p("Jobs end up here when they have no attempts left.").withClass("muted"))
        .withClass("empty good");
  }

  private static DomContent groups(DlqView view, Frame frame) {
    return div(
            p(Numbers.counted(view.total(), "job")
                    + " by cause: how the last attempt ended, and the last line of its standard"
                    + " error, ignoring numbers and paths.")
                .withClass("muted"),
            view.looked() < view.total()
                ? p("Only the newest %s are grouped.".formatted(Numbers.grouped(view.looked())))
                    .withClass("muted")
                : text(""),
            each(view.groups(), group -> group(group, view, frame)))
        .withId("groups")
        .attr("data-live", "morph");
  }

  private static DomContent group(DeadGroup group, DlqView view, Frame frame) {
    var name = group.cause().group();
    var open = name.equals(view.group());
    return section(
            div(
                    h2(
                        span(Numbers.grouped(group.count())).withClass("count big-count"),
                        Stored.line(group.cause().ending())),
                    actions(name, open, frame))
                .withClass("heading"),
            group.cause().message().isEmpty()
                ? text("")
                : p(Stored.code(group.cause().message())).withClass("cause"),
            p(
                    text("last "),
                    When.ago(group.lastSeenAt(), frame),
                    text(", first "),
                    When.ago(group.firstSeenAt(), frame),
                    text(", for example "),
                    Parts.jobLink(group.example()))
                .withClass("muted"),
            open
                ? div(JobListing.of(view.jobs(), frame)).withClass("scroll").withTabindex(0)
                : text(""))
        .withId("group-" + name)
        .withClass("card group")
        .attr("data-row");
  }

  private static DomContent actions(String name, boolean open, Frame frame) {
    return div(
            a(open ? "Hide jobs" : "Show jobs")
                .withHref(open ? PATH : PATH + "?group=" + name + "#group-" + name)
                .withClass("button"),
            frame.readOnly()
                ? text("")
                : Parts.action("/dlq/retry", "Retry group", Map.of("group", name)))
        .withClass("actions");
  }
}
