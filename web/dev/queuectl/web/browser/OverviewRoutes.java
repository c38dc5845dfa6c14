package dev.queuectl.web.browser;

import dev.queuectl.Durations;
import dev.queuectl.JobState;
import dev.queuectl.Queue;
import dev.queuectl.report.Backlog;
import dev.queuectl.report.Metrics;
import dev.queuectl.report.WorkerReport;
import dev.queuectl.store.JobQuery;
import dev.queuectl.web.page.ChartsPage;
import dev.queuectl.web.page.ChartsView;
import dev.queuectl.web.page.OverviewPage;
import dev.queuectl.web.page.OverviewView;
import dev.queuectl.web.page.chart.CommandTimes;
import dev.queuectl.web.page.chart.Series;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// `/` and `/charts`: the queue as a whole.
final class OverviewRoutes implements Section {
  private static final int SAMPLE = 500;

  private final DashboardContext dashboard;

  OverviewRoutes(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("/", this::overview), Route.get("/charts", this::charts));
  }

  private void overview(Context context) {
    var request = new PageRequest(context, dashboard);
    request.show(dashboard.served().store().snapshot(() -> overview(request)));
  }

  private String overview(PageRequest request) {
    var store = dashboard.served().store();
    var now = dashboard.served().now();
    var queues = store.queues().list();
    var workers = WorkerReport.all(store, now);
    var counts = counts(queues);
    var alive = workers.stream().filter(WorkerReport::alive).map(WorkerReport::worker).toList();
    var backlog = Backlog.of(store, queues, alive, now);
    var view =
        new OverviewView(
            counts,
            Problems.of(dashboard.served(), queues, workers, backlog),
            series(request),
            queues,
            workers,
            store.jobs().oldestWaitingSince().map(since -> Durations.between(since, now)),
            backlog,
            backlog.left(store, now));
    return OverviewPage.html(view, request.frame(counts.getOrDefault(JobState.DEAD, 0L)));
  }

  static Map<JobState, Long> counts(List<Queue> queues) {
    var counts = new EnumMap<JobState, Long>(JobState.class);
    for (var state : JobState.values()) {
      counts.put(state, queues.stream().mapToLong(queue -> queue.count(state)).sum());
    }
    return counts;
  }

  private Series series(PageRequest request) {
    var word = request.query("span");
    var span = word.isEmpty() ? Series.Span.HOUR : Series.Span.of(word);
    var now = dashboard.served().now();
    var rollups = dashboard.served().store().metrics().rollups(span.rollups(), span.from(now));
    return Series.of(span, rollups, now);
  }

  private void charts(Context context) {
    var request = new PageRequest(context, dashboard);
    request.show(dashboard.served().store().snapshot(() -> charts(request)));
  }

  private String charts(PageRequest request) {
    var store = dashboard.served().store();
    var ended = store.jobs().list(JobQuery.newest(SAMPLE, JobState.COMPLETED, JobState.DEAD));
    var view =
        new ChartsView(
            series(request),
            Metrics.of(store, dashboard.served().now()),
            CommandTimes.of(ended),
            ended.size());
    return ChartsPage.html(view, request.frame());
  }
}
