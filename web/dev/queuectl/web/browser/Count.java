package dev.queuectl.web.browser;

import dev.queuectl.Job;
import dev.queuectl.JobVerb;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobQuery.Place;
import dev.queuectl.web.page.ListAddress;
import dev.queuectl.web.request.ServedQueue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many jobs something would be done to. By state and queue the store has counted them; by what
/// they say they are looked through, as many as a person waits for.
final class Count {
  private static final int EXAMPLES = 10;
  private static final int STEP = 500;
  private static final int MOST_SEARCHES = 20;

  private final ServedQueue served;
  private final JobVerb verb;

  Count(ServedQueue served, JobVerb verb) {
    this.served = served;
    this.verb = verb;
  }

  /// @param more whether there may be others
  record Counted(long number, boolean more, List<Job> examples) {}

  Counted of(ListAddress address) {
    var filter = JobFilters.filter(address, served);
    var states = filter.statesFor(verb);
    if (states.isEmpty()) {
      return new Counted(0, false, List.of());
    }
    var query = new JobQuery(filter.in(states), address.sort(), EXAMPLES);
    return filter.isIndexed() ? counted(query) : looked(query.limitedTo(STEP));
  }

  private Counted counted(JobQuery query) {
    var queue = query.queue();
    var number =
        served.store().queues().list().stream()
            .filter(each -> queue == null || each.name().equals(queue))
            .mapToLong(each -> query.states().stream().mapToLong(each::count).sum())
            .sum();
    return new Counted(number, false, served.store().jobs().search(query).jobs());
  }

  private Counted looked(JobQuery query) {
    var examples = new ArrayList<Job>();
    var number = 0L;
    @Nullable Place next = null;
    for (var i = 0; i < MOST_SEARCHES; i++) {
      var found = served.store().jobs().search(query.after(next));
      number += found.jobs().size();
      found.jobs().stream().limit(EXAMPLES - examples.size()).forEach(examples::add);
      next = found.next();
      if (next == null) {
        return new Counted(number, false, examples);
      }
    }
    return new Counted(number, true, examples);
  }
}
