package dev.queuectl.web.browser;

import dev.queuectl.web.page.part.Theme;
import dev.queuectl.web.request.OwnAddress;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Objects;

/// Light or dark, kept by the browser.
public final class ThemeRoutes implements Section {
  private static final String COOKIE = "theme";
  private static final int YEAR_SECONDS = 365 * 24 * 60 * 60;

  @Override
  public List<Route> routes() {
    return List.of(Route.post("/theme", Right.READ, ThemeRoutes::choose));
  }

  public static Theme theme(Context context) {
    return Theme.of(Objects.requireNonNullElse(Cookies.get(context, COOKIE), ""));
  }

  private static void choose(Context context) {
    var theme = Theme.of(Objects.requireNonNullElse(context.formParam("theme"), ""));
    Cookies.set(context, COOKIE, theme.word(), YEAR_SECONDS);
    context.redirect(OwnAddress.of(context.formParam("back"), "/"), HttpStatus.SEE_OTHER);
  }
}
