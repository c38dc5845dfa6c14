package dev.queuectl.web.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.form;
import static j2html.TagCreator.p;
import static j2html.TagCreator.strong;
import static j2html.TagCreator.text;

import dev.queuectl.Job;
import dev.queuectl.Worker.Stop;
import dev.queuectl.report.WorkerReport;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.Topic;
import j2html.tags.DomContent;

/// What is asked before a worker is drained or stopped.
public final class WorkerStopPage {
  private WorkerStopPage() {}

  /// @param how [Stop#DRAIN] or [Stop#NOW]
  /// @param serves whether the worker's process serves this page
  /// @param isLast whether no other worker is left then
  public static String html(
      WorkerReport report, Stop how, boolean serves, boolean isLast, Frame frame) {
    var title = how == Stop.DRAIN ? "Drain this worker?" : "Stop this worker now?";
    return Layout.page(
        frame,
        Topic.WORKERS,
        title,
        Parts.heading(title),
        form(
                p(
                    text("This is about "),
                    Stored.code(report.worker().id()),
                    text(" on "),
                    Stored.line(report.worker().host()),
                    text(".")),
                jobs(report, how),
                serves
                    ? p(
                        strong("This worker serves this very page"),
                        text(": the dashboard ends with it."))
                    : text(""),
                isLast ? p("No other worker is running: jobs will wait for one.") : text(""),
                Parts.hidden("id", report.worker().id()),
                Parts.hidden("confirmed", "yes"),
                buttons(how))
            .withMethod("post")
            .withAction(how == Stop.DRAIN ? "/workers/drain" : "/workers/stop")
            .withClass("card confirm"));
  }

  private static DomContent jobs(WorkerReport report, Stop how) {
    if (report.jobs().isEmpty()) {
      return p("It is running no job.");
    }
    var running = EndedJobs.of(report.jobs().stream().map(Job::id).toList());
    return how == Stop.DRAIN
        ? div(
            running.html("It starts no more jobs, and stops when these have ended:"),
            p("Nothing is ended.").withClass("muted"))
        : div(
            running.html("This ends"),
            p("They get TERM, and KILL after the grace period; then they are pending again, and it"
                    + " does not count as a failure.")
                .withClass("muted"));
  }

  private static DomContent buttons(Stop how) {
    return div(
            button(how == Stop.DRAIN ? "Drain" : "Stop now")
                .withType("submit")
                .withClass(how == Stop.DRAIN ? "button primary" : "button danger"),
            a("Change nothing").withHref("/workers").withClass("button quiet"))
        .withClass("buttons");
  }
}
