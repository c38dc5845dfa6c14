package dev.queuectl.web.browser;

import dev.queuectl.QueueException;
import dev.queuectl.report.LiveWorkers;
import dev.queuectl.schedule.Schedule;
import dev.queuectl.web.page.schedule.SchedulesPage;
import dev.queuectl.web.page.schedule.SchedulesView;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.List;

/// `/schedules`: the jobs that recur.
final class ScheduleRoutes implements Section {
  private static final String PATH = SchedulesPage.PATH;
  private static final int MOST_PAGES = 1_000_000;

  private final DashboardContext dashboard;

  ScheduleRoutes(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, this::show),
        Route.post(PATH + "/run", Right.CHANGE, this::run),
        Route.post(PATH + "/pause", Right.CHANGE, this::pause),
        Route.post(PATH + "/resume", Right.CHANGE, this::resume));
  }

  private void show(Context context) {
    var request = new PageRequest(context, dashboard);
    var page = request.parameters().whole("page", 1, MOST_PAGES, 1);
    request.show(SchedulesPage.html(view(page), request.frame()));
  }

  private SchedulesView view(int wanted) {
    var store = dashboard.served().store();
    return store.snapshot(
        () -> {
          var all = store.schedules().list();
          var pages = Math.max(1, (all.size() + SchedulesView.PAGE - 1) / SchedulesView.PAGE);
          var page = Math.min(wanted, pages);
          var lines =
              all.stream()
                  .skip((long) (page - 1) * SchedulesView.PAGE)
                  .limit(SchedulesView.PAGE)
                  .map(
                      each ->
                          new SchedulesView.Line(
                              each,
                              words(each),
                              store.jobs().beginningWith(each.idPrefix(), SchedulesView.LAST_JOBS)))
                  .toList();
          var workers = LiveWorkers.of(store.workers(), dashboard.served().now());
          return new SchedulesView(lines, page, all.size(), !workers.isEmpty());
        });
  }

  private static String words(Schedule schedule) {
    try {
      return schedule.timetable().words();
    } catch (QueueException.Invalid e) {
      return schedule.cron(); // somebody has damaged it by hand
    }
  }

  private void run(Context context) {
    var request = new PageRequest(context, dashboard);
    var schedules = dashboard.controls().schedules(request.caller());
    request.act(PATH, () -> schedules.run(request.field("name")).id() + " is enqueued.");
  }

  private void pause(Context context) {
    var request = new PageRequest(context, dashboard);
    var schedules = dashboard.controls().schedules(request.caller());
    request.act(PATH, () -> schedules.pause(request.field("name"), null).name() + " is paused.");
  }

  private void resume(Context context) {
    var request = new PageRequest(context, dashboard);
    var schedules = dashboard.controls().schedules(request.caller());
    request.act(PATH, () -> schedules.resume(request.field("name")).name() + " goes on.");
  }
}
