package dev.queuectl.web.page;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.li;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import dev.queuectl.Job;
import dev.queuectl.report.WorkerReport;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.When;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Workers and what each of their slots runs.
final class WorkerCards {
  /// More slots than that are counted, not listed.
  private static final int MOST_SLOTS = 64;

  private WorkerCards() {}

  static DomContent running(List<WorkerReport> workers, Frame frame) {
    return each(workers, report -> brief(report, frame));
  }

  private static DomContent brief(WorkerReport report, Frame frame) {
    return div(headline(report, frame), slots(report, frame)).withClass("worker");
  }

  static DomContent headline(WorkerReport report, Frame frame) {
    var worker = report.worker();
    return div(
            state(report),
            Stored.code(worker.id()),
            span(text("on "), Stored.line(worker.host()), text(", pid " + worker.process().pid()))
                .withClass("muted"),
            span(text("heartbeat "), When.ago(worker.heartbeatAt(), frame)).withClass("muted"))
        .withClass("worker-head");
  }

  private static DomContent state(WorkerReport report) {
    var look =
        switch (report.state()) {
          case "running" -> "completed";
          case "dead" -> "dead";
          default -> "failed";
        };
    return span(Parts.icon(look), span(report.state())).withClasses("state", look);
  }

  static DomContent slots(WorkerReport report, Frame frame) {
    var jobs = new ArrayList<>(report.jobs());
    jobs.sort(Comparator.comparingInt(WorkerCards::slot));
    var busy = jobs.stream().limit(MOST_SLOTS).map(job -> slot(job, frame));
    var free = Math.max(0, report.worker().slots() - jobs.size());
    var left = jobs.size() - MOST_SLOTS;
    return each(
        ol(each(busy)).withClass("slots"),
        div(
                left > 0 ? text("and %,d more; ".formatted(left)) : text(""),
                text(
                    "%d of %d slots busy"
                        .formatted(
                            Math.min(jobs.size(), report.worker().slots()),
                            report.worker().slots())),
                text(rest(report, free)))
            .withClass("muted small"));
  }

  private static String rest(WorkerReport report, int free) {
    if (report.worker().trouble() != null) {
      return "; it cannot start jobs: " + report.worker().trouble();
    }
    return report.alive() && free == report.worker().slots() ? ", waiting for jobs" : "";
  }

  private static int slot(Job job) {
    return job.lease() == null ? 0 : job.lease().slot();
  }

  private static DomContent slot(Job job, Frame frame) {
    return li(
        span(Integer.toString(slot(job))).withClass("slot"),
        Parts.jobLink(job.id()),
        span(Stored.code(job.command())).withClass("wide"),
        job.startedAt() == null ? text("") : When.since(job.startedAt(), frame));
  }
}
