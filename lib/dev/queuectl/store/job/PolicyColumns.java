package dev.queuectl.store.job;

import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.store.schema.JobsColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import org.jspecify.annotations.Nullable;

/// The values of a [JobPolicy] in the table: each option in the column named like its key. In a
/// statement they come after all others, in the order of [PolicyFields].
public final class PolicyColumns {
  private static final int[] PLACES = new int[JobField.POLICY.size()];

  static {
    for (var i = 0; i < PLACES.length; i++) {
      PLACES[i] = JobsColumn.of(JobField.POLICY.get(i).column());
    }
  }

  private PolicyColumns() {}

  /// Adds the values for the columns.
  static void add(Collection<@Nullable Object> values, JobPolicy policy) {
    for (var option : JobField.POLICY) {
      values.add(stored(option, policy));
    }
  }

  /// These values, followed by those of the policy.
  public static @Nullable Object[] after(JobPolicy policy, @Nullable Object... values) {
    var all = new ArrayList<>(Arrays.asList(values));
    add(all, policy);
    return all.toArray();
  }

  private static @Nullable Object stored(JobField option, JobPolicy policy) {
    var value = policy.get(option);
    return value == null ? null : option.kind().stored(value);
  }

  /// @throws RuntimeException if a column holds an impossible value
  static JobPolicy read(ResultSet row) throws SQLException {
    var said = new EnumMap<JobField, Object>(JobField.class);
    for (var i = 0; i < PLACES.length; i++) {
      var stored = row.getObject(PLACES[i]);
      if (stored != null) {
        var option = JobField.POLICY.get(i);
        said.put(option, option.kind().read(option.key(), stored));
      }
    }
    return said.isEmpty() ? JobPolicy.CONFIGURED : new JobPolicy(said);
  }
}
