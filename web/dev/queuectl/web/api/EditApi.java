package dev.queuectl.web.api;

import dev.queuectl.JobAction;
import dev.queuectl.JobEdit;
import dev.queuectl.JobField;
import dev.queuectl.JobFilter;
import dev.queuectl.QueueException;
import dev.queuectl.environment.Stdin;
import dev.queuectl.report.JobDraft;
import dev.queuectl.report.NewJobReader;
import dev.queuectl.web.request.Caller;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.stream.Stream;

/// `PATCH /jobs/{id}`, and `PATCH /jobs` for those of a list of ids, or all that a filter matches.
final class EditApi implements Section {
  private static final List<JobField> FIXED = List.of(JobField.ID, JobField.HELD);

  private final DashboardContext dashboard;

  EditApi(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.PATCH, JobsApi.ONE, Right.CHANGE, this::one),
        new Route(HandlerType.PATCH, JobsApi.PATH, Right.CHANGE, this::many));
  }

  private void one(Context context) {
    var edit = edit(context, new NewJobReader());
    var action = new JobAction.Edit(edit, Versions.restrict(context, JobFilter.ALL));
    JobsApi.answer(
        context,
        dashboard.jobs().edit(action, JobsApi.which(context), Caller.of(context)),
        dashboard.served().now());
  }

  private void many(Context context) {
    var reader = NewJobReader.forMany();
    var edit = new JobAction.Edit(edit(context, reader));
    var ids = BulkApi.checked(reader.ids());
    var filter = BulkApi.meant(context, dashboard, ids, "?queue=mail");
    if (ids == null) {
      BulkApi.matching(context, dashboard, edit.on(edit.meant(filter)));
    } else {
      BulkApi.named(context, dashboard, edit, ids);
    }
  }

  private JobEdit edit(Context context, NewJobReader reader) {
    var draft = reader.read(Body.text(context));
    refuse(
        Stream.concat(
            reader.ignored().stream(), FIXED.stream().filter(draft::has).map(JobField::key)),
        " of a job cannot be changed",
        "Cancel, retry, hold and release have their own routes.");
    reader.nulls().forEach(name -> reset(draft, name));
    if (draft.isEmpty()) {
      throw new QueueException.Invalid("nothing to change");
    }
    if (Stream.of(JobField.values()).anyMatch(it -> it.decidesWhatRuns() && draft.has(it))) {
      Caller.of(context).demand(Right.SUBMIT);
    }
    return draft.toEdit(JobsApi.defaults(dashboard.served()));
  }

  private static void reset(JobDraft draft, String name) {
    var field = JobField.of(name).orElseThrow();
    if (field == JobField.STDIN) {
      draft.putStdin(Stdin.EMPTY);
      return;
    }
    if (!field.hasDefault()) {
      throw new QueueException.Invalid(
          name + " must not be null", "Leave out what should not change.");
    }
    draft.put(field, JobDraft.DEFAULT);
  }

  private static void refuse(Stream<String> fields, String what, String advice) {
    fields
        .findFirst()
        .ifPresent(
            field -> {
              throw new QueueException.Invalid(field + what, advice);
            });
  }
}
