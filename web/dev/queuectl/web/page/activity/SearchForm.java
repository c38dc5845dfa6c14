package dev.queuectl.web.page.activity;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.form;
import static j2html.TagCreator.input;
import static j2html.TagCreator.label;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.text;

import dev.queuectl.JobState;
import dev.queuectl.web.page.part.FormFields;
import dev.queuectl.web.page.part.Parts;
import j2html.tags.DomContent;
import j2html.tags.Tag;
import j2html.tags.specialized.InputTag;
import java.util.Arrays;
import java.util.stream.Stream;

/// What to search for, in the output of which jobs: the words of the list of jobs.
final class SearchForm {
  private final SearchView view;

  SearchForm(SearchView view) {
    this.view = view;
  }

  DomContent html() {
    var filter = view.filter();
    return form(
            Parts.hidden("form", "search"),
            Parts.hidden("cause", filter.cause()),
            field(
                "Lines that contain",
                "find",
                line("find", view.find()).withType("search").isRequired()),
            field("Jobs in state", "state", FormFields.choice("state", states(), state())),
            field(
                "Queue",
                "queue",
                FormFields.choice("queue", view.queues().stream(), filter.queue())),
            div(button("Search").withType("submit").withClass("button"), reset())
                .withClass("buttons"),
            more())
        .withMethod("get")
        .withAction(SearchPage.PATH)
        .withClasses("filter", "search-output");
  }

  private DomContent more() {
    var filter = view.filter();
    var more =
        details(
            summary("Which jobs"),
            div(
                    field(
                        "Job contains",
                        "text",
                        line("text", filter.text()).withPlaceholder("id, command or error")),
                    field(
                        "Enqueued since",
                        "since",
                        line("since", filter.since()).withPlaceholder("e.g. 09:00, 2h")),
                    field(
                        "Until",
                        "until",
                        line("until", filter.until()).withPlaceholder("e.g. 2026-01-31")))
                .withClass("more"));
    var isSet =
        Stream.of("since", "until").anyMatch(name -> view.typed().problem(name) != null)
            || !filter.text().isEmpty()
            || !filter.since().isEmpty()
            || !filter.until().isEmpty();
    return isSet ? more.attr("open") : more;
  }

  private DomContent reset() {
    return view.find().isEmpty() && view.filter().isAll()
        ? text("")
        : a("Reset").withHref(SearchPage.PATH).withClass("button quiet");
  }

  private String state() {
    return view.filter().parameters().getOrDefault("state", "");
  }

  /// Several, or what jobs wait for, can stand in an address.
  private Stream<String> states() {
    var words = Arrays.stream(JobState.values()).map(JobState::word).toList();
    var chosen = state();
    return chosen.isEmpty() || words.contains(chosen)
        ? words.stream()
        : Stream.concat(words.stream(), Stream.of(chosen));
  }

  private static InputTag line(String name, String value) {
    return input().withType("text").withName(name).withValue(value).attr("autocomplete", "off");
  }

  private <T extends Tag<T>> DomContent field(String title, String name, T control) {
    return label(
        span(title),
        FormFields.marked(control, name, view.typed()),
        FormFields.problem(name, view.typed()));
  }
}
