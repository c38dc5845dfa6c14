package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.store.sql.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.impl.DSL;

/// The columns of a [JobPolicy], for writing statements; to run them, [PolicyColumns] is enough.
public final class PolicyFields {
  private PolicyFields() {}

  /// These columns, followed by those of the policy.
  public static List<Field<?>> after(Field<?>... columns) {
    var all = new ArrayList<Field<?>>(List.of(columns));
    JobField.POLICY.forEach(option -> all.add(column(option)));
    return all;
  }

  private static Field<?> column(JobField option) {
    return Objects.requireNonNull(JOBS.field(option.column()), option.column());
  }

  /// Each column and the placeholder of its value.
  static Map<Field<?>, Field<?>> parameters() {
    var parameters = new LinkedHashMap<Field<?>, Field<?>>();
    after().forEach(column -> parameters.put(column, Parameters.value(column)));
    return parameters;
  }

  /// Each column and its new value.
  public static Map<Field<?>, Field<?>> values(JobPolicy policy) {
    var stored = PolicyColumns.after(policy);
    var values = new LinkedHashMap<Field<?>, Field<?>>();
    for (var column : after()) {
      values.put(column, DSL.val(stored[values.size()], column.getDataType()));
    }
    return values;
  }

  /// The option that a column holds, if it holds one.
  public static Optional<JobField> option(Field<?> column) {
    return JobField.POLICY.stream().filter(option -> column(option).equals(column)).findFirst();
  }
}
