package dev.queuectl.web.browser;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.report.DeadGroups;
import dev.queuectl.web.page.DlqPage;
import dev.queuectl.web.page.DlqView;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.List;

/// `/dlq`: the dead by cause. For each, the end of its output is read: so only so many are looked
/// at.
final class DlqRoutes implements Section {
  private static final int MOST_LOOKED_AT = 500;
  private static final int MOST_SHOWN = 50;

  private final DashboardContext dashboard;

  DlqRoutes(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/dlq", this::show), Route.post("/dlq/retry", Right.CHANGE, this::retry));
  }

  private void show(Context context) {
    var request = new PageRequest(context, dashboard);
    request.show(dashboard.served().store().snapshot(() -> html(request)));
  }

  private String html(PageRequest request) {
    var store = dashboard.served().store();
    var total = store.jobs().counts().getOrDefault(JobState.DEAD, 0L);
    var dead = new DeadGroups(store.jobs(), dashboard.served().logs());
    var group = request.query("group");
    var jobs =
        group.isEmpty()
            ? List.<Job>of()
            : dead.of(group, MOST_LOOKED_AT).limit(MOST_SHOWN).toList();
    var groups = dead.newest(MOST_LOOKED_AT).groups();
    var view = new DlqView(total, Math.min(total, MOST_LOOKED_AT), groups, group, jobs);
    return DlqPage.html(view, request.frame(total));
  }

  private void retry(Context context) {
    var request = new PageRequest(context, dashboard);
    var group = request.field("group");
    request.act(
        "/dlq",
        () ->
            BulkRoutes.sentence(
                JobVerb.RETRY, dashboard.jobs().retryGroup(group, request.caller())));
  }
}
