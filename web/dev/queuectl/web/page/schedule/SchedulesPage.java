package dev.queuectl.web.page.schedule;

import static j2html.TagCreator.a;
import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import dev.queuectl.Job;
import dev.queuectl.Numbers;
import dev.queuectl.schedule.Schedule;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.Topic;
import dev.queuectl.web.page.part.When;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;

/// `/schedules`: when each runs next, how its last jobs ended, and buttons to run and to pause it.
public final class SchedulesPage {
  public static final String PATH = "/schedules";
  private static final int DOTS = SchedulesView.LAST_JOBS / 2;

  private final SchedulesView view;
  private final Frame frame;

  private SchedulesPage(SchedulesView view, Frame frame) {
    this.view = view;
    this.frame = frame;
  }

  public static String html(SchedulesView view, Frame frame) {
    return new SchedulesPage(view, frame).html();
  }

  private String html() {
    return Layout.page(
        frame,
        Topic.SCHEDULES,
        "Schedules",
        Parts.heading("Schedules"),
        idle(),
        view.all() == 0
            ? Parts.empty(
                "There are no schedules yet: a schedule has a job enqueued again and again.",
                "queuectl schedule add nightly '30 2 * * *' ./backup.sh")
            : div(div(schedules()).withClass("scroll").withTabindex(0), pages()).withClass("list"));
  }

  private DomContent idle() {
    var isIdle = !view.hasWorker() && view.all() > 0;
    return isIdle
        ? p("No worker is running, and without one nothing happens.").withClass("notice bad")
        : text("");
  }

  private DomContent schedules() {
    return table(
            thead(
                tr(
                    th("Schedule").withClass("wide"),
                    th("Next"),
                    th("Last jobs"),
                    th("Skipped").withClass("num"),
                    th("Missed").withClass("num"),
                    frame.readOnly() ? text("") : th("Actions"))),
            tbody(each(view.lines(), this::line)).withId("rows").attr("data-live", "rows"))
        .withClass("rows stacked");
  }

  private DomContent line(SchedulesView.Line line) {
    var schedule = line.schedule();
    return tr(
            td(
                    Stored.line(schedule.name()),
                    paused(schedule),
                    late(schedule),
                    div(Stored.line(line.words() + ", " + schedule.tz())).withClass("muted small"),
                    div(code(Stored.line(schedule.job().command()))).withClass("small"))
                .withClass("wide"),
            td(When.relative(schedule.progress().nextAt(), frame)).withData("label", "next"),
            td(dots(line.last().reversed())).withData("label", "last jobs"),
            count("skipped", schedule.progress().skipped()),
            count("missed", schedule.progress().missed()),
            frame.readOnly() ? text("") : td(actions(schedule)).withClass("nowrap"))
        .withId("schedule-" + schedule.name())
        .attr("data-row");
  }

  private DomContent late(Schedule schedule) {
    return schedule
        .late(frame.now())
        .<DomContent>map(
            clause -> each(text(" "), span("late").withClass("chip bad").withTitle(clause)))
        .orElse(text(""));
  }

  private static DomContent paused(Schedule schedule) {
    if (!schedule.isPaused()) {
      return text("");
    }
    var reason = schedule.progress().pauseReason();
    return each(
        text(" "),
        span("paused").withClass("chip"),
        reason == null
            ? text("")
            : each(text(" "), span(Stored.line(reason)).withClass("muted small")));
  }

  /// In lines of five, where there is little room.
  private static DomContent dots(List<Job> jobs) {
    var half = Math.min(DOTS, jobs.size());
    return jobs.isEmpty()
        ? When.none()
        : each(
            span(each(jobs.subList(0, half), SchedulesPage::dot)).withClass("nowrap"),
            text(" "),
            span(each(jobs.subList(half, jobs.size()), SchedulesPage::dot)).withClass("nowrap"));
  }

  /// How a job ended, by shape as well as by colour.
  private static DomContent dot(Job job) {
    var what = job.id() + ": " + job.state().word();
    return each(
        a(Parts.icon(job.state().word()))
            .withHref(Addresses.job(job.id()))
            .withClasses("state", job.state().word())
            .withTitle(what)
            .attr("aria-label", what),
        text(" "));
  }

  private static DomContent count(String label, long count) {
    return td(count == 0 ? When.none() : text(Numbers.grouped(count)))
        .withClasses("num", count == 0 ? "none" : "")
        .withData("label", label);
  }

  private static DomContent actions(Schedule schedule) {
    var name = Map.of("name", schedule.name());
    return each(
        Parts.action(PATH + "/run", "Run now", name),
        schedule.isPaused()
            ? Parts.action(PATH + "/resume", "Resume", name)
            : Parts.action(PATH + "/pause", "Pause", name));
  }

  private DomContent pages() {
    if (view.pages() == 1) {
      return text("");
    }
    return nav(
            view.number() == 1 ? text("") : page(view.number() - 1, "← Previous", "prev"),
            span("%,d of %,d".formatted(view.number(), view.pages())).withClass("muted position"),
            view.number() == view.pages() ? text("") : page(view.number() + 1, "Next →", "next"))
        .withClass("pager")
        .attr("aria-label", "List");
  }

  private static DomContent page(int number, String label, String rel) {
    return a(label)
        .withHref(Addresses.of(PATH, Map.of("page", Integer.toString(number))))
        .withClass("button small")
        .withRel(rel);
  }
}
