package dev.queuectl.web.browser;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.report.Why;
import dev.queuectl.store.JobRef;
import dev.queuectl.store.JobTies;
import dev.queuectl.tie.Ties;
import dev.queuectl.web.page.ConfirmPage;
import dev.queuectl.web.page.ConfirmView;
import dev.queuectl.web.page.EditForm;
import dev.queuectl.web.page.EndedJobs;
import dev.queuectl.web.page.JobPage;
import dev.queuectl.web.page.JobView;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `/job`: one job, and what can be done to it.
final class JobRoutes implements Section {
  private static final int MOST_ATTEMPTS = 200;

  /// How many of those that wait for a job its page names.
  private static final int MOST_TIES = 20;

  private final DashboardContext dashboard;

  JobRoutes(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return Stream.concat(
            Stream.of(
                Route.get("/job", this::show),
                Route.get("/job/remove", Right.CHANGE, this::askToRemove),
                Route.get("/job/edit", Right.CHANGE, this::askToEdit),
                Route.post("/job/edit", Right.CHANGE, this::edit)),
            Arrays.stream(JobVerb.values())
                .map(
                    verb ->
                        Route.post(
                            "/job/" + verb.word(), Right.CHANGE, context -> act(verb, context))))
        .toList();
  }

  static Job job(DashboardContext dashboard, String id) {
    return dashboard
        .served()
        .store()
        .jobs()
        .find(id)
        .orElseThrow(
            () ->
                new QueueException.NotFound(
                    "there is no job \"" + id + "\"", "It may have been removed."));
  }

  private void show(Context context) {
    var request = new PageRequest(context, dashboard);
    var id = request.query("id");
    var found = dashboard.served().store().jobs().find(id);
    var seq = request.parameters().whole("seq", 1, Long.MAX_VALUE, 0);
    if (request.isOpen() && found.filter(job -> isMeant(job, seq)).isEmpty()) {
      request.show(JobPage.removed(id, seq, found.isPresent()));
      return;
    }
    var job = job(dashboard, id);
    if (!isMeant(job, seq)) {
      throw QueueException.NotFound.gone();
    }
    dashboard.feed().show(job);
    request.show(JobPage.html(view(request, job), request.frame()));
  }

  private static boolean isMeant(Job job, long seq) {
    return seq == 0 || seq == job.seq();
  }

  private JobView view(PageRequest request, Job job) {
    var served = dashboard.served();
    var attempts = newest(served.store().jobs().attempts(job.seq()));
    var shown = shown(request, attempts);
    var output = new OutputChoice(request, job, shown);
    var isTied = !job.ties().equals(Ties.NONE);
    var isKnown = shown != null && request.shows(shown.number());
    return new JobView(
        job,
        dashboard.stdin(job),
        attempts,
        Why.of(job, served.store(), served.now(), served.obstacle().get()),
        served.store().config().settings().usable(),
        EnqueueWords.of(job, served.store().config().settings().usable(), served.now()),
        shown,
        output.stream(),
        isKnown ? List.of() : output.windows(),
        isKnown ? null : output.interleaved(),
        output.find(),
        isKnown ? List.of() : output.matches(),
        output.isPinned(),
        isKnown,
        isTied ? served.store().jobs().ties(job.seq()) : JobTies.NONE,
        isTied ? served.store().jobs().awaiting(job.seq(), 0, MOST_TIES) : List.of());
  }

  private static List<Attempt> newest(List<Attempt> attempts) {
    return attempts.subList(Math.max(0, attempts.size() - MOST_ATTEMPTS), attempts.size());
  }

  /// The one asked for, or else the newest.
  private static @Nullable Attempt shown(PageRequest request, List<Attempt> attempts) {
    if (attempts.isEmpty()) {
      return null;
    }
    var number =
        request.parameters().whole("attempt", 1, Integer.MAX_VALUE, attempts.getLast().number());
    return attempts.stream()
        .filter(attempt -> attempt.number() == number)
        .findFirst()
        .orElseThrow(
            () ->
                new QueueException.NotFound(
                    "the job has no attempt " + number,
                    "Its newest is %d.".formatted(attempts.getLast().number())));
  }

  private void act(JobVerb verb, Context context) {
    var request = new PageRequest(context, dashboard);
    var id = request.field("id");
    if (verb == JobVerb.CANCEL && request.field("confirmed").isEmpty()) {
      var running = running(request);
      if (running.isPresent()) {
        request.show(confirmation(verb, running.get(), Addresses.job(running.get().id()), request));
        return;
      }
    }
    request.act(
        verb == JobVerb.REMOVE ? request.back("/jobs") : Addresses.job(id),
        () -> {
          var done = dashboard.jobs().change(seen(verb, request), which(request), request.caller());
          return verb == JobVerb.CANCEL && !done.job().state().isFinal()
              ? id + " is running; its worker will cancel it" + others(verb, done) + "."
              : "%s was %s%s%s."
                  .formatted(id, verb.done(), others(verb, done), waits(verb, done.job()));
        });
  }

  /// What became of those that wait for it.
  private static String others(JobVerb verb, JobAction.Result.Done done) {
    if (done.others().isEmpty()) {
      return "";
    }
    var waiting =
        Numbers.counted(done.others().size(), "job that waits", "jobs that wait") + " for it";
    return verb == JobVerb.RETRY ? "; back with it: " + waiting : ", and " + waiting;
  }

  /// To the job in the state in which it was seen, if the form says so.
  private static JobAction.Verb seen(JobVerb verb, PageRequest request) {
    var state = request.field("state");
    return state.isEmpty()
        ? new JobAction.Verb(verb)
        : JobAction.Verb.asSeen(verb, JobState.of(state));
  }

  /// The job that was seen, if the form says so: another one may have its id now.
  static JobRef which(PageRequest request) {
    var seq = request.seq();
    return seq == null ? new JobRef.Id(request.field("id")) : new JobRef.Itself(seq);
  }

  /// What keeps a job that was brought back from running at once.
  private static String waits(JobVerb verb, Job job) {
    return verb != JobVerb.RETRY ? "" : job.held() ? "; it is still held" : "";
  }

  private void askToRemove(Context context) {
    var request = new PageRequest(context, dashboard);
    var job = job(dashboard, request.query("id"));
    if (request.parameters().whole("seq", 1, Long.MAX_VALUE, job.seq()) != job.seq()) {
      throw QueueException.NotFound.gone();
    }
    request.show(confirmation(JobVerb.REMOVE, job, request.backAsked("/jobs"), request));
  }

  /// The job that is meant, if it runs: whoever cancels it is asked first.
  private Optional<Job> running(PageRequest request) {
    return dashboard
        .served()
        .store()
        .jobs()
        .find(which(request))
        .filter(job -> job.state() == JobState.PROCESSING && job.cancelRequestedAt() == null);
  }

  /// @param back where one goes when it is done
  private static String confirmation(JobVerb verb, Job job, String back, PageRequest request) {
    var fields =
        Map.of(
            "id",
            List.of(job.id()),
            "seq",
            List.of(Long.toString(job.seq())),
            "state",
            List.of(job.state().word()),
            "back",
            List.of(back));
    return ConfirmPage.html(
        new ConfirmView(
            verb,
            "the job " + job.id(),
            verb.suits(job.state()) ? 1 : 0,
            false,
            verb == JobVerb.CANCEL ? EndedJobs.of(List.of(job.id())) : EndedJobs.NONE,
            List.of(job),
            "/job/" + verb.word(),
            fields,
            Addresses.job(job.id())),
        request.frame());
  }

  private void askToEdit(Context context) {
    var request = new PageRequest(context, dashboard);
    var job = job(dashboard, request.query("id"));
    var frame = request.frame();
    request.show(
        EditForm.page(
            job,
            dashboard.stdin(job),
            EditForm.asItIs(job, dashboard.stdin(job), frame),
            "",
            frame));
  }

  private void edit(Context context) {
    new JobEditing(dashboard, new PageRequest(context, dashboard)).edit();
  }
}
