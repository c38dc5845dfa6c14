package dev.queuectl.web.browser;

import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.QueueException;
import dev.queuectl.report.JobDefaults;
import dev.queuectl.report.JobDraft;
import dev.queuectl.report.JobLines;
import dev.queuectl.web.page.EditForm;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.FailureText;
import dev.queuectl.web.request.Right;
import java.util.List;
import java.util.Map;

/// A job is given other options: all that were typed, or none, and then they stay as typed.
final class JobEditing {
  private static final List<JobField> FURTHER = List.of(JobField.COMMAND, JobField.CWD);

  private final DashboardContext dashboard;
  private final PageRequest request;
  private final JobForm form;

  JobEditing(DashboardContext dashboard, PageRequest request) {
    this.dashboard = dashboard;
    this.request = request;
    this.form = new JobForm(request);
  }

  void edit() {
    var id = request.field("id");
    var job = JobRoutes.job(dashboard, id);
    var now = JobDraft.again(job, dashboard.served().now());
    form.take(JobField.PLAN, field -> !field.decidesWhatRuns() || runsOther(field, now));
    form.take(FURTHER, field -> runsOther(field, now));
    takeStdin(job);
    form.check(draft -> draft.toEdit(defaults()).applyTo(job));
    if (form.isWrong()) {
      again(job, "", 400);
      return;
    }
    try {
      if (form.words().isEmpty()) {
        throw new QueueException.Invalid("nothing to change");
      }
      var edit = form.draft().toEdit(defaults());
      dashboard.jobs().edit(edit, JobRoutes.which(request), request.caller());
      request.leave(true, id + " was changed.", Addresses.job(id));
    } catch (QueueException.NotFound e) {
      request.leave(false, FailureText.of(e), Addresses.job(id));
    } catch (QueueException.Invalid e) {
      again(job, FailureText.of(e), 400);
    } catch (QueueException.WrongState e) {
      again(job, FailureText.of(e), 409);
    }
  }

  /// Of what is shown all that stands there, so that it can be taken away; else what was typed.
  private void takeStdin(Job job) {
    var shown = dashboard.stdin(job).flatMap(EditForm::editable).orElse("");
    if (form.has(JobField.STDIN) && !form.word(JobField.STDIN).equals(shown)) {
      if (request.may(Right.SUBMIT)) {
        form.take(JobField.STDIN);
      } else {
        form.wrong(JobField.STDIN.key(), "This dashboard does not accept commands.");
      }
    }
  }

  /// Another command, or another shell or directory for it, takes another right: whoever may not
  /// submit must not do so through an old job.
  private boolean runsOther(JobField field, JobDraft now) {
    var word = form.word(field);
    var was = now.word(field);
    if (was != null && word.equals(JobLines.stripped(was.replace("\r\n", "\n")))) {
      return false;
    }
    if (!request.may(Right.SUBMIT)) {
      form.wrong(field.key(), "This dashboard does not accept commands.");
      return false;
    }
    return true;
  }

  private JobDefaults defaults() {
    var served = dashboard.served();
    return JobDefaults.of(
        served.now(), request::zone, served.cwd(), served.store().config().settings());
  }

  private void again(Job job, String problem, int status) {
    request.context().status(status);
    var address = Addresses.of("/job/edit", Map.of("id", job.id()));
    request.show(
        EditForm.page(job, dashboard.stdin(job), form.typed(), problem, request.frameAt(address)));
  }
}
