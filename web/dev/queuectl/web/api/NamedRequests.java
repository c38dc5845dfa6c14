package dev.queuectl.web.api;

import dev.queuectl.QueueException;
import dev.queuectl.environment.Sha256;
import dev.queuectl.store.JobStore.Enqueued;
import dev.queuectl.store.RequestStore.Answer;
import dev.queuectl.web.request.Caller;
import dev.queuectl.web.request.DashboardContext;
import dev.queuectl.web.request.Route;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): a client that does not know
/// whether its request has arrived sends it again with the same key. What was done is answered as
/// before, and not done again. A request that was refused may be sent again, too: nothing was done.
final class NamedRequests {
  static final String HEADER = "Idempotency-Key";
  static final Set<HandlerType> METHODS = Set.of(HandlerType.POST, HandlerType.PATCH);

  /// Says that the answer is one from before.
  private static final String REPLAYED = "Idempotency-Replayed";

  private static final Pattern KEY = Pattern.compile("\"?([ !#-\\[\\]-~]{1,255})\"?");

  /// How a request is known to us.
  ///
  /// @param key the client's, and who it is: others may take the same
  /// @param request a hash of what is asked for
  private record Name(String key, String request) {
    private static final String ATTRIBUTE = "request name";
  }

  private final DashboardContext dashboard;
  private final Set<String> running = ConcurrentHashMap.newKeySet();

  NamedRequests(DashboardContext dashboard) {
    this.dashboard = dashboard;
  }

  Route checked(Route route) {
    return METHODS.contains(route.method())
        ? new Route(route.method(), route.path(), route.right(), context -> handle(context, route))
        : route;
  }

  private void handle(Context context, Route route) throws Exception {
    var name = name(context);
    if (name == null) {
      route.handler().handle(context);
      return;
    }
    if (!running.add(name.key())) {
      throw new HttpResponseException(409, "The request with this key is being carried out.");
    }
    try {
      var before = dashboard.served().store().requests().answer(name.key(), now());
      if (before.isPresent()) {
        replay(context, before.get(), name);
        return;
      }
      context.attribute(Name.ATTRIBUTE, name);
      route.handler().handle(context);
      keep(context);
    } finally {
      running.remove(name.key());
    }
  }

  private Instant now() {
    return dashboard.served().now();
  }

  private static @Nullable Name name(Context context) {
    var given = context.header(HEADER);
    if (given == null) {
      return null;
    }
    var key = KEY.matcher(given);
    if (!key.matches()) {
      throw new QueueException.Invalid(
          HEADER + " must have 1 to 255 characters of ASCII, without quotes in it");
    }
    return new Name(Caller.of(context).actor().name() + " " + key.group(1), request(context));
  }

  private static String request(Context context) {
    var hash = Sha256.digest();
    var line =
        "%s %s?%s\n"
            .formatted(
                context.method().name(),
                context.path(),
                Objects.requireNonNullElse(context.queryString(), ""));
    hash.update(line.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash.digest(context.bodyAsBytes()));
  }

  private static void replay(Context context, Answer answer, Name name) {
    if (!answer.request().equals(name.request())) {
      throw new HttpResponseException(
          422, "This %s was used for another request. Use a new one.".formatted(HEADER));
    }
    context.header(REPLAYED, "true");
    send(context, answer.status(), answer.location(), answer.body());
  }

  /// @param location the header of that name
  static void send(Context context, int status, @Nullable String location, String body) {
    if (location != null) {
      context.header("Location", location);
    }
    context.status(status).contentType("application/json").result(body);
  }

  /// For a handler that has the answer kept in the transaction in which it does what is asked for:
  /// null if the request has no name.
  static @Nullable Function<Enqueued, Answer> kept(
      Context context,
      Function<Enqueued, @Nullable String> location,
      Function<Enqueued, String> body) {
    var name = context.<Name>attribute(Name.ATTRIBUTE);
    if (name == null) {
      return null;
    }
    context.attribute(Name.ATTRIBUTE, null);
    return added ->
        new Answer(
            name.key(),
            name.request(),
            EnqueueApi.status(added),
            location.apply(added),
            body.apply(added));
  }

  private void keep(Context context) {
    var name = context.<Name>attribute(Name.ATTRIBUTE);
    if (name != null && context.statusCode() < 300) {
      var body = Objects.requireNonNullElse(context.result(), "");
      var answer =
          new Answer(
              name.key(),
              name.request(),
              context.statusCode(),
              context.res().getHeader("Location"),
              body);
      dashboard.served().store().requests().keep(answer, now());
    }
  }
}
