package dev.queuectl;

import dev.queuectl.JobQuery.Place;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Jobs of a list that also say something, or were enqueued at some time. Nothing indexes that, so
/// a search looks at a bounded number of jobs, in the order of the list, and says where it stopped.
///
/// @param query what to look through, from where on, and how many to find at most
/// @param text part of the id, the command or the error, in any case (of ASCII letters); null means
///   any
/// @param createdFrom null means since ever
/// @param createdBefore null means until now
public record JobSearch(
    JobQuery query,
    @Nullable String text,
    @Nullable Instant createdFrom,
    @Nullable Instant createdBefore) {
  /// How many jobs one search looks at.
  public static final int MOST_LOOKED_AT = 20_000;

  /// A mere list.
  public JobSearch(JobQuery query) {
    this(query, null, null, null);
  }

  /// Whether every job of the list matches.
  public boolean isList() {
    return text == null && createdFrom == null && createdBefore == null;
  }

  /// From a place on.
  public JobSearch after(@Nullable Place place) {
    var from =
        new JobQuery(
            query.states(),
            query.queue(),
            query.updatedBefore(),
            query.sort(),
            query.limit(),
            place);
    return new JobSearch(from, text, createdFrom, createdBefore);
  }

  /// @param jobs in the order of the list, fewer than asked for also when the search has looked at
  ///   as many as it may
  /// @param next where the list goes on; null if there is nothing more
  public record Found(List<Job> jobs, @Nullable Place next) {
    public Found {
      jobs = List.copyOf(jobs);
    }
  }
}
