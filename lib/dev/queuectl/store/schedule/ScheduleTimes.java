package dev.queuectl.store.schedule;

import static dev.queuectl.store.schema.Tables.SCHEDULES;

import dev.queuectl.store.job.JobRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// When there is something to do about any schedule, as columns of a statement:
/// [Statements#nextFiring] and, behind it, [Statements#nextLook].
public final class ScheduleTimes {
  private ScheduleTimes() {}

  /// @param column that of [Statements#nextFiring]
  public static @Nullable Instant next(ResultSet row, int column) throws SQLException {
    return Stream.of(JobRows.anyTimeOrNone(row, column), JobRows.anyTimeOrNone(row, column + 1))
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /// What `just generate` renders; nothing loads this at run time.
  public static final class Statements {
    private Statements() {}

    /// When the next is due.
    public static Field<Long> nextFiring() {
      return DSL.field(
          DSL.select(DSL.min(SCHEDULES.NEXT_AT))
              .from(SCHEDULES)
              .where(SCHEDULES.NEXT_AT.isNotNull()));
    }

    /// When somebody is to look whether one is late.
    public static Field<Long> nextLook() {
      return DSL.field(
          DSL.select(DSL.min(SCHEDULES.LATE_AT))
              .from(SCHEDULES)
              .where(SCHEDULES.LATE_AT.isNotNull()));
    }
  }
}
