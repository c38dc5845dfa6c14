package dev.queuectl.web.page.part;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;

import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.Words;
import dev.queuectl.store.JobQuery.Sort;
import java.util.Comparator;

/// By what the list of jobs is sorted. For the first three there is an index, whatever the list.
/// For the others there is none, since each would make every enqueue and every end of a job slower:
/// they are for lists of up to [#MOST_SORTED] jobs, which are sorted when they are shown.
public enum JobOrder {
  NEWEST("newest", Sort.NEWEST),
  OLDEST("oldest", Sort.OLDEST),
  PRIORITY("priority", Sort.PRIORITY),
  STATE("state", comparing(Job::state)),
  STATE_DOWN("-state", STATE.comparator.reversed()),
  QUEUE("queue", comparing(Job::queue)),
  QUEUE_DOWN("-queue", QUEUE.comparator.reversed()),
  ATTEMPTS("attempts", comparing(Job::attemptsBegun)),
  ATTEMPTS_DOWN("-attempts", ATTEMPTS.comparator.reversed()),
  DURATION("duration", comparingLong(JobOrder::ranMillis)),
  DURATION_DOWN("-duration", DURATION.comparator.reversed()),
  CHANGED("changed", comparing(Job::updatedAt)),
  CHANGED_DOWN("-changed", CHANGED.comparator.reversed());

  /// Of how many jobs a list can be sorted by what no index has.
  public static final int MOST_SORTED = 2_000;

  private final String word;
  private final Sort sort;
  private final boolean stored;
  private final Comparator<Job> comparator;

  JobOrder(String word, Sort sort) {
    this(word, sort, true, (_, _) -> 0);
  }

  JobOrder(String word, Comparator<Job> comparator) {
    this(word, Sort.NEWEST, false, comparator);
  }

  JobOrder(String word, Sort sort, boolean stored, Comparator<Job> comparator) {
    this.word = word;
    this.sort = sort;
    this.stored = stored;
    this.comparator = comparator;
  }

  /// @throws dev.queuectl.QueueException.Invalid if there is no such order
  public static JobOrder of(String word) {
    return Words.match("sort", word, values(), JobOrder::word);
  }

  public String word() {
    return word;
  }

  /// Whether an index has it.
  public boolean isStored() {
    return stored;
  }

  /// The one in which the store lists the jobs, at first.
  public Sort sort() {
    return sort;
  }

  /// Ties keep the order in which the store lists them.
  public Comparator<Job> comparator() {
    return comparator;
  }

  /// Those that have not ended, or never ran, are shorter than any.
  private static long ranMillis(Job job) {
    return job.startedAt() == null || job.finishedAt() == null
        ? -1
        : Durations.between(job.startedAt(), job.finishedAt()).toMillis();
  }

  /// What the head of a column shows while the list is in this order.
  ///
  /// @param up the order whose first is the least
  /// @param down the other way round
  public Sorting shown(JobOrder up, JobOrder down) {
    return this == down ? Sorting.DESCENDING : this == up ? Sorting.ASCENDING : Sorting.NONE;
  }
}
