package dev.queuectl.web.browser;

import dev.queuectl.JobAction;
import dev.queuectl.JobEdit;
import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.action.Changed;
import dev.queuectl.action.Matching;
import dev.queuectl.report.FilterReader;
import dev.queuectl.report.JobDefaults;
import dev.queuectl.report.JobDraft;
import dev.queuectl.store.JobRef;
import dev.queuectl.web.page.BulkEditPage;
import dev.queuectl.web.page.ListAddress;
import dev.queuectl.web.page.part.Typed;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.FailureText;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Many jobs are given the same options: the selected rows of a list, or all that it would list.
final class BulkEditing implements Section {
  private static final int EXAMPLES = 10;

  private final DashboardContext dashboard;

  BulkEditing(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post(BulkEditPage.SELECTED, Right.CHANGE, this::selected),
        Route.get(BulkEditPage.PATH, Right.CHANGE, this::ask),
        Route.post(BulkEditPage.PATH, Right.CHANGE, this::edit));
  }

  private void selected(Context context) {
    var request = new PageRequest(context, dashboard);
    if (isSelection(context)) {
      show(request, ofSelected(request), Typed.NOTHING, "");
    } else {
      request.leave(
          false, BulkRoutes.selection(context.formParams("seq").size()), request.back("/jobs"));
    }
  }

  private static boolean isSelection(Context context) {
    var number = context.formParams("seq").size();
    return number > 0 && number <= BulkRoutes.MOST_SELECTED;
  }

  private void ask(Context context) {
    var request = new PageRequest(context, dashboard);
    var filter = JobFilters.bulk(request::query, request.served());
    show(
        request,
        ofAll(request, filter, request.backAsked(BulkRoutes.back(filter))),
        Typed.NOTHING,
        "");
  }

  private void show(PageRequest request, BulkEditPage.View view, Typed typed, String problem) {
    request.show(BulkEditPage.html(view, typed, problem, request.frame()));
  }

  private BulkEditPage.View ofSelected(PageRequest request) {
    var seqs = request.context().formParams("seq");
    var suiting =
        selected(seqs).stream()
            .flatMap(job -> dashboard.served().store().jobs().find(job).stream())
            .filter(job -> JobEdit.suits(job.state()))
            .toList();
    return new BulkEditPage.View(
        "the jobs you have selected",
        suiting.size(),
        false,
        suiting.stream().limit(EXAMPLES).toList(),
        Map.of("seq", suiting.stream().map(job -> Long.toString(job.seq())).toList()),
        request.back("/jobs"));
  }

  private static List<JobRef.Itself> selected(List<String> seqs) {
    return seqs.stream().map(BulkRoutes::itself).toList();
  }

  private BulkEditPage.View ofAll(PageRequest request, ListAddress filter, String back) {
    var nothing = new JobAction.Edit(new JobDraft().toEdit(defaults(request)));
    var meant = nothing.meant(JobFilters.filter(filter, request.served()));
    var found = Matching.of(request.served().store(), meant, JobEdit::suits, filter.sort());
    var fields = new LinkedHashMap<String, List<String>>();
    filter.bulk().forEach((name, value) -> fields.put(BulkEditPage.OF + name, List.of(value)));
    return new BulkEditPage.View(
        filter.words(), found.number(), found.more(), found.examples(), fields, back);
  }

  private static JobDefaults defaults(PageRequest request) {
    var served = request.served();
    return JobDefaults.of(
        served.now(), request::zone, served.cwd(), served.store().config().settings());
  }

  private void edit(Context context) {
    var request = new PageRequest(context, dashboard);
    var form = new JobForm(request);
    form.take(
        BulkEditPage.options(true),
        field -> mayChange(field.decidesWhatRuns(), request, form, field.key()));
    form.check(draft -> draft.toEdit(defaults(request)));
    if (form.isWrong() || form.words().isEmpty()) {
      again(request, form, form.isWrong() ? "" : "Nothing to change: all fields are empty.");
      return;
    }
    try {
      var changed = change(request, new JobAction.Edit(form.draft().toEdit(defaults(request))));
      request.leave(true, sentence(changed), request.back("/jobs"));
    } catch (QueueException.Invalid e) {
      again(request, form, FailureText.of(e));
    } catch (QueueException.WrongState e) {
      request.leave(false, FailureText.of(e), request.back("/jobs"));
    }
  }

  private static boolean mayChange(
      boolean decidesWhatRuns, PageRequest request, JobForm form, String field) {
    var may = !decidesWhatRuns || request.may(Right.SUBMIT);
    if (!may) {
      form.wrong(field, "This dashboard does not accept commands.");
    }
    return may;
  }

  private Changed change(PageRequest request, JobAction.Edit edit) {
    if (isSelection(request.context())) {
      var jobs = selected(request.context().formParams("seq"));
      var what = "%,d selected jobs".formatted(jobs.size());
      return dashboard.jobs().changeAll(edit, jobs, what, request.caller());
    }
    var filter = filter(request);
    var meant = edit.on(edit.meant(JobFilters.filter(filter, request.served())));
    return dashboard.jobs().changeAll(meant, request.caller());
  }

  private static ListAddress filter(PageRequest request) {
    return JobFilters.bulk(
        name -> request.given(BulkEditPage.OF + name, FilterReader.LONGEST_TEXT), request.served());
  }

  private void again(PageRequest request, JobForm form, String problem) {
    var view =
        isSelection(request.context())
            ? ofSelected(request)
            : ofAll(request, filter(request), request.back("/jobs"));
    request.context().status(400);
    show(request, view, form.typed(), problem);
  }

  private static String sentence(Changed changed) {
    if (changed.jobs() == 0) {
      throw new QueueException.WrongState(
          "none of these jobs can be changed", "Nothing was changed.");
    }
    return "Changed %s.%s%s"
        .formatted(
            Numbers.counted(changed.jobs(), "job"),
            changed.others() > 0
                ? " "
                    + Numbers.counted(
                        changed.others(),
                        "of them is dead now, with no attempts left.",
                        "of them are dead now, with no attempts left.")
                : "",
            changed.more() ? " There are more; do it again." : "");
  }
}
