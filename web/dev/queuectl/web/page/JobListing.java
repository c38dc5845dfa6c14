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
import dev.queuectl.JobState;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.When;
import j2html.tags.DomContent;
import java.util.List;

/// Jobs as rows of a table, the same on every page that lists some.
final class JobListing {
  private final Frame frame;
  private final boolean selectable;

  private JobListing(Frame frame, boolean selectable) {
    this.frame = frame;
    this.selectable = selectable;
  }

  /// @param selectable whether each has a box to tick
  static DomContent of(List<Job> jobs, Frame frame, boolean selectable) {
    return new JobListing(frame, selectable).rows(jobs);
  }

  private DomContent rows(List<Job> jobs) {
    return table(
            thead(
                tr(
                    selectable
                        ? th(input()
                                .withType("checkbox")
                                .withId("select-all")
                                .attr("aria-label", "Select all rows")
                                .attr("hidden"))
                            .withClass("tick")
                        : text(""),
                    th("State"),
                    th("Id"),
                    th("Command").withClass("wide"),
                    th("Queue"),
                    th("Attempts").withClass("num"),
                    th("Ran / due").withClass("num"),
                    th("Changed").withClass("num"))),
            tbody(each(jobs, this::row)).withId("rows").attr("data-live", "rows"))
        .withClass("rows jobs");
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
            td(Stored.line(job.queue()), priority(job)).withClass("queue-cell"),
            td("%d/%d".formatted(job.attempts(), job.maxAttempts())).withClass("num attempts"),
            td(took(job)).withClass("num"),
            td(When.ago(job.updatedAt(), frame)).withClass("num"))
        .withId("job-" + job.seq())
        .attr("data-row");
  }

  private static DomContent error(Job job) {
    return job.error() == null || job.state() == JobState.COMPLETED
        ? text("")
        : span(Stored.line(job.error())).withClass("error");
  }

  private static DomContent priority(Job job) {
    return job.priority() == 0
        ? text("")
        : each(
            text(" "),
            span("%+d".formatted(job.priority())).withClass("chip").withTitle("priority"));
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
