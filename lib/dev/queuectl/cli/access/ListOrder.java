package dev.queuectl.cli.access;

import dev.queuectl.Job;
import dev.queuectl.JobFilter;
import dev.queuectl.Words;
import dev.queuectl.report.JobPages;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobQuery.Sort;
import dev.queuectl.store.JobStore;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The orders in which jobs can be listed.
public enum ListOrder {
  NEWEST(Sort.NEWEST),
  OLDEST(Sort.OLDEST),
  PRIORITY(Sort.PRIORITY),
  /// Those that wait for their time, soonest first; no others.
  DUE(null);

  private final @Nullable Sort sort;

  ListOrder(@Nullable Sort sort) {
    this.sort = sort;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws dev.queuectl.QueueException.Invalid
  public static ListOrder of(String text) {
    return Words.match("sort", text, values(), ListOrder::word);
  }

  /// The jobs that match, lazily.
  ///
  /// @param after the last one before the first; null is the beginning
  /// @param most at least 1
  public Stream<Job> list(JobStore store, JobFilter filter, @Nullable Job after, long most) {
    if (sort == null) {
      return JobPages.due(store, filter, after).limit(most);
    }
    var query = new JobQuery(filter, sort, 1);
    return JobPages.of(store, after == null ? query : query.after(after), most);
  }
}
