package dev.queuectl.report;

import dev.queuectl.Job;
import dev.queuectl.JobFilter;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobQuery.Found;
import dev.queuectl.store.JobStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Long lists of jobs, page by page: neither all in memory nor in one long transaction.
public final class JobPages {
  private static final int PAGE = 1000;

  private JobPages() {}

  /// All jobs that match, lazily; its limit is left out of account.
  public static Stream<Job> of(JobStore store, JobQuery query) {
    return of(store, query, Long.MAX_VALUE);
  }

  /// The first of all jobs that match, lazily; the query's own limit is left out of account.
  ///
  /// @param most at least 1
  public static Stream<Job> of(JobStore store, JobQuery query, long most) {
    var size = (int) Math.min(PAGE, most);
    var first = query.limitedTo(size);
    var pages = query.filter().isIndexed() ? listed(store, first) : searched(store, first);
    return pages.flatMap(List::stream).limit(most);
  }

  private static Stream<List<Job>> listed(JobStore store, JobQuery first) {
    return Stream.iterate(
        store.list(first),
        page -> !page.isEmpty(),
        page -> page.size() < first.limit() ? List.of() : store.list(first.after(page.getLast())));
  }

  /// The jobs that match and only wait for their time, soonest first, lazily.
  ///
  /// @param after the last one before the first; null is the beginning
  public static Stream<Job> due(JobStore store, JobFilter filter, @Nullable Job after) {
    return Stream.iterate(
            store.nextDue(after, PAGE),
            page -> !page.isEmpty(),
            page -> page.size() < PAGE ? List.of() : store.nextDue(page.getLast(), PAGE))
        .flatMap(List::stream)
        .filter(filter::matches);
  }

  /// Pages of which some may be empty.
  private static Stream<List<Job>> searched(JobStore store, JobQuery first) {
    return Stream.iterate(
            Optional.of(store.search(first)),
            Optional::isPresent,
            page -> page.map(Found::next).map(next -> store.search(first.after(next))))
        .map(page -> page.orElseThrow().jobs());
  }
}
