package dev.queuectl.web.browser;

import dev.queuectl.web.page.PlainPage;
import dev.queuectl.web.request.DashboardContext;
import io.javalin.http.Context;
import java.util.Optional;

/// What went wrong, on a page for somebody who was let in: with the navigation, as every other one.
public final class ErrorPage {
  private static final String ATTRIBUTE = "error page";

  private ErrorPage() {}

  /// From now on: whoever sends the request has been let in.
  public static void offer(Context context, DashboardContext dashboard) {
    context.attribute(ATTRIBUTE, dashboard);
  }

  /// @param address where to go on from here
  /// @return empty for a stranger
  public static Optional<String> html(
      Context context, String title, String sentence, String address) {
    return Optional.ofNullable(context.<DashboardContext>attribute(ATTRIBUTE))
        .map(dashboard -> new PageRequest(context, dashboard).frameOfError(address))
        .map(frame -> PlainPage.html(frame, title, sentence));
  }
}
