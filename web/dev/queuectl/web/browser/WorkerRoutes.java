package dev.queuectl.web.browser;

import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.Worker;
import dev.queuectl.Worker.Stop;
import dev.queuectl.process.posix.Identities;
import dev.queuectl.report.WorkerReport;
import dev.queuectl.report.slots.SlotHistory;
import dev.queuectl.web.page.WorkerStopPage;
import dev.queuectl.web.page.WorkersPage;
import dev.queuectl.web.page.activity.SlotSpan;
import dev.queuectl.web.page.activity.SlotsPage;
import dev.queuectl.web.page.part.Typed;
import dev.queuectl.web.page.part.WorkerOrder;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.FailureText;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// `/workers`: who works, and asking one to leave.
final class WorkerRoutes implements Section {
  private static final String PATH = "/workers";

  private final DashboardContext dashboard;

  WorkerRoutes(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, this::show),
        Route.get(SlotsPage.PATH, this::slots),
        Route.post(PATH + "/scale", Right.CHANGE, this::scale),
        Route.post(
            PATH + "/drain",
            Right.CHANGE,
            context ->
                stop(
                    context,
                    Stop.DRAIN,
                    "%s takes no more jobs and stops when its own have ended.")),
        Route.post(
            PATH + "/stop",
            Right.CHANGE,
            context ->
                stop(context, Stop.NOW, "%s is stopping and ends its jobs; they will run again.")));
  }

  private void show(Context context) {
    var request = new PageRequest(context, dashboard);
    var served = dashboard.served();
    request.show(
        WorkersPage.html(
            WorkerReport.all(served.store(), served.now()),
            WorkerOrder.of(request.query("sort")),
            Identities.self(),
            request.frame()));
  }

  private void slots(Context context) {
    var request = new PageRequest(context, dashboard);
    var word = request.query("span");
    var span = word.isEmpty() ? SlotSpan.HOUR : SlotSpan.of(word);
    var served = dashboard.served();
    var history = SlotHistory.of(served.store(), served.now(), span.length());
    request.show(SlotsPage.html(history, span, request.frame()));
  }

  private void scale(Context context) {
    var request = new PageRequest(context, dashboard);
    var id = request.field("id");
    var typed = Objects.requireNonNullElse(context.formParam("slots"), "");
    try {
      var slots = slots(request.field("slots"));
      request.act(
          PATH,
          () -> {
            dashboard.controls().scale(id, slots, request.caller());
            return "%s will run %s at a time.".formatted(id, Numbers.counted(slots, "job"));
          });
    } catch (QueueException.Invalid e) {
      var served = dashboard.served();
      request.showAgain(
          WorkersPage.html(
              WorkerReport.all(served.store(), served.now()),
              WorkerOrder.STARTED,
              Identities.self(),
              new Typed(Map.of("slots", typed), Map.of("slots", FailureText.of(e))),
              id,
              request.frameAt(PATH)));
    }
  }

  private static int slots(String text) {
    return Numbers.whole("the number of slots", text, 1, Worker.MOST_SLOTS);
  }

  private void stop(Context context, Stop how, String sentence) {
    var request = new PageRequest(context, dashboard);
    if (request.field("confirmed").isEmpty() && ask(request, how)) {
      return;
    }
    request.act(
        PATH,
        () -> {
          var id = request.field("id");
          dashboard.controls().stop(id, how, request.caller());
          return sentence.formatted(id);
        });
  }

  /// @return false if there is no such worker, which is said otherwise
  private boolean ask(PageRequest request, Stop how) {
    var served = dashboard.served();
    var all = WorkerReport.all(served.store(), served.now());
    var found = all.stream().filter(it -> it.worker().id().equals(request.field("id"))).findFirst();
    found.ifPresent(
        report ->
            request.show(
                WorkerStopPage.html(
                    report,
                    how,
                    report.worker().process().equals(Identities.self()),
                    all.stream().noneMatch(it -> isLeft(it, report)),
                    request.frame())));
    return found.isPresent();
  }

  private static boolean isLeft(WorkerReport other, WorkerReport gone) {
    return other.alive()
        && other.worker().stop() == null
        && !other.worker().id().equals(gone.worker().id());
  }
}
