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
/// @param afterSeq only jobs that stand after the one of this [Job#seq] in the order; null means
///   all
public record JobQuery(
    Set<JobState> states,
    @Nullable String queue,
    @Nullable Instant updatedBefore,
    Sort sort,
    int limit,
    @Nullable Long afterSeq) {

  /// The orders in which jobs can be listed; ties are broken by enqueue order.
  public enum Sort {
    NEWEST,
    OLDEST,
    /// Highest first. Reads every matching job, unlike the other two.
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
    if (afterSeq != null && sort == Sort.PRIORITY) {
      throw new IllegalArgumentException("no pages in the order of priority");
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

  /// The next page of a list that is sorted by enqueue order.
  ///
  /// @param last of the page before
  public JobQuery after(Job last) {
    return new JobQuery(states, queue, updatedBefore, sort, limit, last.seq());
  }

  /// The states that are asked for, by name; the caller's own.
  public EnumSet<JobState> askedStates() {
    return states.isEmpty() ? EnumSet.allOf(JobState.class) : EnumSet.copyOf(states);
  }

  /// The newest jobs in the given states (none given: in all).
  public static JobQuery newest(int limit, JobState... states) {
    var set = EnumSet.noneOf(JobState.class);
    set.addAll(Set.of(states));
    return new JobQuery(set, null, null, Sort.NEWEST, limit);
  }
}
