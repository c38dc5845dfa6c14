package dev.queuectl.web.api;

import dev.queuectl.QueueException;
import dev.queuectl.Words;
import dev.queuectl.web.request.Route;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.HashSet;
import java.util.Set;

/// Which parameters of the query each route takes. Any other is refused: left out of account, a
/// slip of the pen in a filter would have something done to all jobs.
final class KnownParameters {
  private static final Set<String> FILTER =
      Set.of(
          "state",
          "queue",
          "text",
          "since",
          "until",
          "updated_before",
          "created_from",
          "created_before");

  private KnownParameters() {}

  /// The route, once it is seen that it is asked for nothing that it does not know.
  static Route checked(Route route) {
    var known = of(route.method(), route.path());
    return new Route(
        route.method(),
        route.path(),
        route.right(),
        context -> {
          check(context, known);
          route.handler().handle(context);
        });
  }

  static Set<String> of(HandlerType method, String path) {
    var isGet = method.equals(HandlerType.GET);
    return switch (path.substring(Api.ROOT.length())) {
      case "/jobs" ->
          isGet
              ? with(FILTER, "sort", "limit", "cursor", "show_env")
              : method.equals(HandlerType.PATCH) ? with(FILTER, "all") : Set.of("force");
      case "/jobs/{id}" ->
          isGet
              ? Set.of("show_env")
              : method.equals(HandlerType.DELETE) ? Set.of("state") : Set.of();
      case "/jobs/{id}/cancel", "/jobs/{id}/retry", "/jobs/{id}/hold", "/jobs/{id}/release" ->
          Set.of("state");
      case "/jobs/cancel", "/jobs/retry", "/jobs/hold", "/jobs/release", "/jobs/remove" ->
          with(FILTER, "all");
      case "/jobs/{id}/output" -> Set.of("attempt", "stream", "offset", "tail", "limit");
      case "/metrics/history" -> Set.of("span", "from");
      case "/events" -> Set.of("limit", "cursor");
      default -> Set.of();
    };
  }

  private static Set<String> with(Set<String> some, String... others) {
    var all = new HashSet<>(some);
    all.addAll(Set.of(others));
    return Set.copyOf(all);
  }

  /// A variable of a script may be empty by mistake, and then a filter would match everything.
  private static void refuseEmpty(Context context, String name) {
    if (context.queryParams(name).stream().anyMatch(String::isBlank)) {
      throw new QueueException.Invalid(name + " is empty", "Give it a value, or leave it out.");
    }
  }

  private static void check(Context context, Set<String> known) {
    for (var name : context.queryParamMap().keySet()) {
      refuseEmpty(context, name);
      if (!known.contains(name)) {
        throw new QueueException.Invalid(
            "there is no parameter \"" + name + "\" here",
            Words.nearest(name, known)
                .map(near -> "Did you mean " + near + "?")
                .orElse("See " + OpenApiDocument.PATH + "."));
      }
    }
  }
}
