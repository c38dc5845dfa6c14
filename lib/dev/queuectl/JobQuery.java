package dev.queuectl;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which jobs, in which order, and how many.
///
/// @param states empty means all
/// @param queue null means all
/// @param updatedBefore only jobs last changed before; null means all
/// @param limit at least 1
/// @param after only jobs that stand after this place in the order; null means all
public record JobQuery(
    Set<JobState> states,
    @Nullable String queue,
    @Nullable Instant updatedBefore,
    Sort sort,
    int limit,
    @Nullable Place after) {

  /// Where a job stands in any of the orders.
  public record Place(int priority, long seq) {}

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
    states = Set.copyOf(states);
    if (limit < 1) {
      throw new QueueException.Invalid("limit must be at least 1, was " + limit);
    }
  }

  /// From the beginning of the order.
  public JobQuery(
      Set<JobState> states,
      @Nullable String queue,
      @Nullable Instant updatedBefore,
      Sort sort,
      int limit) {
    this(states, queue, updatedBefore, sort, limit, null);
  }

  /// The next page of the list.
  ///
  /// @param last of the page before
  public JobQuery after(Job last) {
    return new JobQuery(
        states, queue, updatedBefore, sort, limit, new Place(last.priority(), last.seq()));
  }

  /// The states that are asked for, by name; the caller's own.
  public EnumSet<JobState> askedStates() {
    return states.isEmpty() ? EnumSet.allOf(JobState.class) : EnumSet.copyOf(states);
  }

  /// Whether the job is one that the query is about.
  public boolean matches(Job job) {
    return askedStates().contains(job.state())
        && (queue == null || queue.equals(job.queue()))
        && (updatedBefore == null || job.updatedAt().isBefore(updatedBefore));
  }

  /// The same, but no more at a time.
  public JobQuery limitedTo(int limit) {
    return new JobQuery(states, queue, updatedBefore, sort, limit, after);
  }

  /// The newest jobs in the given states (none given: in all).
  public static JobQuery newest(int limit, JobState... states) {
    var set = EnumSet.noneOf(JobState.class);
    set.addAll(Set.of(states));
    return new JobQuery(set, null, null, Sort.NEWEST, limit);
  }
}
