package dev.queuectl.web.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.Numbers;
import dev.queuectl.store.CauseStore.Group;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.GroupOrder;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Sorting;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.Topic;
import dev.queuectl.web.page.part.When;
import j2html.tags.DomContent;
import java.util.LinkedHashMap;
import java.util.Map;

/// `/dlq`: the dead by cause, each group with the way back for all of it.
public final class DlqPage {
  private static final String PATH = "/dlq";
  private static final ListAddress DEAD = ListAddress.ALL.in(JobState.DEAD);

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
            p(counts(view)).withClass("muted"),
            view.isSortable() ? orders(view) : text(""),
            each(view.groups().shown(), group -> group(group, view, frame)),
            pages(view))
        .withId("groups")
        .attr("data-live", "morph");
  }

  private static DomContent orders(DlqView view) {
    var orders = new LinkedHashMap<String, String>();
    for (var order : GroupOrder.values()) {
      orders.put(order.title(), address(1, order));
    }
    return Sorting.links(orders, view.order().title());
  }

  private static String counts(DlqView view) {
    var groups = view.groups();
    return "%s in %s by cause: how the last attempt ended, and the last line of its standard error, ignoring numbers and paths.%s%s"
        .formatted(
            Numbers.counted(view.total(), "job"),
            Numbers.counted(groups.groups(), "group"),
            groups.groups() > groups.shown().size() && !groups.shown().isEmpty()
                ? " These are groups " + part(view) + "."
                : "",
            groups.unnamed() == 0
                ? ""
                : " Not grouped yet: %s; a running worker does it within a minute."
                    .formatted(Numbers.counted(groups.unnamed(), "job")));
  }

  private static String part(DlqView view) {
    return Numbers.part(view.skipped(), view.groups().shown().size(), view.groups().groups());
  }

  private static DomContent group(Group group, DlqView view, Frame frame) {
    return section(
            div(
                    h2(
                        span(Numbers.grouped(group.count())).withClass("count big-count"),
                        Stored.line(group.cause().ending())),
                    actions(group, view, frame))
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
                .withClass("muted"))
        .withId("group-" + group.name())
        .withClass("card group")
        .attr("data-row");
  }

  private static DomContent actions(Group group, DlqView view, Frame frame) {
    var jobs = ListAddress.diedOf(group.name());
    return div(
            a("Show jobs").withHref(jobs.address("/jobs")).withClass("button"),
            frame.readOnly()
                ? text("")
                : each(
                    Parts.action("/dlq/retry", "Retry group", fields(group, view)),
                    a("Remove group")
                        .withHref(jobs.askAddress(JobVerb.REMOVE))
                        .withClass("button danger")))
        .withClass("actions");
  }

  private static Map<String, String> fields(Group group, DlqView view) {
    return Map.of(
        "group", group.name(), "page", Integer.toString(view.page()), "sort", view.order().word());
  }

  private static DomContent pages(DlqView view) {
    return nav(
            view.page() == 1
                ? text("")
                : a("← Previous")
                    .withHref(address(view.page() - 1, view.order()))
                    .withClass("button small"),
            view.isLast()
                ? text("")
                : a("Next →")
                    .withHref(address(view.page() + 1, view.order()))
                    .withClass("button small"))
        .withClass("pager")
        .attr("aria-label", "Groups");
  }

  /// Of a page of the groups.
  public static String address(int page, GroupOrder order) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("sort", order == GroupOrder.LARGEST ? "" : order.word());
    parameters.put("page", page == 1 ? "" : Integer.toString(page));
    return Addresses.of(PATH, parameters);
  }
}
