package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Prepared.FIND_JOBS_BY_SEQ;

import dev.queuectl.store.JobQuery.Place;
import dev.queuectl.store.JobQuery.Sort;
import dev.queuectl.store.schema.JobsColumn;
import dev.queuectl.store.sql.SqlSession;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// A job's position in the database's orders.
///
/// @param priority as stored: in a damaged store it may not be a number, and so sorts above all
///   numbers
record Rank(@Nullable Object priority, long seq) {
  /// Before all jobs, by priority.
  static Rank highest(SqlSession session) {
    return new Rank(session.dialect().highest(), 0);
  }

  /// Where a list continues after a job. The job's position holds the priority that was shown; if
  /// the stored one is damaged, it is looked up, or the jobs in between would be left out.
  static @Nullable Rank of(SqlSession session, Sort sort, @Nullable Place place) {
    if (place == null) {
      return null;
    }
    var shown = new Rank(place.priority(), place.seq());
    return sort == Sort.PRIORITY
        ? session
            .first(
                FIND_JOBS_BY_SEQ,
                row -> new Rank(row.getObject(JobsColumn.PRIORITY), place.seq()),
                "[" + place.seq() + "]")
            .filter(Rank::isDamaged)
            .orElse(shown)
        : shown;
  }

  private boolean isDamaged() {
    return !(priority instanceof Integer);
  }

  static Comparator<Rank> order(Sort sort) {
    return switch (sort) {
      case NEWEST -> (one, other) -> Long.compare(other.seq, one.seq);
      case OLDEST -> (one, other) -> Long.compare(one.seq, other.seq);
      case PRIORITY ->
          (one, other) -> {
            var byHeight = Double.compare(other.height(), one.height());
            return byHeight != 0 ? byHeight : Long.compare(one.seq, other.seq);
          };
    };
  }

  private double height() {
    if (priority == null) {
      return Double.NEGATIVE_INFINITY;
    }
    return priority instanceof Number number ? number.doubleValue() : Double.POSITIVE_INFINITY;
  }
}
