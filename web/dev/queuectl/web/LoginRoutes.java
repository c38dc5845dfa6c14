package dev.queuectl.web;

import dev.queuectl.action.Actor;
import dev.queuectl.store.Login;
import dev.queuectl.store.LoginSession;
import dev.queuectl.web.browser.ThemeRoutes;
import dev.queuectl.web.page.LoginPage;
import dev.queuectl.web.page.PlainPage;
import dev.queuectl.web.request.Caller;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.KnownNames;
import dev.queuectl.web.request.OwnAddress;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.Section;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import io.javalin.http.UnauthorizedResponse;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Exchanges a link or a token for a session.
///
/// A link is a GET, so that a terminal can print it. That changes nothing in the queue, the link is
/// of no use afterwards, and the answer leads away from it before anything is loaded from it.
final class LoginRoutes implements Section {
  static final String PATH = "/login";
  static final String LINK = "link";
  static final String TOKEN = "token";

  private static final int MOST_BYTES = 4096;
  private static final int LONGEST_BROWSER = 300;
  private static final KnownNames QUERY =
      new KnownNames(Set.of(LINK, TOKEN), "It takes link or token.");
  private static final KnownNames FORM =
      new KnownNames(Set.of(TOKEN, LoginPage.NEXT), "It takes token.");

  private final DashboardContext dashboard;
  private final Credentials credentials;
  private final Guard guard;

  LoginRoutes(DashboardContext dashboard, Credentials credentials, Guard guard) {
    this.dashboard = dashboard;
    this.credentials = credentials;
    this.guard = guard;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.GET, PATH, Right.NOTHING, this::opened).checked(QUERY::checkQuery),
        new Route(HandlerType.POST, PATH, Right.NOTHING, this::typed)
            .checked(KnownNames.NONE::checkQuery),
        new Route(HandlerType.POST, "/logout", Right.READ, this::logout)
            .checked(KnownNames.NONE::checkQuery)
            .checked(KnownNames.NONE::checkForm));
  }

  private void opened(Context context) {
    var link = context.queryParam(LINK);
    var token = context.queryParam(TOKEN);
    if (link != null && !isLookOnly(context)) {
      follow(context, link);
    } else if (token != null) {
      exchange(context, token, "/");
    } else {
      throw new UnauthorizedResponse("Log in first.");
    }
  }

  /// A program that only sees what is behind a link must not use it up.
  private static boolean isLookOnly(Context context) {
    return context.method().equals(HandlerType.HEAD)
        || Stream.of("Sec-Purpose", "Purpose", "X-Moz")
            .map(context::header)
            .anyMatch(purpose -> purpose != null && purpose.contains("prefetch"));
  }

  /// One that was followed before stays in the browser's history.
  private void follow(Context context, String link) {
    var login = credentials.link(link);
    if (login.isPresent()) {
      begin(context, login.get(), "by link", "/");
    } else if (session(context) != null) {
      leave(context, "/");
    } else {
      throw guard.refusal(context, "This link has been used, or is too old.");
    }
  }

  private @Nullable LoginSession session(Context context) {
    return credentials.session(context.cookie(credentials.cookie())).orElse(null);
  }

  private void typed(Context context) {
    guard.checkOrigin(context);
    checkLength(context);
    FORM.checkForm(context);
    exchange(
        context, context.formParam(TOKEN), OwnAddress.of(context.formParam(LoginPage.NEXT), "/"));
  }

  /// A form takes many times its length to be read, and this one comes from strangers.
  private static void checkLength(Context context) {
    if (context.contentLength() > MOST_BYTES || context.header("Transfer-Encoding") != null) {
      throw new ContentTooLargeResponse("The request contains more than a token.");
    }
  }

  /// @param next where one was going
  private void exchange(Context context, @Nullable String token, String next) {
    var login =
        credentials.token(token).orElseThrow(() -> guard.refusal(context, "The token is wrong."));
    begin(context, login, "by token", next);
  }

  /// In place of the session that the browser had.
  private void begin(Context context, Login login, String how, String next) {
    var before = session(context);
    if (before != null) {
      credentials.end(before);
    }
    var word = credentials.begin(login, guard.address(context), browser(context));
    context.cookie(cookie(word, (int) LoginSession.LONGEST.toSeconds()));
    var by = new Actor(login.name(), guard.address(context));
    dashboard.audit(by).add("login", null, login.grant().word() + ", " + how);
    leave(context, next);
  }

  private static @Nullable String browser(Context context) {
    var agent = context.header("User-Agent");
    return agent == null || agent.length() <= LONGEST_BROWSER
        ? agent
        : agent.substring(0, LONGEST_BROWSER);
  }

  /// A browser that comes from a page of somebody else, such as a chat with the link in it, would
  /// follow a redirect without the cookie, since that is for visits from our own pages only.
  private void leave(Context context, String next) {
    if ("cross-site".equals(context.header("Sec-Fetch-Site"))) {
      context.header("Refresh", "0; url=/");
      context.html(PlainPage.html(ThemeRoutes.theme(context), "Welcome", "You are logged in."));
    } else {
      context.redirect(next, HttpStatus.SEE_OTHER);
    }
  }

  private void logout(Context context) {
    var session = session(context);
    if (session != null) {
      credentials.end(session);
      dashboard.audit(Caller.of(context).actor()).add("logout", null, null);
    }
    context.cookie(cookie("", 0));
    context.redirect(PATH, HttpStatus.SEE_OTHER);
  }

  private Cookie cookie(String value, int seconds) {
    return new Cookie(
        credentials.cookie(),
        value,
        "/",
        seconds,
        dashboard.options().isSecure(),
        true,
        null,
        SameSite.STRICT);
  }
}
