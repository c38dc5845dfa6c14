package dev.queuectl.store;

import dev.queuectl.Job;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.QueueException;
import dev.queuectl.Words;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which jobs, in which order, and how many.
///
/// @param limit at least 1
/// @param after only jobs that stand after this place in the order; null means all
public record JobQuery(JobFilter filter, Sort sort, int limit, @Nullable Place after) {

  /// A job's position in any of the orders.
  public record Place(int priority, long seq) {
    public static Place of(Job job) {
      return new Place(job.priority(), job.seq());
    }
  }

  /// A page of the jobs that match.
  ///
  /// @param jobs in the order of the list; may be fewer than asked for if the search has looked at
  ///   [JobStore#MOST_LOOKED_AT]
  /// @param next where the list continues; null if there is nothing more
  public record Found(List<Job> jobs, @Nullable Place next) {
    public Found {
      jobs = List.copyOf(jobs);
    }
  }

  /// The orders in which jobs can be listed; ties are broken by enqueue order.
  public enum Sort {
    NEWEST,
    OLDEST,
    /// Highest first.
    PRIORITY;

    public static Sort of(String text) {
      return Words.match(
          "sort", text, values(), sort -> sort.name().toLowerCase(java.util.Locale.ROOT));
    }
  }

  public JobQuery {
    if (limit < 1) {
      throw new QueueException.Invalid("limit must be at least 1, was " + limit);
    }
  }

  /// From the beginning of the order.
  public JobQuery(JobFilter filter, Sort sort, int limit) {
    this(filter, sort, limit, null);
  }

  /// From the beginning of the order.
  ///
  /// @param states empty means all
  /// @param queue null means all
  /// @param updatedBefore null means whenever
  public JobQuery(
      Set<JobState> states,
      @Nullable String queue,
      @Nullable Instant updatedBefore,
      Sort sort,
      int limit) {
    this(JobFilter.of(states, queue).updatedBefore(updatedBefore), sort, limit);
  }

  public Set<JobState> states() {
    return filter.states();
  }

  public @Nullable String queue() {
    return filter.queue();
  }

  public @Nullable Instant updatedBefore() {
    return filter.updatedBefore();
  }

  /// The states asked for, by name; the caller may change the set.
  public EnumSet<JobState> askedStates() {
    return filter.askedStates();
  }

  /// Whether the job matches the query.
  public boolean matches(Job job) {
    return filter.matches(job);
  }

  /// The next page of the list.
  ///
  /// @param last the last job of the previous page
  public JobQuery after(Job last) {
    return after(Place.of(last));
  }

  /// From a position on; null is the beginning.
  public JobQuery after(@Nullable Place place) {
    return new JobQuery(filter, sort, limit, place);
  }

  /// The same, but at most this many at a time.
  public JobQuery limitedTo(int limit) {
    return new JobQuery(filter, sort, limit, after);
  }

  /// The newest jobs in the given states (none given: in all).
  public static JobQuery newest(int limit, JobState... states) {
    return new JobQuery(JobFilter.of(Set.of(states), null), Sort.NEWEST, limit);
  }
}
