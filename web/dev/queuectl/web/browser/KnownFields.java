package dev.queuectl.web.browser;

import dev.queuectl.JobField;
import dev.queuectl.Setting;
import dev.queuectl.web.page.BulkEditPage;
import dev.queuectl.web.page.ConfigPage;
import dev.queuectl.web.page.EnqueuePage;
import dev.queuectl.web.page.activity.SearchPage;
import dev.queuectl.web.page.activity.SlotsPage;
import dev.queuectl.web.page.activity.TailPage;
import dev.queuectl.web.page.part.Addresses;
import dev.queuectl.web.request.KnownNames;
import dev.queuectl.web.request.Route;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What each page takes in its address, and each form in its fields.
final class KnownFields {
  /// Says that the address is made of a form, which sends empty fields, too: the browser is sent to
  /// the address without them.
  static final String FORM = "form";

  private static final Set<String> NONE = Set.of();
  private static final Set<String> FILTER =
      Set.of("state", "queue", "text", "since", "until", "cause");
  private static final Set<String> QUEUES = Set.of("text", "sort", "page");
  private static final Set<String> SELECTIONS =
      Set.of("/jobs/selected", BulkEditPage.SELECTED, BulkEditPage.PATH);
  private static final Set<String> CONFIRMED = Set.of("expected", "confirmed", "typed");

  private KnownFields() {}

  static Route checked(Route route) {
    var isGet = route.method().equals(HandlerType.GET);
    var query = isGet ? query(route.path()) : NONE;
    var form = isGet ? NONE : form(route.path());
    var many = SELECTIONS.contains(route.path()) ? Set.of("seq") : NONE;
    return new Route(
        route.method(),
        route.path(),
        route.right(),
        context -> {
          if (query.contains(FORM) && context.queryParam(FORM) != null) {
            context.redirect(withoutEmpty(context, query), HttpStatus.SEE_OTHER);
            return;
          }
          known(query, isGet ? Set.of(Said.NAME) : NONE, NONE).checkQuery(context);
          known(form, NONE, many).checkForm(context);
          route.handler().handle(context);
        });
  }

  /// @param quiet not named to anybody
  private static KnownNames known(Set<String> names, Set<String> quiet, Set<String> many) {
    return new KnownNames(
        with(names, quiet.toArray(String[]::new)),
        many,
        names.isEmpty()
            ? "This address takes none."
            : names.stream().sorted().collect(Collectors.joining(", ", "It takes ", ".")));
  }

  private static String withoutEmpty(Context context, Set<String> query) {
    var given = new LinkedHashMap<String, String>();
    query.forEach(
        name -> {
          var value = context.queryParam(name);
          if (value != null && !value.isBlank() && !name.equals(FORM)) {
            given.put(name, value);
          }
        });
    return Addresses.of(context.path(), given);
  }

  static Set<String> query(String path) {
    return switch (path) {
      case "/", "/charts", SlotsPage.PATH -> Set.of("span");
      case "/jobs" -> with(FILTER, "sort", "page", "cursor", "after", "trail", "live", FORM);
      case "/jobs/all" -> with(FILTER, "action", "sort", "all", "back");
      case BulkEditPage.PATH -> with(FILTER, "sort", "all", "back");
      case "/job" ->
          Set.of("id", "seq", "attempt", "stream", "line", "from", "until", "find", FORM);
      case "/job/output" -> Set.of("id", "seq", "attempt", "stdout", "stderr");
      case "/job/output/raw" -> Set.of("id", "seq", "attempt", "stream", "download");
      case "/job/remove" -> Set.of("id", "seq", "back");
      case "/job/edit" -> Set.of("id");
      case SearchPage.PATH -> with(FILTER, "find", "cursor", FORM);
      case TailPage.LINES -> Set.of("at");
      case "/dlq" -> Set.of("page", "sort");
      case "/schedules" -> Set.of("page");
      case "/workers" -> Set.of("sort");
      case "/events" -> Set.of("cursor", "before");
      case "/enqueue" -> Set.of("like");
      case "/queues" -> with(QUEUES, FORM);
      default -> NONE;
    };
  }

  static Set<String> form(String path) {
    return switch (path) {
      case "/jobs/selected" -> with(CONFIRMED, "action", "state", "seq", "back");
      case "/jobs/all" ->
          with(with(CONFIRMED, "action", "sort", "all", "back"), FILTER.toArray(String[]::new));
      case BulkEditPage.SELECTED -> Set.of("state", "seq", "back");
      case BulkEditPage.PATH -> with(with(keys(), meant()), "seq", "back");
      case "/job/edit" -> with(keys(), "id", "seq");
      case "/job/cancel", "/job/retry", "/job/hold", "/job/release", "/job/remove" ->
          with(CONFIRMED, "id", "seq", "state", "back");
      case "/enqueue" -> with(keys(), EnqueuePage.LIKE, EnqueuePage.SAME_ENVIRONMENT);
      case "/dlq/retry" -> Set.of("group", "page", "sort");
      case "/queues/pause" -> with(QUEUES, "name", "reason");
      case "/queues/resume" -> with(QUEUES, "name");
      case "/schedules/run", "/schedules/pause", "/schedules/resume" -> Set.of("name");
      case "/queues/set" -> with(QUEUES, "name", "concurrency");
      case "/workers/drain", "/workers/stop" -> Set.of("id", "confirmed");
      case "/workers/scale" -> Set.of("id", "slots");
      case "/sessions/end" -> Set.of("id", "all");
      case "/config" -> settings();
      case "/theme" -> Set.of("theme", "back");
      case "/zone" -> Set.of("zone", "back");
      default -> NONE;
    };
  }

  private static String[] meant() {
    return Stream.concat(FILTER.stream(), Stream.of("sort", "all"))
        .map(BulkEditPage.OF::concat)
        .toArray(String[]::new);
  }

  /// The environment has no place in forms.
  private static Set<String> keys() {
    return Arrays.stream(JobField.values())
        .filter(field -> field != JobField.ENV)
        .map(JobField::key)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Each with what stood there when the page was shown.
  private static Set<String> settings() {
    return Arrays.stream(Setting.values())
        .flatMap(setting -> Stream.of(setting.key(), ConfigPage.seen(setting)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Set<String> with(Set<String> some, String... others) {
    var all = new HashSet<>(some);
    all.addAll(Set.of(others));
    return Set.copyOf(all);
  }
}
