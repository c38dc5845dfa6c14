package dev.queuectl.web.page;

import static j2html.TagCreator.a;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.text;

import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.store.JobTies;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.page.part.Frame;
import dev.queuectl.web.page.part.Parts;
import dev.queuectl.web.page.part.Stored;
import dev.queuectl.web.page.part.When;
import j2html.tags.DomContent;
import j2html.tags.specialized.DlTag;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a job says of itself, and where it stands.
final class JobFacts {
  /// Options that are worded specially here.
  private static final Set<JobField> WORDED =
      EnumSet.of(JobField.TIMEOUT, JobField.BACKOFF, JobField.BACKOFF_BASE, JobField.BACKOFF_MAX);

  private final JobView view;
  private final Job job;
  private final Frame frame;
  private final DlTag facts = dl().withClass("facts");

  private JobFacts(JobView view, Frame frame) {
    this.view = view;
    this.job = view.job();
    this.frame = frame;
  }

  static DomContent of(JobView view, Frame frame) {
    return new JobFacts(view, frame).html();
  }

  private DomContent html() {
    fact("Queue", a(Stored.line(job.queue())).withHref(Addresses.queue(job.queue())));
    fact("Priority", text(Integer.toString(job.priority())));
    fact(
        "Attempts",
        text("%d of %d%s".formatted(job.attemptsBegun(), job.maxAttempts(), running())));
    if (job.interruptions() > 0) {
      fact("Interruptions", text(Integer.toString(job.interruptions())));
    }
    if (job.snoozes() > 0) {
      fact("Snoozes", text(Integer.toString(job.snoozes())));
    }
    if (job.cause() != null) {
      var alike = ListAddress.diedOf(job.cause()).address("/jobs");
      fact("Cause", a("All that died of this").withHref(alike));
    }
    policy();
    fact("Directory", Stored.code(job.cwd()));
    if (!job.env().isEmpty()) {
      fact("Environment", each(job.env().keySet().stream().sorted().map(JobFacts::variable)));
    }
    view.stdin().ifPresent(stdin -> fact("Stdin", text(stdin.toString())));
    var parent = job.surroundings().parent();
    if (parent != null) {
      fact("Parent", a(Stored.line(parent)).withHref(Addresses.job(parent)));
    }
    view.ties().parents().forEach(this::waitsFor);
    if (!view.awaiting().isEmpty()) {
      fact("Awaited by", each(each(view.awaiting(), JobFacts::other), more()));
    }
    past("Enqueued", job.createdAt());
    if (!job.runAt().equals(job.createdAt())) {
      time(job.runAt().isAfter(frame.now()) ? "Runs at" : "Ready", job.runAt());
    }
    time("Retried at", job.nextRetryAt());
    past("Started", job.startedAt());
    past("Ended", job.finishedAt());
    worker();
    return facts;
  }

  /// A job that is gone has left its id and how it ended.
  private void waitsFor(JobTies.Parent parent) {
    var name = Parts.capital(JobField.after(parent.dependency().kind()).key().replace('_', ' '));
    var other = parent.job();
    fact(
        name,
        other == null
            ? each(
                Stored.line(parent.dependency().on()),
                text(" (%s, gone)".formatted(parent.state())))
            : other(other));
  }

  private static DomContent other(Job other) {
    return div(
        a(Stored.line(other.id())).withHref(Addresses.job(other.id())),
        text(" "),
        Parts.state(other.state()));
  }

  private DomContent more() {
    var more = view.ties().awaitedBy() - view.awaiting().size();
    return more > 0 ? div("and %s more".formatted(Numbers.grouped(more))) : text("");
  }

  private String running() {
    return job.state() == JobState.PROCESSING ? ", running" : "";
  }

  private void policy() {
    var retry = view.settings().retryPolicy(job.policy());
    fact(
        "Timeout", text(view.settings().timeout(job.policy()).map(Durations::text).orElse("none")));
    fact(
        "Backoff",
        text(
            "%s, base %s, at most %s"
                .formatted(
                    retry.backoff().word(),
                    Double.toString(retry.base()).replaceAll("\\.0$", ""),
                    Durations.text(retry.max()))));
    job.policy().values().forEach(this::option);
  }

  private void option(JobField option, Object value) {
    if (!WORDED.contains(option)) {
      fact(Parts.capital(option.key().replace('_', ' ')), Stored.line(option.kind().shown(value)));
    }
  }

  /// Values may be secrets.
  private static DomContent variable(String name) {
    return each(Stored.code(name), text(" "));
  }

  private void worker() {
    var lease = job.lease();
    if (lease != null) {
      fact("Worker", each(Stored.code(lease.worker()), text(", slot " + lease.slot())));
    }
  }

  private void time(String name, @Nullable Instant instant) {
    if (instant != null) {
      fact(name, When.exact(instant, frame));
    }
  }

  private void past(String name, @Nullable Instant instant) {
    if (instant != null) {
      fact(name, When.exactAgo(instant, frame));
    }
  }

  private void fact(String name, DomContent value) {
    facts.with(dt(name), dd(value));
  }
}
