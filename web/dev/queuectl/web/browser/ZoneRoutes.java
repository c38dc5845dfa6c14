package dev.queuectl.web.browser;

import dev.queuectl.QueueException;
import dev.queuectl.web.request.OwnAddress;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The time zone of whoever reads the pages, kept by the browser; without one it is that of the
/// dashboard's machine.
final class ZoneRoutes implements Section {
  private static final String COOKIE = "zone";
  private static final int YEAR_SECONDS = 365 * 24 * 60 * 60;

  @Override
  public List<Route> routes() {
    return List.of(Route.post("/zone", Right.READ, ZoneRoutes::choose));
  }

  static Optional<ZoneId> zone(Context context) {
    return read(Objects.requireNonNullElse(Cookies.get(context, COOKIE), ""));
  }

  /// @throws QueueException.Invalid if there is no such zone
  private static void choose(Context context) {
    var word = Objects.requireNonNullElse(context.formParam("zone"), "");
    if (!word.isEmpty() && read(word).isEmpty()) {
      throw new QueueException.Invalid(
          "there is no time zone \"" + word + "\"", "Give one such as Europe/Berlin.");
    }
    Cookies.set(context, COOKIE, word, word.isEmpty() ? 0 : YEAR_SECONDS);
    context.redirect(OwnAddress.of(context.formParam("back"), "/"), HttpStatus.SEE_OTHER);
  }

  private static Optional<ZoneId> read(String word) {
    try {
      return word.isEmpty() || word.length() > 60 ? Optional.empty() : Optional.of(ZoneId.of(word));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
