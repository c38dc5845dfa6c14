package dev.queuectl.web.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.form;
import static j2html.TagCreator.input;
import static j2html.TagCreator.label;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.option;
import static j2html.TagCreator.select;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.text;

import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.Wait;
import dev.queuectl.report.FilterReader;
import dev.queuectl.web.page.part.FormFields;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.JobOrder;
import dev.queuectl.web.page.part.Parts;
import j2html.tags.DomContent;
import j2html.tags.Tag;
import j2html.tags.specialized.InputTag;
import j2html.tags.specialized.SelectTag;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What narrows a list of jobs: a tab a state, and a form for the rest.
final class JobFilterForm {
  private static final String PATH = "/jobs";

  private JobFilterForm() {}

  static DomContent of(JobsView view, Frame frame) {
    return each(
        states(view),
        fields(view),
        div().withId("saved").withClass("saved").attr("hidden")); // by a script, in this browser
  }

  private static DomContent states(JobsView view) {
    var filter = view.filter();
    return nav(
            tab("all", total(view.counts()), filter.inAnyState(), filter.isInAnyState()),
            each(
                Arrays.stream(JobState.values())
                    .map(
                        state ->
                            tab(
                                state.word(),
                                view.counts().get(state),
                                filter.in(state),
                                filter.isIn(state)))),
            each(Arrays.stream(Wait.values()).flatMap(wait -> tab(view, wait).stream())))
        .withId("states")
        .withClass("tabs")
        .attr("data-live", "morph")
        .attr("aria-label", "States");
  }

  private static @Nullable Long total(Map<JobState, Long> counts) {
    return counts.isEmpty()
        ? null
        : (Long) counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /// Only where there are such jobs, or where they are asked for: most queues have none.
  private static Optional<DomContent> tab(JobsView view, Wait wait) {
    var filter = view.filter();
    var count = view.waiting().getOrDefault(wait, 0L);
    var isCurrent = filter.equals(filter.waitingFor(wait));
    var known = filter.isByIndex() ? count : null;
    return wait != Wait.READY && count > 0 || isCurrent
        ? Optional.of(tab(wait.word(), known, filter.waitingFor(wait), isCurrent))
        : Optional.empty();
  }

  /// @param count null if it is not known
  private static DomContent tab(
      String word, @Nullable Long count, ListAddress filter, boolean current) {
    var link =
        a(
                isState(word) ? Parts.icon(word) : text(""),
                text(word + " "),
                count == null ? text("") : span(Numbers.grouped(count)).withClass("num muted"))
            .withHref(filter.address(PATH))
            .withClass(word);
    return current ? link.attr("aria-current", "page") : link;
  }

  private static boolean isState(String word) {
    return Arrays.stream(JobState.values()).anyMatch(state -> state.word().equals(word));
  }

  /// What is used every day stands in one row, the rest is folded away unless it is set.
  private static DomContent fields(JobsView view) {
    var filter = view.filter();
    var more =
        details(
            summary("Time, order"),
            div(
                    field(
                        "Since",
                        "since",
                        words("since", filter.since()).withPlaceholder("e.g. 09:00, 2h"),
                        view),
                    field(
                        "Until",
                        "until",
                        words("until", filter.until()).withPlaceholder("e.g. 2026-01-31"),
                        view),
                    field("Order", "sort", orders(filter), view))
                .withClass("more"));
    return form(
            Parts.hidden("form", "filter"),
            Parts.hidden("state", filter.parameters().getOrDefault("state", "")),
            Parts.hidden("cause", filter.cause()),
            field(
                "Contains",
                "text",
                words("text", filter.text()).withPlaceholder("id, command or error"),
                view),
            field(
                "Queue",
                "queue",
                FormFields.choice("queue", view.queues().stream(), filter.queue()),
                view),
            div(button("Show").withType("submit").withClass("button"), reset(filter))
                .withClass("buttons"),
            isMoreSet(view) ? more.attr("open") : more)
        .withMethod("get")
        .withAction(PATH)
        .withClass("filter");
  }

  private static boolean isMoreSet(JobsView view) {
    var filter = view.filter();
    return view.typed().isWrong() || !filter.since().isEmpty() || !filter.until().isEmpty();
  }

  private static DomContent reset(ListAddress filter) {
    return filter.isAll() ? text("") : a("Reset").withHref(PATH).withClass("button quiet");
  }

  private static <T extends Tag<T>> DomContent field(
      String title, String name, T control, JobsView view) {
    return label(
        span(title),
        FormFields.marked(control, name, view.typed()),
        FormFields.problem(name, view.typed()));
  }

  private static InputTag words(String name, String value) {
    return input()
        .withType("text")
        .withName(name)
        .withValue(value)
        .withMaxlength(Integer.toString(FilterReader.LONGEST_TEXT));
  }

  private static SelectTag orders(ListAddress filter) {
    return select(
            each(
                Arrays.stream(JobOrder.values())
                    .filter(order -> order.isStored() || order == filter.order())
                    .map(
                        order ->
                            option(order.word())
                                .withValue(order.word())
                                .withCondSelected(order == filter.order()))))
        .withName("sort");
  }
}
