package dev.queuectl.web;

import dev.queuectl.QueueException;
import dev.queuectl.action.Actor;
import dev.queuectl.web.browser.ErrorPage;
import dev.queuectl.web.request.Caller;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.DashboardOptions;
import dev.queuectl.web.request.Right;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks every request before it is routed, even one for a route that does not exist.
final class Guard {
  static final long MOST_BODY_BYTES = 16 << 20;

  private static final Logger log = LoggerFactory.getLogger(Guard.class);

  private static final Set<String> SAFE = Set.of("GET", "HEAD");
  private static final String BEARER = "Bearer ";
  private static final String LOCKED =
      " That was the %dth within a minute: the address is locked out.".formatted(LoginLimit.MOST);

  private final DashboardContext dashboard;
  private final DashboardOptions options;
  private final Credentials credentials;
  private final LoginLimit limit = new LoginLimit();
  private final Hosts hosts;
  private final Map<String, String> headers;
  private final Set<String> open;

  /// @param open the paths that need no credentials
  Guard(DashboardContext dashboard, Credentials credentials, Set<String> open) {
    this.dashboard = dashboard;
    this.options = dashboard.options();
    this.credentials = credentials;
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
    var token = bearer(context);
    var caller = token.isPresent() ? byToken(context, token.get()) : bySession(context);
    if (token.isEmpty()) {
      checkOrigin(context);
    }
    checkMethod(context);
    caller.remember(context);
    ErrorPage.offer(context, dashboard);
  }

  /// Before the route is taken.
  void permit(Context context) {
    for (var role : context.routeRoles()) {
      if (role instanceof Right right) {
        demand(context, right);
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

  private Caller byToken(Context context, String token) {
    var login = credentials.token(token).orElseThrow(() -> refusal(context, "The token is wrong."));
    return new Caller(login, address(context), null, options.grant(), () -> isToken(token));
  }

  private boolean isToken(String word) {
    return credentials.token(word).isPresent();
  }

  private Caller bySession(Context context) {
    var word = context.cookie(credentials.cookie());
    var session =
        credentials.used(word).orElseThrow(() -> new UnauthorizedResponse("Log in first."));
    return new Caller(
        session.login(),
        address(context),
        session.id(),
        options.grant(),
        () -> credentials.session(word).isPresent());
  }

  private static void demand(Context context, Right right) {
    if (right != Right.NOTHING) {
      Caller.of(context).demand(right);
    }
  }

  private static Optional<String> bearer(Context context) {
    return Optional.ofNullable(context.header("Authorization"))
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()));
  }

  /// Something that lets nobody in. What does is still accepted from the same address: whoever
  /// scrapes the metrics must not be locked out by somebody else's guesses, and 256 bits cannot be
  /// guessed.
  HttpResponseException refusal(Context context, String sentence) {
    var address = address(context);
    var count = limit.failed(address, dashboard.served().now());
    if (limit.isNews(count, dashboard.served().now())) {
      record(address, count < LoginLimit.MOST ? sentence : sentence + LOCKED);
    }
    if (count > LoginLimit.MOST) {
      context.header("Retry-After", Long.toString(LoginLimit.SPAN.toSeconds()));
      return new TooManyRequestsResponse("Too many wrong tokens. Try again in a minute.");
    }
    return new UnauthorizedResponse(sentence);
  }

  /// A store that is away is no reason to say anything else to strangers.
  private void record(String address, String sentence) {
    try {
      dashboard.audit(new Actor("stranger", address)).add("login failed", null, sentence);
    } catch (QueueException.Unavailable e) {
      log.warn("cannot record a failed login from={} reason={}", address, e.getMessage());
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
