package dev.queuectl.web.browser;

import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.Wait;
import dev.queuectl.store.CauseStore;
import dev.queuectl.web.page.ListAddress;
import dev.queuectl.web.request.ServedQueue;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How many jobs a list has, and its neighbours of other states.
///
/// @param states of the jobs that match but for their state; empty if too many would have to be
///   looked at
/// @param waiting what the pending and failed ones of the queue wait for
/// @param listed how many are in the list itself; null if that is not known
record JobCounts(Map<JobState, Long> states, Map<Wait, Long> waiting, @Nullable Long listed) {

  static JobCounts of(ServedQueue served, ListAddress address) {
    var jobs = served.store().jobs();
    var filter = JobFilters.filter(address, served);
    var around = JobFilters.filter(address.inAnyState(), served);
    var states = jobs.matching(around).orElse(Map.of());
    var waiting = jobs.waiting(filter.queue(), served.now());
    return new JobCounts(states, waiting, listed(served, address, filter, states, waiting));
  }

  /// Not of ready jobs, of which a page may not be full: they are looked for among those that wait.
  private static @Nullable Long listed(
      ServedQueue served,
      ListAddress address,
      JobFilter filter,
      Map<JobState, Long> states,
      Map<Wait, Long> waiting) {
    if (filter.cause() != null) {
      return filter.isOneCause()
          ? served.store().causes().group(filter.cause()).map(CauseStore.Group::count).orElse(0L)
          : null;
    }
    var waits = address.waits();
    if (waits.isEmpty()) {
      return states.isEmpty() ? null : (Long) sum(states, filter.askedStates());
    }
    return address.states().isEmpty() && !waits.contains(Wait.READY) && !filter.asksWhatJobsSay()
        ? (Long) sum(waiting, waits)
        : null;
  }

  private static <T> long sum(Map<T, Long> counts, Set<T> some) {
    return some.stream().mapToLong(each -> counts.getOrDefault(each, 0L)).sum();
  }
}
