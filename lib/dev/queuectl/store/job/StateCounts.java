package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Prepared.COUNT_MATCHES;

import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.store.JobStore;
import dev.queuectl.store.sql.SqlSession;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How many jobs there are in each state.
final class StateCounts {
  private StateCounts() {}

  /// @param queue null means all
  static Map<JobState, Long> of(SqlSession session, @Nullable String queue) {
    var counts = none();
    var lines =
        queue == null
            ? QueueStates.counts(session).values()
            : Set.of(QueueStates.counts(session, queue));
    lines.forEach(line -> line.forEach((state, jobs) -> counts.merge(state, jobs, Long::sum)));
    return counts;
  }

  private static EnumMap<JobState, Long> none() {
    var counts = new EnumMap<JobState, Long>(JobState.class);
    for (var state : JobState.values()) {
      counts.put(state, 0L);
    }
    return counts;
  }

  /// The database counts, which is quick where there are few jobs; but it does not know the case of
  /// all letters.
  static Optional<Map<JobState, Long>> matching(SqlSession session, JobFilter filter) {
    var all = of(session, filter.queue());
    if (filter.isIndexed()) {
      return Optional.of(all);
    }
    var text = filter.text();
    var isTooMuch =
        of(session, null).values().stream().mapToLong(Long::longValue).sum()
            > JobStore.MOST_LOOKED_AT;
    if (isTooMuch || text != null && text.chars().anyMatch(letter -> letter >= 0x80)) {
      return Optional.empty();
    }
    var counts = none();
    session
        .list(
            COUNT_MATCHES,
            row -> Map.entry(QueueStates.shown(row.getString(1)), row.getLong(2)),
            Looks.values(filter).toArray())
        .forEach(counted -> counts.merge(counted.getKey(), counted.getValue(), Long::sum));
    return Optional.of(counts);
  }
}
