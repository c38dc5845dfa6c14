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
    var request = new PageRequest(context, dashboard);
    request.show(QueuesPage.html(dashboard.served().store().queues().list(), request.frame()));
  }

  private void pause(Context context) {
    var request = new PageRequest(context, dashboard);
    request.act(
        PATH,
        () -> {
          var reason = request.field("reason");
          var name = request.field("name");
          dashboard.controls().pause(name, reason.isEmpty() ? null : reason, request.caller());
          return name + " is paused; running jobs continue.";
        });
  }

  private void resume(Context context) {
    var request = new PageRequest(context, dashboard);
    request.act(
        PATH,
        () ->
            dashboard.controls().resume(request.field("name"), request.caller()).name()
                + " is no longer paused.");
  }

  private void set(Context context) {
    var request = new PageRequest(context, dashboard);
    request.act(
        PATH,
        () -> {
          var limit = limit(request.field("concurrency"));
          var name =
              dashboard.controls().limit(request.field("name"), limit, request.caller()).name();
          return limit == null
              ? name + " runs any number of jobs at a time."
              : "%s runs at most %s at a time.".formatted(name, Numbers.counted(limit, "job"));
        });
  }

  private static @Nullable Integer limit(String text) {
    if (UNLIMITED.contains(text.toLowerCase(Locale.ROOT))) {
      return null;
    }
    return Numbers.whole("the limit", text, 1, QueueStore.MOST_CONCURRENCY);
  }
}
