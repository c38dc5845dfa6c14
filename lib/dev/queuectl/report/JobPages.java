package dev.queuectl.report;

import dev.queuectl.Batches;
import dev.queuectl.Job;
import dev.queuectl.JobQuery;
import dev.queuectl.JobStore;
import dev.queuectl.JobVerb;
import java.time.InstantSource;
import java.util.List;
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
    return Stream.iterate(
            store.list(first),
            page -> !page.isEmpty(),
            page -> page.size() < size ? List.<Job>of() : store.list(first.after(page.getLast())))
        .flatMap(List::stream)
        .limit(most);
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
    var batch = query.limitedTo(JobStore.BATCH);
    var count = 0L;
    for (var jobs = store.removeAll(batch); !jobs.isEmpty(); ) {
      jobs.forEach(removed);
      count += jobs.size();
      jobs = store.removeAll(batch);
    }
    return count;
  }
}
