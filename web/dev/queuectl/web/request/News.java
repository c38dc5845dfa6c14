package dev.queuectl.web.request;

import dev.queuectl.report.JsonOut;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/// What has changed in a queue, as far as it is known by name.
///
/// @param all whether anything may have changed: whoever shows something reads it again
/// @param kinds what at least has changed
/// @param queues those with other jobs in some state, or other settings
/// @param jobs the ids of some jobs that have changed
/// @param more whether there may be others
public record News(
    boolean all, Set<Kind> kinds, Set<String> queues, Set<String> jobs, boolean more) {
  static final News NONE = new News(false, Set.of(), Set.of(), Set.of(), false);
  static final News ALL = new News(true, EnumSet.allOf(Kind.class), Set.of(), Set.of(), true);

  /// How many ids are passed on at a time.
  private static final int MOST_JOBS = 200;

  /// A part of the queue.
  public enum Kind {
    JOBS,
    QUEUES,
    WORKERS,
    CONFIG,
    EVENTS
  }

  public News {
    kinds = Set.copyOf(kinds);
    queues = Set.copyOf(queues);
    jobs = Set.copyOf(jobs);
  }

  /// Both together.
  News and(News later) {
    return new News(
        all || later.all,
        both(kinds, later.kinds),
        both(queues, later.queues),
        both(jobs, later.jobs),
        more || later.more);
  }

  private static <T> Set<T> both(Set<T> some, Set<T> others) {
    var both = new LinkedHashSet<>(some);
    both.addAll(others);
    return both;
  }

  /// As the fields of an object.
  public void write(JsonOut json) {
    // Whoever would have to look through more than that reads the list again.
    var isLong = jobs.size() > MOST_JOBS;
    json.field("all", all || isLong);
    json.list(
        "kinds",
        kinds.stream().sorted().map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList());
    json.list("queues", queues.stream().sorted().toList());
    json.list("jobs", isLong ? Set.of() : jobs.stream().sorted().toList());
    json.field("more", more || isLong);
  }
}
