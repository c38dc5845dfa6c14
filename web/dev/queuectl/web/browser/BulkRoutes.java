package dev.queuectl.web.browser;

import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.action.Changed;
import dev.queuectl.action.Matching;
import dev.queuectl.report.FilterReader;
import dev.queuectl.store.JobRef;
import dev.queuectl.web.page.ConfirmPage;
import dev.queuectl.web.page.ConfirmView;
import dev.queuectl.web.page.EndedJobs;
import dev.queuectl.web.page.ListAddress;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is done to the selected rows of a list, or to all that it would list.
final class BulkRoutes implements Section {
  private static final String SELECTED = "/jobs/selected";
  private static final String ALL = "/jobs/all";
  static final int MOST_SELECTED = 500;
  private static final int EXAMPLES = 10;

  private final DashboardContext dashboard;

  BulkRoutes(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post(SELECTED, Right.CHANGE, this::selected),
        Route.get(ALL, Right.CHANGE, this::ask),
        Route.post(ALL, Right.CHANGE, this::all));
  }

  private void selected(Context context) {
    var request = new PageRequest(context, dashboard);
    var verb = JobVerb.of(request.field("action"));
    var seqs = context.formParams("seq");
    if (seqs.isEmpty() || seqs.size() > MOST_SELECTED) {
      request.leave(false, selection(seqs.size()), request.back("/jobs"));
      return;
    }
    var action = new JobAction.Verb(verb, listed(request));
    var selected = seqs.stream().map(BulkRoutes::itself).toList();
    var view = request.field("confirmed").isEmpty() ? ofSelected(action, selected, request) : null;
    if (view != null && (verb == JobVerb.REMOVE || view.running().number() > 0)) {
      request.show(ConfirmPage.html(view, request.frame()));
    } else {
      request.act(
          request.back("/jobs"),
          () ->
              sentence(
                  verb,
                  dashboard.jobs().changeAll(action, selected, "selected", request.caller())));
    }
  }

  static String selection(int size) {
    return size == 0
        ? "No jobs selected. Tick some first."
        : "More than %,d jobs are selected. Narrow the list, then act on all that match."
            .formatted(MOST_SELECTED);
  }

  static JobRef.Itself itself(String seq) {
    return new JobRef.Itself(Numbers.whole("seq", seq, 1, Long.MAX_VALUE));
  }

  /// Who has selected rows of a list of dead jobs means dead jobs.
  private JobFilter listed(PageRequest request) {
    var served = request.served();
    var states = JobFilters.filter(JobFilters.of(request::field, served), served).states();
    return states.stream().allMatch(JobState::isFinal) ? JobFilter.ALL.in(states) : JobFilter.ALL;
  }

  private ConfirmView ofSelected(
      JobAction.Verb action, List<JobRef.Itself> selected, PageRequest request) {
    var verb = action.verb();
    var suiting =
        selected.stream()
            .flatMap(job -> dashboard.served().store().jobs().find(job).stream())
            .filter(job -> action.only().matches(job) && action.suits(job.state()))
            .toList();
    var fields =
        Map.of(
            "action",
            List.of(verb.word()),
            "state",
            List.of(request.field("state")),
            "back",
            List.of(request.back("/jobs")),
            "seq",
            suiting.stream().map(job -> Long.toString(job.seq())).toList());
    return new ConfirmView(
        verb,
        "the jobs you have selected",
        suiting.size(),
        false,
        verb == JobVerb.CANCEL ? running(suiting) : EndedJobs.NONE,
        suiting.stream().limit(EXAMPLES).toList(),
        SELECTED,
        fields,
        request.back("/jobs"));
  }

  private void ask(Context context) {
    var request = new PageRequest(context, dashboard);
    var verb = JobVerb.of(request.query("action"));
    var filter = JobFilters.bulk(request::query, request.served());
    var back = request.backAsked(back(filter));
    request.show(ConfirmPage.html(ofAll(verb, filter, back, request, ""), request.frame()));
  }

  /// @param problem what was wrong with the number that was typed; empty at first
  private ConfirmView ofAll(
      JobVerb verb, ListAddress filter, String back, PageRequest request, String problem) {
    var fields = new LinkedHashMap<String, List<String>>();
    fields.put("action", List.of(verb.word()));
    filter.bulk().forEach((name, value) -> fields.put(name, List.of(value)));
    fields.put("back", List.of(back));
    var found = matching(filter, verb, request);
    return new ConfirmView(
        verb,
        filter.words(),
        found.number(),
        found.more(),
        verb == JobVerb.CANCEL ? running(filter, request) : EndedJobs.NONE,
        found.examples(),
        ALL,
        fields,
        back,
        problem);
  }

  private static EndedJobs running(List<Job> jobs) {
    return EndedJobs.of(
        jobs.stream().filter(job -> job.state() == JobState.PROCESSING).map(Job::id).toList());
  }

  private static EndedJobs running(ListAddress address, PageRequest request) {
    var served = request.served();
    var filter = JobFilters.filter(address, served);
    if (!filter.askedStates().contains(JobState.PROCESSING)) {
      return EndedJobs.NONE;
    }
    var running = filter.in(Set.of(JobState.PROCESSING));
    var found = Matching.of(served.store(), running, JobVerb.CANCEL::suits, address.sort());
    return new EndedJobs(
        found.number(), found.more(), found.examples().stream().map(Job::id).toList());
  }

  private static Matching matching(ListAddress filter, JobVerb verb, PageRequest request) {
    var served = request.served();
    return Matching.of(
        served.store(), JobFilters.filter(filter, served), verb::suits, filter.sort());
  }

  static String back(ListAddress filter) {
    return filter.address("/jobs");
  }

  private void all(Context context) {
    var request = new PageRequest(context, dashboard);
    var verb = JobVerb.of(request.field("action"));
    var filter =
        JobFilters.bulk(name -> request.given(name, FilterReader.LONGEST_TEXT), request.served());
    var expected = number(request.field("expected"));
    var number = matching(filter, verb, request).number();
    var back = request.back(back(filter));
    if (ConfirmView.isTyped(verb, number) && number(request.field("typed")) != expected) {
      askAgain(request, verb, filter, "That is not the number. Nothing was changed yet.");
      return;
    }
    if (number > expected + Math.max(10, expected / 10)) {
      askAgain(
          request,
          verb,
          filter,
          "It was %s when you were asked. Nothing was changed yet."
              .formatted(Numbers.counted(Math.max(0, expected), "job")));
      return;
    }
    var action = new JobAction.Verb(verb, JobFilters.filter(filter, request.served()));
    request.act(back, () -> sentence(verb, dashboard.jobs().changeAll(action, request.caller())));
  }

  private void askAgain(PageRequest request, JobVerb verb, ListAddress filter, String problem) {
    var back = request.back(back(filter));
    var asked = new LinkedHashMap<>(filter.bulk());
    asked.put("action", verb.word());
    asked.put("back", back);
    var frame = request.frameAt(Addresses.of(ALL, asked));
    request.showAgain(ConfirmPage.html(ofAll(verb, filter, back, request, problem), frame));
  }

  private static long number(String text) {
    try {
      return Numbers.whole("the number", text.replace(",", ""), 0L, Long.MAX_VALUE);
    } catch (QueueException.Invalid e) {
      return -1;
    }
  }

  static String sentence(JobVerb verb, Changed changed) {
    if (changed.jobs() == 0) {
      throw new QueueException.WrongState(
          "none of these jobs can be " + verb.done(), "Nothing was changed.");
    }
    return "%s %s.%s"
        .formatted(
            verb.capitalDone(),
            Numbers.counted(changed.jobs(), "job"),
            changed.more() ? " There are more; do it again." : "");
  }
}
