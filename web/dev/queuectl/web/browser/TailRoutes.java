package dev.queuectl.web.browser;

import dev.queuectl.report.tail.RunningOutput;
import dev.queuectl.report.tail.TailPlace;
import dev.queuectl.web.page.activity.TailPage;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `/tail`: what all running jobs print.
final class TailRoutes implements Section {
  private final DashboardContext dashboard;

  TailRoutes(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get(TailPage.PATH, this::show), Route.get(TailPage.LINES, this::lines));
  }

  private void show(Context context) {
    var request = new PageRequest(context, dashboard);
    request.show(TailPage.html(since(null), request.frame()));
  }

  /// Longer than other parameters are: `at` names each job that is followed.
  private void lines(Context context) {
    var places = TailPlace.of(Objects.requireNonNullElse(context.queryParam("at"), ""));
    var output = since(places);
    if (output.fresh().isEmpty() && output.places().equals(places)) {
      context.status(HttpStatus.NO_CONTENT);
    } else {
      context.html(TailPage.update(output));
    }
  }

  private RunningOutput since(@Nullable List<TailPlace> places) {
    var served = dashboard.served();
    return RunningOutput.since(served.store().jobs(), served.logs(), places);
  }
}
