package dev.queuectl.report;

import dev.queuectl.Batches;
import dev.queuectl.Job;
import dev.queuectl.JobQuery;
import dev.queuectl.JobQuery.Found;
import dev.queuectl.JobStore;
import dev.queuectl.JobVerb;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

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

  /// Pages of which some may be empty.
  private static Stream<List<Job>> searched(JobStore store, JobQuery first) {
    return Stream.iterate(
            Optional.of(store.search(first)),
            Optional::isPresent,
            page -> page.map(Found::next).map(next -> store.search(first.after(next))))
        .map(page -> page.orElseThrow().jobs());
  }

  /// Does the same to all jobs that match, a batch in a transaction: to those that still do then,
  /// and are in a state that suits.
  ///
  /// @return those to which it was done, afterwards, lazily
  public static Stream<Job> changeAll(
      JobStore store, JobVerb verb, JobQuery query, InstantSource clock) {
    return changeAll(store, verb, query, of(store, query), clock);
  }

  /// The same to some of them.
  public static Stream<Job> changeAll(
      JobStore store, JobVerb verb, JobQuery query, Stream<Job> found, InstantSource clock) {
    return Batches.of(found.mapToLong(Job::seq).boxed().iterator())
        .flatMap(seqs -> store.changeAll(verb, query, seqs, clock.instant()).stream());
  }

  /// Removes all jobs that match and are not processing.
  ///
  /// @param removed told of each, when it is gone
  /// @return how many
  public static long removeAll(JobStore store, JobQuery query, Consumer<Job> removed) {
    return query.filter().asksWhatJobsSay()
        ? removeFound(store, query, removed)
        : removeListed(store, query.limitedTo(JobStore.BATCH), removed);
  }

  private static long removeFound(JobStore store, JobQuery query, Consumer<Job> removed) {
    var count = 0L;
    for (var each = changeAll(store, JobVerb.REMOVE, query, () -> Instant.EPOCH).iterator();
        each.hasNext();
        count++) {
      removed.accept(each.next());
    }
    return count;
  }

  private static long removeListed(JobStore store, JobQuery batch, Consumer<Job> removed) {
    var count = 0L;
    for (var jobs = store.removeAll(batch); !jobs.isEmpty(); ) {
      jobs.forEach(removed);
      count += jobs.size();
      jobs = store.removeAll(batch);
    }
    return count;
  }
}
