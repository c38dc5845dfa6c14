package dev.queuectl.web.browser;

import dev.queuectl.Numbers;
import dev.queuectl.store.QueueStore;
import dev.queuectl.web.page.QueuesPage;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `/queues`: pausing, resuming and limiting whole queues.
final class QueueRoutes implements Section {
  private static final String PATH = "/queues";
  private static final Set<String> UNLIMITED = Set.of("", "unlimited", "none", "off");

  private final DashboardContext dashboard;

  QueueRoutes(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, this::show),
        Route.post(PATH + "/pause", Right.CHANGE, this::pause),
        Route.post(PATH + "/resume", Right.CHANGE, this::resume),
        Route.post(PATH + "/set", Right.CHANGE, this::set));
  }

  private void show(Context context) {
    var visit = new PageRequest(context, dashboard);
    visit.show(QueuesPage.html(dashboard.served().store().queues().list(), visit.frame()));
  }

  private void pause(Context context) {
    var visit = new PageRequest(context, dashboard);
    visit.act(
        PATH,
        () -> {
          var reason = visit.field("reason");
          var name = visit.field("name");
          dashboard.controls().pause(name, reason.isEmpty() ? null : reason, visit.visitor());
          return name + " is paused; what runs goes on.";
        });
  }

  private void resume(Context context) {
    var visit = new PageRequest(context, dashboard);
    visit.act(
        PATH,
        () ->
            dashboard.controls().resume(visit.field("name"), visit.visitor()).name() + " goes on.");
  }

  private void set(Context context) {
    var visit = new PageRequest(context, dashboard);
    visit.act(
        PATH,
        () -> {
          var limit = limit(visit.field("concurrency"));
          var name = dashboard.controls().limit(visit.field("name"), limit, visit.visitor()).name();
          return limit == null
              ? name + " runs any number of jobs at a time."
              : "%s runs at most %s at a time.".formatted(name, Sentences.jobs(limit));
        });
  }

  private static @Nullable Integer limit(String text) {
    if (UNLIMITED.contains(text.toLowerCase(Locale.ROOT))) {
      return null;
    }
    return Numbers.whole("the limit", text, 1, QueueStore.MOST_CONCURRENCY);
  }
}
