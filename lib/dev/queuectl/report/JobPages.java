package dev.queuectl.report;

import dev.queuectl.Job;
import dev.queuectl.JobQuery;
import dev.queuectl.JobStore;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Long lists of jobs, page by page: neither all in memory nor in one long transaction.
public final class JobPages {
  private static final int PAGE = 1000;

  private JobPages() {}

  /// All jobs that match, lazily; its limit is left out of account.
  public static Stream<Job> of(JobStore store, JobQuery query) {
    var first =
        new JobQuery(query.states(), query.queue(), query.updatedBefore(), query.sort(), PAGE);
    return Stream.iterate(
            store.list(first),
            page -> !page.isEmpty(),
            page -> page.size() < PAGE ? List.<Job>of() : store.list(first.after(page.getLast())))
        .flatMap(List::stream);
  }

  /// Removes all jobs that match and are not processing.
  ///
  /// @param removed told of each, when it is gone
  /// @return how many
  public static long removeAll(JobStore store, JobQuery query, Consumer<Job> removed) {
    var limited =
        new JobQuery(query.states(), query.queue(), query.updatedBefore(), query.sort(), PAGE);
    var count = 0L;
    for (var page = store.removeAll(limited); !page.isEmpty(); page = store.removeAll(limited)) {
      page.forEach(removed);
      count += page.size();
    }
    return count;
  }
}
