package dev.queuectl.store.tie;

import static dev.queuectl.store.schema.Prepared.CONDITIONS_OF;
import static dev.queuectl.store.schema.Prepared.RECOUNT;
import static dev.queuectl.store.schema.Prepared.SET_OUTCOME;

import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.tie.Dependency;
import dev.queuectl.tie.Dependency.End;
import dev.queuectl.tie.Dependency.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The ends of other jobs that one job waits for, as they stand.
public final class Conditions {
  private Conditions() {}

  /// @param counted how the other job has ended, as far as that was counted
  /// @param now how it stands ended now; null if it has not, or is gone
  /// @param isGone whether the other job is
  public record Condition(
      long on, Dependency dependency, @Nullable End counted, @Nullable End now, boolean isGone) {
    private static Condition of(ResultSet row) throws SQLException {
      var state = row.getString(5);
      return new Condition(
          row.getLong(1),
          new Dependency(Kind.find(Cells.text(row, 3)).orElse(Kind.END), Cells.text(row, 2)),
          end(row.getString(4)),
          state == null ? null : Cells.state(state).end(row.getString(6) != null).orElse(null),
          state == null);
    }

    private static @Nullable End end(@Nullable String word) {
      return word == null ? null : End.find(word).orElse(End.CANCELLED);
    }

    /// What counts if it is counted anew.
    @Nullable End anew() {
      if (counted == End.IGNORED) {
        return counted;
      }
      return isGone ? (counted == null ? End.CANCELLED : counted) : now;
    }

    /// Whether it can never be met as things stand.
    boolean isNever() {
      var end = anew();
      return end != null && !dependency.kind().isMetBy(end);
    }

    /// Whether it can never be met as it was counted.
    boolean isNeverAsCounted() {
      return counted != null && !dependency.kind().isMetBy(counted);
    }
  }

  public static List<Condition> of(SqlSession session, long job) {
    return session.list(CONDITIONS_OF, Condition::of, job).stream()
        .sorted(
            Comparator.comparing((Condition it) -> it.dependency().kind())
                .thenComparing(Condition::on))
        .toList();
  }

  /// The first that can never be met, as things stand.
  ///
  /// @param coming jobs that are about to run again
  static Optional<Condition> never(List<Condition> conditions, Set<Long> coming) {
    return conditions.stream().filter(it -> !coming.contains(it.on()) && it.isNever()).findFirst();
  }

  /// Stores what counts now. Afterwards the jobs have to be counted.
  static void countAnew(SqlSession session, long job, List<Condition> conditions) {
    for (var condition : conditions) {
      var end = condition.anew();
      if (end != condition.counted()) {
        session.run(
            SET_OUTCOME,
            end == null ? null : end.word(),
            job,
            condition.on(),
            condition.dependency().kind().word());
      }
    }
  }

  static void recount(SqlSession session, Stream<Long> jobs) {
    session.run(RECOUNT, Cells.array(jobs));
  }
}
