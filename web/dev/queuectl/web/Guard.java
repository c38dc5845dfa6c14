package dev.queuectl.web;

import dev.queuectl.web.request.Caller;
import dev.queuectl.web.request.DashboardOptions;
import dev.queuectl.web.request.Right;
import dev.queuectl.web.request.ServedQueue;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.TooManyRequestsResponse;
import io.javalin.http.UnauthorizedResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Checks every request before it is routed, even one for a route that does not exist.
final class Guard {
  static final long MOST_BODY_BYTES = 16 << 20;

  private static final Set<String> SAFE = Set.of("GET", "HEAD");
  private static final String BEARER = "Bearer ";

  private final ServedQueue served;
  private final DashboardOptions options;
  private final LoginSessions sessions;
  private final LoginLimit limit;
  private final Hosts hosts;
  private final Map<String, String> headers;
  private final Set<String> open;

  /// @param open the paths that need no credentials
  Guard(
      ServedQueue served,
      DashboardOptions options,
      LoginSessions sessions,
      LoginLimit limit,
      Set<String> open) {
    this.served = served;
    this.options = options;
    this.sessions = sessions;
    this.limit = limit;
    this.hosts = new Hosts(options);
    this.headers = Headers.of(options.isSecure());
    this.open = Set.copyOf(open);
  }

  /// Before the route is looked for.
  void admit(Context context) {
    headers.forEach(context::header);
    checkHost(context);
    checkBody(context);
    SentText.check(context);
    if (open.contains(context.path())) {
      return;
    }
    var isApi = isToken(context);
    if (!isApi) {
      checkSession(context);
      checkOrigin(context);
    }
    checkMethod(context);
    new Caller(isApi ? "api" : "browser", address(context)).remember(context);
  }

  /// Before the route is taken.
  void permit(Context context) {
    for (var role : context.routeRoles()) {
      if (role instanceof Right right) {
        options.demand(right);
      }
    }
  }

  private void checkHost(Context context) {
    if (!hosts.allows(context.header("Host"), context.req().getLocalPort())) {
      throw new HttpResponseException(Hosts.MISDIRECTED.status(), Hosts.MISDIRECTED.sentence());
    }
  }

  /// Every body is text in UTF-8. No form of ours has files: their parts would be written to the
  /// disk, however long they are.
  private static void checkBody(Context context) {
    if (context.req().getContentLengthLong() > MOST_BODY_BYTES) {
      throw new ContentTooLargeResponse("The request is too large."); // before it is sent, if asked
    }
    if (context.isMultipart()) {
      throw new HttpResponseException(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE.getCode(), "Files cannot be uploaded here.");
    }
    var coding = context.header("Content-Encoding");
    if (coding != null && !coding.equalsIgnoreCase("identity")) {
      throw new HttpResponseException(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE.getCode(), "Send the body without a Content-Encoding.");
    }
    if (!isUtf8(Objects.requireNonNullElse(context.header("Content-Type"), ""))) {
      throw new HttpResponseException(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE.getCode(), "Text is sent in UTF-8 here.");
    }
  }

  /// Unless the type names another charset: what is sent would be read as something else.
  private static boolean isUtf8(String type) {
    return Arrays.stream(type.split(";"))
        .map(part -> part.replaceAll("[\\s\"]", "").toLowerCase(Locale.ROOT))
        .filter(part -> part.startsWith("charset"))
        .allMatch("charset=utf-8"::equals);
  }

  /// Javalin calls its own steps methods, too: `BEFORE` would be answered by this guard alone.
  private static void checkMethod(Context context) {
    if (!context.method().isHttpMethod()) {
      throw new HttpResponseException(
          HttpStatus.NOT_IMPLEMENTED.getCode(), "There is no such method in HTTP.");
    }
  }

  private boolean isToken(Context context) {
    var given = bearer(context);
    if (given.isEmpty()) {
      return false;
    }
    if (!sessions.isToken(given.get())) {
      refuse(context);
    }
    return true;
  }

  private static Optional<String> bearer(Context context) {
    return Optional.ofNullable(context.header("Authorization"))
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()));
  }

  /// A wrong token. The right one is still accepted: whoever scrapes the metrics must not be locked
  /// out by somebody else's guesses, and 256 bits cannot be guessed.
  private void refuse(Context context) {
    limit.failed(address(context), served.now());
    checkLimit(context);
    throw new UnauthorizedResponse("The token is wrong.");
  }

  void checkLimit(Context context) {
    if (limit.isReached(address(context), served.now())) {
      context.header("Retry-After", Long.toString(LoginLimit.SPAN.toSeconds()));
      throw new TooManyRequestsResponse("Too many wrong tokens. Try again in a minute.");
    }
  }

  private void checkSession(Context context) {
    if (!sessions.isValid(context.cookie(sessions.cookie()), served.now())) {
      throw new UnauthorizedResponse("Log in first.");
    }
  }

  /// What a browser sends by itself must come from our own pages. SameSite does not distinguish the
  /// ports of one machine, and other programs may serve pages on them; `Sec-Fetch-Site` does
  /// (w3.org/TR/fetch-metadata), and so does `Origin`, which older browsers send.
  void checkOrigin(Context context) {
    var site = context.header("Sec-Fetch-Site");
    var isSafe = SAFE.contains(context.method().name());
    if (site == null ? !isOwnOrigin(context, isSafe) : !isOwnSite(context, site, isSafe)) {
      throw new ForbiddenResponse("This request does not come from the dashboard's own pages.");
    }
  }

  private static boolean isOwnSite(Context context, String site, boolean isSafe) {
    return site.equals("same-origin")
        || isSafe && (site.equals("none") || "navigate".equals(context.header("Sec-Fetch-Mode")));
  }

  /// A browser leaves it out only where nothing is changed.
  private boolean isOwnOrigin(Context context, boolean isSafe) {
    var origin = context.header("Origin");
    return origin == null
        ? isSafe
        : hosts.isOrigin(origin, Objects.requireNonNullElse(context.header("Host"), ""));
  }

  /// Where the request comes from. Of what a proxy says only the last is its own word: some add it
  /// to the header that is there, others add a header.
  String address(Context context) {
    var forwarded =
        options.behindProxy()
            ? Collections.list(context.req().getHeaders("X-Forwarded-For"))
            : List.<String>of();
    return forwarded.isEmpty()
        ? Objects.requireNonNullElse(context.req().getRemoteAddr(), "-")
        : lastOf(forwarded.getLast());
  }

  private static String lastOf(String list) {
    var words = list.split(",");
    var last = words.length == 0 ? "" : words[words.length - 1].strip();
    return last.length() > 64 ? last.substring(0, 64) : last;
  }
}
