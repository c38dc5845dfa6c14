package dev.queuectl.web.request;

import dev.queuectl.Durations;
import dev.queuectl.JobFilter;
import dev.queuectl.NewJob;
import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.report.FilterReader;
import dev.queuectl.report.Times;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobQuery.Place;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The parameters of a request: each given at most once, and limited in length.
public final class RequestParameters {
  public static final int MOST_JOBS = 500;

  private static final int LONGEST = 300;
  private static final int USUAL_JOBS = 50;
  private static final Pattern CURSOR = Pattern.compile("(-?\\d{1,7})\\.(\\d{1,18})");

  private static final Map<String, String> OLDER_NAMES =
      Map.of("since", "created_from", "until", "created_before");

  private final Context context;
  private final ServedQueue served;

  public RequestParameters(Context context, ServedQueue served) {
    this.context = context;
    this.served = served;
  }

  /// @return null if it is not given or blank
  public @Nullable String text(String name) {
    var values = context.queryParams(name);
    if (values.size() > 1) {
      throw new QueueException.Invalid(name + " is given more than once");
    }
    var value = values.isEmpty() ? "" : values.getFirst().strip();
    if (value.length() > LONGEST) {
      throw new QueueException.Invalid("%s has more than %d characters".formatted(name, LONGEST));
    }
    return value.isEmpty() ? null : value;
  }

  /// @throws QueueException.Invalid if it is neither `true` nor `false`
  public boolean flag(String name) {
    return switch (text(name)) {
      case null -> false;
      case "true" -> true;
      case "false" -> false;
      case String other ->
          throw new QueueException.Invalid(
              "%s must be true or false, was \"%s\"".formatted(name, other));
    };
  }

  public int whole(String name, int least, int most, int otherwise) {
    return (int) whole(name, (long) least, most, otherwise);
  }

  /// @throws QueueException.Invalid naming the range
  public long whole(String name, long least, long most, long otherwise) {
    var text = text(name);
    return text == null ? otherwise : Numbers.whole(name, text, least, most);
  }

  /// A time span such as `30s`.
  ///
  /// @throws QueueException.Invalid if it is none, or longer than the longest
  public @Nullable Duration span(String name, Duration longest) {
    var text = text(name);
    if (text == null) {
      return null;
    }
    var span = Durations.parse(name, text);
    if (span.compareTo(longest) > 0) {
      throw new QueueException.Invalid(
          "%s must be at most %s, was \"%s\"".formatted(name, Durations.text(longest), text));
    }
    return span;
  }

  public @Nullable Instant time(String name) {
    var text = text(name);
    return text == null ? null : Times.past(name, text, served.now(), served.zone().get());
  }

  /// Of the path; the framework has found it there.
  public String part(String name) {
    return context.pathParam(name);
  }

  /// Which jobs: what [FilterReader] reads, `updated_before`, `sort`, `limit`, `cursor`. The older
  /// names `created_from` and `created_before` stand for `since` and `until`.
  public JobQuery jobs() {
    return new JobQuery(
        filter(),
        JobQuery.Sort.of(Objects.requireNonNullElse(text("sort"), "newest")),
        whole("limit", 1, MOST_JOBS, USUAL_JOBS),
        place().orElse(null));
  }

  /// Which jobs, whatever their order.
  public JobFilter filter() {
    var queue = text("queue");
    if (queue != null) {
      NewJob.checkQueue(queue);
    }
    return new FilterReader(this::name, served.now(), served.zone())
        .read(word -> text(name(word)))
        .updatedBefore(time("updated_before"));
  }

  private String name(String word) {
    var older = OLDER_NAMES.get(word);
    if (older == null || text(older) == null) {
      return word;
    }
    if (text(word) != null) {
      throw new QueueException.Invalid(
          "%s and %s mean the same".formatted(word, older), "Use one of them.");
    }
    return older;
  }

  private Optional<Place> place() {
    var text = text("cursor");
    if (text == null) {
      return Optional.empty();
    }
    var found = CURSOR.matcher(text);
    if (!found.matches()) {
      throw new QueueException.Invalid("unknown cursor", "Start again without it.");
    }
    return Optional.of(new Place(Integer.parseInt(found.group(1)), Long.parseLong(found.group(2))));
  }

  /// The value of `cursor` with which a list goes on.
  public static @Nullable String cursor(@Nullable Place next) {
    return next == null ? null : next.priority() + "." + next.seq();
  }
}
