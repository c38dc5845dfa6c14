package dev.queuectl.store.tie;

import dev.queuectl.JobState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is read from rows here, and how several jobs are given to a statement.
final class Cells {
  private Cells() {}

  /// Empty if there should be a text and there is none.
  static String text(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNullElse(row.getString(column), "");
  }

  /// A job in an unknown state is dead, for all who look at it.
  static JobState state(String word) {
    return Arrays.stream(JobState.values())
        .filter(state -> state.word().equals(word))
        .findFirst()
        .orElse(JobState.DEAD);
  }

  /// A JSON array of their numbers.
  static String array(Stream<Long> jobs) {
    return jobs.map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  }
}
