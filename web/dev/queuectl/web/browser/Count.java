package dev.queuectl.web.browser;

import dev.queuectl.Job;
import dev.queuectl.JobQuery.Place;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.web.page.JobFilter;
import dev.queuectl.web.request.Site;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many jobs something would be done to. By state and queue the store has counted them; by what
/// they say they are looked through, as many as a person waits for.
final class Count {
  private static final int EXAMPLES = 10;
  private static final int STEP = 500;
  private static final int MOST_SEARCHES = 20;

  private final Site site;
  private final JobVerb verb;

  Count(Site site, JobVerb verb) {
    this.site = site;
    this.verb = verb;
  }

  /// @param more whether there may be others
  record Counted(long number, boolean more, List<Job> examples) {}

  Counted of(JobFilter filter) {
    var states = suiting(filter);
    if (states.isEmpty()) {
      return new Counted(0, false, List.of());
    }
    var narrowed =
        new JobFilter(
            states, filter.queue(), filter.text(), filter.since(), filter.until(), filter.sort());
    return JobFilters.search(narrowed, 1, (Place) null, site).isList()
        ? counted(narrowed)
        : looked(narrowed);
  }

  private EnumSet<JobState> suiting(JobFilter filter) {
    var states =
        filter.states().isEmpty() ? EnumSet.allOf(JobState.class) : EnumSet.copyOf(filter.states());
    states.removeIf(state -> !verb.suits(state));
    return states;
  }

  private Counted counted(JobFilter filter) {
    var number =
        site.store().queues().list().stream()
            .filter(queue -> filter.queue().isEmpty() || queue.name().equals(filter.queue()))
            .mapToLong(queue -> filter.states().stream().mapToLong(queue::count).sum())
            .sum();
    var examples =
        site.store().jobs().search(JobFilters.search(filter, EXAMPLES, (Place) null, site)).jobs();
    return new Counted(number, false, examples);
  }

  private Counted looked(JobFilter filter) {
    var examples = new ArrayList<Job>();
    var number = 0L;
    @Nullable Place next = null;
    for (var i = 0; i < MOST_SEARCHES; i++) {
      var found = site.store().jobs().search(JobFilters.search(filter, STEP, next, site));
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
