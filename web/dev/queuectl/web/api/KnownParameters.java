package dev.queuectl.web.api;

import dev.queuectl.web.request.KnownNames;
import dev.queuectl.web.request.Route;
import io.javalin.http.HandlerType;
import java.util.HashSet;
import java.util.Set;

/// Which parameters of the query each route takes.
final class KnownParameters {
  private static final Set<String> FILTER =
      Set.of(
          "state",
          "queue",
          "text",
          "since",
          "until",
          "cause",
          "unique",
          "updated_before",
          "created_from",
          "created_before");

  private KnownParameters() {}

  /// The route, once it is seen that it is asked for nothing that it does not know.
  static Route checked(Route route) {
    var known =
        new KnownNames(of(route.method(), route.path()), "See " + OpenApiDocument.PATH + ".");
    return route.checked(known::checkQuery);
  }

  static Set<String> of(HandlerType method, String path) {
    var isGet = method.equals(HandlerType.GET);
    return switch (path.substring(Api.ROOT.length())) {
      case "/jobs" ->
          isGet
              ? with(FILTER, "sort", "limit", "cursor", "show_env", "total")
              : method.equals(HandlerType.PATCH) ? with(FILTER, "all") : Set.of("force");
      case "/jobs/{id}" ->
          isGet
              ? Set.of("show_env", "wait")
              : method.equals(HandlerType.DELETE) ? Set.of("state", "dependents") : Set.of();
      case "/jobs/{id}/cancel", "/jobs/{id}/hold" -> Set.of("state");
      case "/jobs/{id}/retry" -> Set.of("state", "cascade", "ignore_dependencies");
      case "/jobs/{id}/release" -> Set.of("state", "ignore_dependencies");
      case "/jobs/cancel", "/jobs/retry", "/jobs/hold", "/jobs/release", "/jobs/remove" ->
          with(FILTER, "all");
      case "/jobs/{id}/output" -> Set.of("attempt", "stream", "offset", "tail", "limit");
      case "/search" -> with(FILTER, "find", "limit", "cursor");
      case "/sessions/end" -> Set.of("all");
      case "/metrics/history" -> Set.of("span", "from");
      case "/dlq/groups" -> Set.of("limit", "cursor");
      case "/schedules/{name}/next" -> Set.of("count");
      case "/events" -> Set.of("limit", "cursor");
      default -> Set.of();
    };
  }

  private static Set<String> with(Set<String> some, String... others) {
    var all = new HashSet<>(some);
    all.addAll(Set.of(others));
    return Set.copyOf(all);
  }
}
