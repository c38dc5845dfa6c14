package dev.queuectl.web;

import dev.queuectl.web.browser.ThemeRoutes;
import dev.queuectl.web.page.PlainPage;
import dev.queuectl.web.request.DashboardOptions;
import dev.queuectl.web.request.KnownNames;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import dev.queuectl.web.request.ServedQueue;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import io.javalin.http.UnauthorizedResponse;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Exchanges the token for a session.
///
/// The login link is a GET, so that a terminal can print it. That changes nothing in the queue, and
/// the answer leads away from the address that holds the token before anything is loaded from it.
final class Login implements Section {
  static final String PATH = "/login";

  private static final int MOST_BYTES = 4096;
  private static final KnownNames NAMES = new KnownNames(Set.of("token"), "It takes token.");

  private final ServedQueue served;
  private final DashboardOptions options;
  private final LoginSessions sessions;
  private final LoginLimit limit;
  private final Guard guard;

  Login(
      ServedQueue served,
      DashboardOptions options,
      LoginSessions sessions,
      LoginLimit limit,
      Guard guard) {
    this.served = served;
    this.options = options;
    this.sessions = sessions;
    this.limit = limit;
    this.guard = guard;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.GET, PATH, Right.NOTHING, this::link).checked(NAMES::checkQuery),
        new Route(HandlerType.POST, PATH, Right.NOTHING, this::typed)
            .checked(KnownNames.NONE::checkQuery),
        new Route(HandlerType.POST, "/logout", Right.READ, this::logout)
            .checked(KnownNames.NONE::checkQuery)
            .checked(KnownNames.NONE::checkForm));
  }

  private void link(Context context) {
    var token = context.queryParam("token");
    if (token == null) {
      throw new UnauthorizedResponse("Log in first.");
    }
    exchange(context, token);
  }

  private void typed(Context context) {
    guard.checkOrigin(context);
    checkLength(context);
    NAMES.checkForm(context);
    exchange(context, context.formParam("token"));
  }

  /// A form takes many times its length to be read, and this one comes from strangers.
  private static void checkLength(Context context) {
    if (context.contentLength() > MOST_BYTES || context.header("Transfer-Encoding") != null) {
      throw new ContentTooLargeResponse("The request contains more than a token.");
    }
  }

  private void exchange(Context context, @Nullable String token) {
    guard.checkLimit(context);
    if (!sessions.isToken(token)) {
      limit.failed(guard.address(context), served.now());
      throw new UnauthorizedResponse("The token is wrong.");
    }
    context.cookie(cookie(sessions.begin(served.now()), (int) LoginSessions.LENGTH.toSeconds()));
    leave(context);
  }

  /// A browser that comes from a page of somebody else, such as a chat with the link in it, would
  /// follow a redirect without the cookie, since that is for visits from our own pages only.
  private void leave(Context context) {
    if ("cross-site".equals(context.header("Sec-Fetch-Site"))) {
      context.header("Refresh", "0; url=/");
      context.html(PlainPage.html(ThemeRoutes.theme(context), "Welcome", "You are logged in."));
    } else {
      context.redirect("/", HttpStatus.SEE_OTHER);
    }
  }

  private void logout(Context context) {
    context.cookie(cookie("", 0));
    context.redirect(PATH, HttpStatus.SEE_OTHER);
  }

  private Cookie cookie(String value, int seconds) {
    return new Cookie(
        sessions.cookie(), value, "/", seconds, options.isSecure(), true, null, SameSite.STRICT);
  }
}
