package dev.queuectl.web.page;

import static j2html.TagCreator.each;
import static j2html.TagCreator.input;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.JobEdit;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.JobOrder;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Sorting;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.When;
import j2html.tags.DomContent;
import j2html.tags.specialized.ThTag;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Jobs as rows of a table, the same on every page that lists some.
final class JobListing {
  /// What the bar below the list offers beside the verbs.
  static final String EDIT = "edit";

  private final Frame frame;
  private final @Nullable JobsView view;
  private final boolean selectable;

  private JobListing(Frame frame, @Nullable JobsView view) {
    this.frame = frame;
    this.view = view;
    this.selectable = view != null && !frame.readOnly();
  }

  /// Rows to look at.
  static DomContent of(List<Job> jobs, Frame frame) {
    return new JobListing(frame, null).rows(jobs);
  }

  /// A list whose heads change its order, and whose rows can be ticked by who may change them.
  static DomContent of(JobsView view, Frame frame) {
    return new JobListing(frame, view).rows(view.jobs());
  }

  private DomContent rows(List<Job> jobs) {
    return table(
            thead(
                tr(
                    selectable ? selectAll() : text(""),
                    words("State", JobOrder.STATE, JobOrder.STATE_DOWN),
                    th("Id"),
                    th("Command").withClass("wide"),
                    words("Queue", JobOrder.QUEUE, JobOrder.QUEUE_DOWN),
                    byPriority(),
                    numbers("Attempts", JobOrder.ATTEMPTS, JobOrder.ATTEMPTS_DOWN),
                    numbers("Run time", JobOrder.DURATION, JobOrder.DURATION_DOWN)
                        .withTitle("Or when it is due"),
                    byAge(),
                    numbers("Changed", JobOrder.CHANGED, JobOrder.CHANGED_DOWN)
                        .withClass("num late"))),
            tbody(each(jobs, this::row)).withId("rows").attr("data-live", "rows"))
        .withClass("rows jobs");
  }

  private static DomContent selectAll() {
    return th(input()
            .withType("checkbox")
            .withId("select-all")
            .attr("aria-label", "Select all rows")
            .attr("hidden"))
        .withClass("tick");
  }

  private ThTag words(String title, JobOrder up, JobOrder down) {
    return head(title, up, down, up);
  }

  /// The largest first.
  private ThTag numbers(String title, JobOrder up, JobOrder down) {
    return head(title, up, down, down).withClass("num");
  }

  /// Of a column that no index has. A second click turns it round.
  private ThTag head(String title, JobOrder up, JobOrder down, JobOrder first) {
    if (view == null || !view.isSortable()) {
      return th(title);
    }
    var now = view.filter().order();
    var second = first == up ? down : up;
    return Sorting.of(
        text(title), address(view, now == first ? second : first), now.shown(up, down));
  }

  private static String address(JobsView view, JobOrder order) {
    return view.filter().by(order).address("/jobs");
  }

  private DomContent byPriority() {
    return view == null
        ? th("Priority").withClass("num")
        : Sorting.head(
            "Priority",
            address(view, JobOrder.PRIORITY),
            view.filter().order() == JobOrder.PRIORITY ? Sorting.DESCENDING : Sorting.NONE);
  }

  /// A second click turns it round.
  private DomContent byAge() {
    if (view == null) {
      return th("Enqueued").withClass("num");
    }
    var now = view.filter().order();
    return Sorting.head(
        "Enqueued",
        address(view, now == JobOrder.NEWEST ? JobOrder.OLDEST : JobOrder.NEWEST),
        now.shown(JobOrder.OLDEST, JobOrder.NEWEST));
  }

  private DomContent row(Job job) {
    return tr(
            selectable
                ? td(input()
                        .withType("checkbox")
                        .withName("seq") // another job may take its id before the form is sent
                        .withValue(Long.toString(job.seq()))
                        .withId("tick-" + job.seq())
                        .attr("aria-label", "Select " + Stored.plain(job.id())))
                    .withClass("tick")
                : text(""),
            td(Parts.state(job, frame.now())).withClass("state-cell"),
            td(Parts.jobLink(job.id())).withClass("id-cell"),
            td(Stored.code(job.command()), error(job)).withClass("wide command"),
            td(Stored.line(job.queue())).withClass("queue-cell"),
            td(job.priority() == 0 ? When.none() : text("%+d".formatted(job.priority())))
                .withClasses("num", "priority", job.priority() == 0 ? "none" : ""),
            td("%d/%d".formatted(job.attemptsBegun(), job.maxAttempts())).withClass("num attempts"),
            td(took(job)).withClasses("num", "took", isTimed(job) ? "" : "none"),
            td(When.ago(job.createdAt(), frame)).withClass("num age"),
            td(When.ago(job.updatedAt(), frame)).withClass("num late"))
        .withId("job-" + job.seq())
        .attr("data-row")
        .attr("data-verbs", verbs(job));
  }

  private static DomContent error(Job job) {
    return job.error() == null || job.state() == JobState.COMPLETED
        ? text("")
        : span(Parts.failure(job.error(), job.lastStderr())).withClass("error");
  }

  /// What can be done to it, for the script that offers no more than that.
  private static String verbs(Job job) {
    var verbs =
        Arrays.stream(JobVerb.values())
            .filter(verb -> JobButtons.suits(verb, job))
            .map(JobVerb::word);
    return Stream.concat(verbs, JobEdit.suits(job.state()) ? Stream.of(EDIT) : Stream.empty())
        .collect(Collectors.joining(" "));
  }

  private boolean isTimed(Job job) {
    return job.startedAt() != null
        || job.state() != JobState.PENDING
        || job.runAt().isAfter(frame.now());
  }

  private DomContent took(Job job) {
    var started = job.startedAt();
    return switch (job.state()) {
      case PROCESSING -> started == null ? When.none() : When.since(started, frame);
      case COMPLETED, DEAD, CANCELLED ->
          started == null || job.finishedAt() == null || job.finishedAt().isBefore(started)
              ? When.none()
              : When.duration(Durations.between(started, job.finishedAt()));
      case FAILED -> When.relative(job.nextRetryAt(), frame);
      case PENDING ->
          job.runAt().isAfter(frame.now()) ? When.relative(job.runAt(), frame) : When.none();
    };
  }
}
