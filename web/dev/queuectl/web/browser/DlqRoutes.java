package dev.queuectl.web.browser;

import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.Numbers;
import dev.queuectl.store.CauseStore;
import dev.queuectl.web.page.DlqPage;
import dev.queuectl.web.page.DlqView;
import dev.queuectl.web.page.part.GroupOrder;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

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
    var order = GroupOrder.of(request.query("sort"));
    request.show(dashboard.served().store().snapshot(() -> html(request, page, order)));
  }

  private String html(PageRequest request, int page, GroupOrder order) {
    var store = dashboard.served().store();
    var total = store.jobs().counts().getOrDefault(JobState.DEAD, 0L);
    var skipped = (page - 1L) * DlqView.GROUPS;
    var groups =
        groups(order, skipped).orElseGet(() -> store.causes().groups(DlqView.GROUPS, skipped));
    return DlqPage.html(new DlqView(total, page, order, groups), request.frame(total));
  }

  /// Those of a page, if they have to be sorted, and are not too many.
  private Optional<CauseStore.Page> groups(GroupOrder order, long skipped) {
    if (order == GroupOrder.LARGEST) {
      return Optional.empty();
    }
    var all = dashboard.served().store().causes().groups(GroupOrder.MOST_SORTED, 0);
    var shown = order.sorted(all.shown()).stream().skip(skipped).limit(DlqView.GROUPS).toList();
    return all.groups() > GroupOrder.MOST_SORTED
        ? Optional.empty()
        : Optional.of(new CauseStore.Page(shown, all.groups(), all.unnamed()));
  }

  private static int page(String text) {
    return Numbers.whole("page", text, 1, LAST_PAGE);
  }

  private void retry(Context context) {
    var request = new PageRequest(context, dashboard);
    var group = request.field("group");
    var page = request.field("page");
    var order = GroupOrder.of(request.field("sort"));
    request.act(
        DlqPage.address(page.isEmpty() ? 1 : page(page), order),
        () ->
            BulkRoutes.sentence(
                JobVerb.RETRY,
                dashboard.jobs().changeGroup(JobVerb.RETRY, group, request.caller())));
  }
}
