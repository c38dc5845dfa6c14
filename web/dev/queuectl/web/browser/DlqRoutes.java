package dev.queuectl.web.browser;

import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.Numbers;
import dev.queuectl.web.page.DlqPage;
import dev.queuectl.web.page.DlqView;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.List;

/// `/dlq`: the dead by cause.
final class DlqRoutes implements Section {
  private static final int LAST_PAGE = 1_000_000;

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
    var page = request.parameters().whole("page", 1, LAST_PAGE, 1);
    request.show(dashboard.served().store().snapshot(() -> html(request, page)));
  }

  private String html(PageRequest request, int page) {
    var store = dashboard.served().store();
    var total = store.jobs().counts().getOrDefault(JobState.DEAD, 0L);
    var skipped = (page - 1L) * DlqView.GROUPS;
    var view = new DlqView(total, page, store.causes().groups(DlqView.GROUPS, skipped));
    return DlqPage.html(view, request.frame(total));
  }

  private static int page(String text) {
    return Numbers.whole("page", text, 1, LAST_PAGE);
  }

  private void retry(Context context) {
    var request = new PageRequest(context, dashboard);
    var group = request.field("group");
    var page = request.field("page");
    request.act(
        page.isEmpty() ? "/dlq" : DlqPage.address(page(page)),
        () ->
            BulkRoutes.sentence(
                JobVerb.RETRY,
                dashboard.jobs().changeGroup(JobVerb.RETRY, group, request.caller())));
  }
}
