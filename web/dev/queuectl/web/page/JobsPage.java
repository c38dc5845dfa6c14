package dev.queuectl.web.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.form;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.queuectl.JobEdit;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.Numbers;
import dev.queuectl.Wait;
import dev.queuectl.report.ShellWords;
import dev.queuectl.store.JobQuery.Place;
import dev.queuectl.store.JobQuery.Sort;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.Topic;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// `/jobs`: the list, what narrows it, and what can be done to some or all of it.
public final class JobsPage {
  private static final String PATH = "/jobs";

  private final JobsView view;
  private final Frame frame;

  private JobsPage(JobsView view, Frame frame) {
    this.view = view;
    this.frame = frame;
  }

  public static String html(JobsView view, Frame frame) {
    return new JobsPage(view, frame).html();
  }

  private String html() {
    return Layout.page(
        frame,
        Topic.JOBS,
        "Jobs",
        Parts.heading("Jobs", enqueue()),
        JobFilterForm.of(view, frame),
        cause(),
        unsorted(),
        newer(),
        view.typed().isWrong()
            ? div(p("Nothing is listed: the filter cannot be read as it is.")).withClass("empty")
            : view.jobs().isEmpty() ? empty() : list());
  }

  /// The form has no place for it.
  private DomContent cause() {
    var cause = view.filter().cause();
    return cause.isEmpty()
        ? text("")
        : p(
                text("Only what died alike: group "),
                a(cause).withHref("/dlq#group-" + cause),
                text(". "),
                a("Any cause").withHref(view.filter().in(JobState.DEAD).address(PATH)))
            .withClass("muted");
  }

  /// Why the list is not in the order that was asked for.
  private DomContent unsorted() {
    return view.unsorted().isEmpty()
        ? text("")
        : p(view.unsorted()).withClass("notice minor").attr("role", "status");
  }

  private DomContent enqueue() {
    return frame.maySubmit()
        ? a("Enqueue").withHref(Topic.ENQUEUE.path()).withClass("button primary")
        : text("");
  }

  /// Stays as long as nothing is new, so that nothing moves when something is.
  private DomContent newer() {
    var many = view.newer() >= JobsView.MOST_NEWER;
    var content =
        view.newer() == 0
            ? text("")
            : a((many ? "%d+ new" : "%d new").formatted(view.newer()) + ", show")
                .withHref(view.filter().address(PATH))
                .withClass("button")
                .attr("data-key", "n");
    return div(content).withId("newer").withClass("newer").attr("data-live", "morph");
  }

  private DomContent list() {
    return form(
            Parts.hidden("state", view.filter().parameters().getOrDefault("state", "")),
            Parts.hidden("back", here()),
            div(JobListing.of(view, frame)).withClass("scroll").withTabindex(0),
            div(actions(), pages()).withClass("foot"))
        .withMethod("post")
        .withAction("/jobs/selected")
        .withClass("list")
        .attr("data-live-address", anchored());
  }

  private String here() {
    return view.listing().here(view.filter().address(PATH));
  }

  /// Where this very page is read again from, whatever is enqueued meanwhile.
  private String anchored() {
    if (!view.filter().order().isStored()) {
      return here();
    }
    var first = view.jobs().getFirst();
    var seq = view.filter().sort() == Sort.NEWEST ? first.seq() + 1 : first.seq() - 1;
    return view.listing().from(view.filter().address(PATH), new Place(first.priority(), seq))
        + (view.listing().after() == null ? "&live=first" : "&live=further");
  }

  private DomContent actions() {
    if (frame.readOnly()) {
      return text("");
    }
    var buttons = new ArrayList<DomContent>();
    buttons.add(span("Selected:").withClass("muted").attr("data-selected", "Selected"));
    verbs()
        .map(
            verb ->
                button(Parts.capital(verb.word()))
                    .withType("submit")
                    .withName("action")
                    .withValue(verb.word())
                    .withClass(verb == JobVerb.REMOVE ? "button small danger" : "button small"))
        .forEach(buttons::add);
    if (isEditable()) {
      buttons.add(
          button("Edit")
              .withType("submit")
              .attr("formaction", BulkEditPage.SELECTED)
              .attr("data-verb", JobListing.EDIT)
              .withClass("button small"));
    }
    return div(span(buttons.toArray(DomContent[]::new)).withClass("selected"), all())
        .withClass("bulk");
  }

  /// Those that suit at least one job that the filter lets through.
  private Stream<JobVerb> verbs() {
    var filter = view.filter();
    var states = filter.possibleStates();
    var waits = filter.states().isEmpty() ? filter.waits() : Set.<Wait>of();
    return Arrays.stream(JobVerb.values())
        .filter(verb -> states.stream().anyMatch(verb::suits))
        .filter(verb -> verb != JobVerb.HOLD || !waits.equals(Set.of(Wait.HELD)))
        .filter(verb -> verb != JobVerb.RELEASE || waits.isEmpty() || waits.contains(Wait.HELD));
  }

  private DomContent all() {
    return span(
            text(which()),
            each(
                verbs()
                    .map(
                        verb ->
                            (DomContent)
                                a(verb.word()).withHref(view.filter().askAddress(verb, here())))),
            isEditable() ? a("edit").withHref(view.filter().editAddress(here())) : text(""))
        .withClass("all");
  }

  private boolean isEditable() {
    return view.filter().possibleStates().stream().anyMatch(JobEdit::suits);
  }

  private String which() {
    var number = view.total() == null ? "" : "%,d ".formatted(view.total());
    return "All %s%s: ".formatted(number, view.filter().isAll() ? "jobs" : "that match");
  }

  private DomContent pages() {
    var links = new ArrayList<DomContent>();
    var address = view.filter().address(PATH);
    links.add(span(position()).withClass("muted position"));
    if (!view.listing().isFirst()) {
      links.add(a("First").withHref(address).withClass("button small"));
      links.add(
          a("← Previous")
              .withHref(view.listing().previous(address))
              .withClass("button small")
              .withRel("prev")
              .attr("data-key", "p"));
    }
    if (view.next() != null) {
      links.add(
          a("Next →")
              .withHref(
                  view.filter().order().isStored()
                      ? view.listing().next(address, view.next())
                      : view.listing().next(address))
              .withClass("button small")
              .withRel("next")
              .attr("data-key", "n"));
    }
    return nav(links.toArray(DomContent[]::new)).withClass("pager").attr("aria-label", "List");
  }

  /// `51-100 of 3,600, page 2 of 72`, as far as that is known.
  private String position() {
    var number = view.listing().number();
    var total = view.total();
    if (total == null || number.isEmpty()) {
      return "";
    }
    var first = (number.getAsInt() - 1L) * JobsView.PAGE + 1;
    var last = first + view.jobs().size() - 1;
    var pages = Math.max(number.getAsInt(), (total + JobsView.PAGE - 1) / JobsView.PAGE);
    return Numbers.part(first - 1, view.jobs().size(), Math.max(last, total))
        + (pages == 1 ? "" : ", page %,d of %,d".formatted(number.getAsInt(), pages));
  }

  private DomContent empty() {
    if (view.next() != null) {
      return div(p("No match among the jobs searched so far; there are more to search."), pages())
          .withClass("empty");
    }
    return view.filter().isAll()
        ? Parts.empty("There are no jobs.", "queuectl enqueue 'echo hello'")
        : div(
                p("No job matches."),
                p(a("Show all jobs").withHref(PATH)),
                p(text("On the command line: "), Stored.code(command())))
            .withClass("empty");
  }

  /// In quotes where needed: the name of the queue is whatever a link says.
  private String command() {
    var words = new ArrayList<>(List.of("queuectl", "list"));
    view.filter().stateWords().forEach(word -> words.addAll(List.of("--state", word)));
    if (!view.filter().queue().isEmpty()) {
      words.addAll(List.of("--queue", view.filter().queue()));
    }
    return ShellWords.quoted(words);
  }
}
