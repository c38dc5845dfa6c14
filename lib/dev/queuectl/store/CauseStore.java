package dev.queuectl.store;

import dev.queuectl.Job;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The dead letter queue by what jobs died of. Every method is one transaction.
///
/// All methods throw [dev.queuectl.QueueException.Unavailable] if the store cannot do it; then
/// nothing was changed.
public interface CauseStore {

  /// The dead jobs of one cause. The jobs are those that a [dev.queuectl.JobFilter] of the cause
  /// matches.
  ///
  /// @param name of the cause
  /// @param count at least 1
  /// @param example the id of the one that was enqueued last
  record Group(
      String name,
      FailureCause cause,
      long count,
      Instant firstSeenAt,
      Instant lastSeenAt,
      String example) {}

  /// A part of the groups, the largest first; of equal ones, the one with the newest job first.
  ///
  /// @param groups how many there are in all
  /// @param unnamed how many dead jobs are in no group yet, see [#name]
  record Page(List<Group> shown, long groups, long unnamed) {
    public Page {
      shown = List.copyOf(shown);
    }
  }

  /// @param name only the group of this name, if a dead job has it; null for all
  /// @param limit at least 1
  /// @param skipped how many groups stand before those of this page
  Page groups(@Nullable String name, int limit, long skipped);

  default Page groups(int limit, long skipped) {
    return groups(null, limit, skipped);
  }

  /// The group of that name, if a dead job has it.
  default Optional<Group> group(String name) {
    return groups(name, 1, 0).shown().stream().findFirst();
  }

  /// Records what dead jobs died of of whom it is not known: they died when nobody could look at
  /// what they had printed. It is asked outside of any transaction; a job that has come back to
  /// life meanwhile, or that somebody else has looked at, is left alone.
  ///
  /// @param limit of how many jobs, at most [JobStore#BATCH]
  /// @return how many were recorded
  int name(int limit, Function<Job, FailureCause> look);
}
