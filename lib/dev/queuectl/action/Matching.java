package dev.queuectl.action;

import dev.queuectl.Job;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.store.CauseStore;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobQuery.Place;
import dev.queuectl.store.JobQuery.Sort;
import dev.queuectl.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// How many jobs something would be done to. By state and queue the store has counted them; by what
/// they say they are looked through, as many as a person waits for.
///
/// @param more whether there may be others
/// @param examples the first of them
public record Matching(long number, boolean more, List<Job> examples) {
  private static final int EXAMPLES = 10;
  private static final int STEP = 500;
  private static final int MOST_SEARCHES = 20;

  public Matching {
    examples = List.copyOf(examples);
  }

  /// @param suits the states in which it can be done to a job
  public static Matching of(Store store, JobFilter filter, Predicate<JobState> suits, Sort sort) {
    var states = filter.statesFor(suits);
    if (states.isEmpty()) {
      return new Matching(0, false, List.of());
    }
    var query = new JobQuery(filter.in(states), sort, EXAMPLES);
    if (filter.isOneCause()) {
      return ofCause(store, query);
    }
    return filter.isIndexed() ? counted(store, query) : looked(store, query.limitedTo(STEP));
  }

  private static Matching counted(Store store, JobQuery query) {
    var queue = query.queue();
    var number =
        store.queues().list().stream()
            .filter(each -> queue == null || each.name().equals(queue))
            .mapToLong(each -> query.states().stream().mapToLong(each::count).sum())
            .sum();
    return new Matching(number, false, store.jobs().search(query).jobs());
  }

  private static Matching ofCause(Store store, JobQuery query) {
    var group = store.causes().group(Objects.requireNonNull(query.filter().cause()));
    var number = group.map(CauseStore.Group::count).orElse(0L);
    return new Matching(number, false, store.jobs().search(query).jobs());
  }

  private static Matching looked(Store store, JobQuery query) {
    var examples = new ArrayList<Job>();
    var number = 0L;
    @Nullable Place next = null;
    for (var i = 0; i < MOST_SEARCHES; i++) {
      var found = store.jobs().search(query.after(next));
      number += found.jobs().size();
      found.jobs().stream().limit(EXAMPLES - examples.size()).forEach(examples::add);
      next = found.next();
      if (next == null) {
        return new Matching(number, false, examples);
      }
    }
    return new Matching(number, true, examples);
  }
}
