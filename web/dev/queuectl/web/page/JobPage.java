package dev.queuectl.web.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.button;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.li;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.text;
import static j2html.TagCreator.ul;

import dev.queuectl.Job;
import dev.queuectl.JobEdit;
import dev.queuectl.report.Reason;
import dev.queuectl.report.ReasonText;
import dev.queuectl.web.page.chart.Timeline;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Layout;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.Topic;
import j2html.tags.DomContent;
import java.util.LinkedHashMap;
import java.util.Map;

/// `/job?id=`: the whole story of one job.
public final class JobPage {
  private final JobView view;
  private final Job job;
  private final Frame frame;

  private JobPage(JobView view, Frame frame) {
    this.view = view;
    this.job = view.job();
    this.frame = frame;
  }

  public static String html(JobView view, Frame frame) {
    return new JobPage(view, frame).html();
  }

  private String html() {
    return Layout.page(
        frame,
        Topic.JOBS,
        "Job " + Stored.plain(job.id()),
        heading(),
        gone(text("")),
        div(
                pre(Stored.whole(job.command())).withClass("command-block").attr("tabindex", "0"),
                why(),
                Timeline.of(job, view.attempts(), frame))
            .withClass("card"),
        div(facts(), attempts()).withClass("columns job-columns"),
        OutputPanel.of(view),
        div(EditForm.folded(job, view.stdin(), frame)).withId("edit").attr("data-live", "form"),
        enqueue());
  }

  /// For a page that is open while its job goes: it stays as it was, but nothing can be done any
  /// more.
  ///
  /// @param another whether another job has its id now
  public static String removed(String id, long seq, boolean another) {
    return each(
            gone(
                div(
                        text("This job was removed. What you see is how it was. "),
                        another
                            ? a("Another job has its id now").withHref(Addresses.job(id))
                            : a("All jobs").withHref("/jobs"))
                    .withClass("notice bad")
                    .attr("role", "status")),
            div(span("removed").withClass("chip"))
                .withId("state")
                .attr("data-live", "morph")
                .withData("live-address", Addresses.job(id, Map.of("seq", Long.toString(seq))))
                .withData("job", id)
                .withData("kinds", ""),
            div().withId("buttons").withClass("actions").attr("data-live", "morph"),
            div().withId("edit").attr("data-live", "form"))
        .render();
  }

  private static DomContent gone(DomContent notice) {
    return div(notice).withId("gone").attr("data-live", "morph");
  }

  private DomContent heading() {
    return div(
            div(
                a("← Jobs").withHref("/jobs").withClass("muted up").attr("data-list"),
                h1(Stored.line(job.id())).withClass("id"),
                state()),
            div(JobButtons.buttons(job, frame))
                .withId("buttons")
                .withClass("actions")
                .attr("data-live", "morph"))
        .withClass("heading");
  }

  /// With what the page says of itself to the script that keeps it up to date: which news concern
  /// it, and where it is read again. What is said of a job that waits depends on others, too.
  private DomContent state() {
    var waits = JobEdit.suits(job.state()) && !job.state().isFinal();
    var state = div(Parts.state(job, frame.now()));
    return state
        .withId("state")
        .attr("data-live", "morph")
        .withData("live-address", address())
        .withData("job", job.id())
        .withData("kinds", waits ? "queues workers config" : "")
        .withData("within", job.state().isFinal() ? "60" : "10");
  }

  /// Without what is looked for in the output: that is not searched again.
  private String address() {
    var more = new LinkedHashMap<String, String>();
    more.put("seq", Long.toString(job.seq()));
    var shown = view.shown();
    if (view.isPinned() && shown != null) {
      more.put("attempt", Integer.toString(shown.number()));
    }
    more.put("stream", view.stream().equals("both") ? "" : view.stream());
    return Addresses.job(job.id(), more);
  }

  private DomContent why() {
    return ul(each(view.why(), reason -> li(Stored.line(words(reason)))))
        .withId("why")
        .withClass("why")
        .attr("data-live", "morph");
  }

  /// Most of what can be done about it, buttons on the page do; starting a worker is not among it.
  private String words(Reason reason) {
    var text = new ReasonText(frame.now(), frame::zone);
    return reason instanceof Reason.WantsWorker ? text.withCommand(reason) : text.fact(reason);
  }

  private DomContent facts() {
    return Parts.card("Job", JobFacts.of(view, frame)).withId("facts").attr("data-live", "morph");
  }

  private DomContent attempts() {
    var content =
        view.attempts().isEmpty()
            ? div(text("It has not started yet.")).withClass("muted")
            : div(AttemptTable.of(job, view.attempts(), frame)).withClass("scroll").withTabindex(0);
    return Parts.card("Attempts", content).withId("attempts").attr("data-live", "morph");
  }

  private DomContent enqueue() {
    return details(
            summary("Enqueue the same again"),
            pre(Stored.whole(view.enqueue())).withId("enqueue-text").attr("tabindex", "0"),
            button("Copy")
                .withType("button")
                .withClass("button small")
                .withData("copy", "enqueue-text")
                .attr("hidden"),
            frame.maySubmit()
                ? a("Open in the form")
                    .withHref("/enqueue?like=" + Addresses.encoded(job.id()))
                    .withClass("button small")
                : span())
        .withClass("card");
  }
}
