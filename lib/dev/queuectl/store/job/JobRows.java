package dev.queuectl.store.job;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Lease;
import dev.queuectl.store.schema.JobsColumn;
import dev.queuectl.tie.Ties;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Rows of `jobs` as values.
///
/// Reads from JDBC by the position of each column in the table: with jOOQ's records in between,
/// reading would cost more than finding.
public final class JobRows {
  private JobRows() {}

  /// Reads a row of `selectFrom(JOBS)` or `returning()`, a damaged one as far as it can be read.
  public static Job job(ResultSet row) throws SQLException {
    try {
      return sound(row);
    } catch (RuntimeException e) {
      return SalvagedRows.job(row);
    }
  }

  private static Job sound(ResultSet row) throws SQLException {
    var job = read(row);
    var processing = job.state() == JobState.PROCESSING;
    if (processing && (job.lease() == null || job.startedAt() == null)) {
      throw new IllegalStateException("it is processing without a lease or a start");
    }
    return job;
  }

  private static Job read(ResultSet row) throws SQLException {
    return new Job(
        row.getLong(JobsColumn.SEQ),
        Objects.requireNonNull(row.getString(JobsColumn.ID)),
        Objects.requireNonNull(row.getString(JobsColumn.COMMAND)),
        state(row.getString(JobsColumn.STATE)),
        Objects.requireNonNull(row.getString(JobsColumn.QUEUE)),
        row.getInt(JobsColumn.PRIORITY),
        row.getInt(JobsColumn.ATTEMPTS),
        row.getInt(JobsColumn.MAX_RETRIES),
        row.getInt(JobsColumn.INTERRUPTIONS),
        row.getInt(JobsColumn.SNOOZES),
        row.getInt(JobsColumn.LAST_ATTEMPT),
        PolicyColumns.read(row),
        Objects.requireNonNull(row.getString(JobsColumn.CWD)),
        EnvText.read(row.getString(JobsColumn.ENV)),
        row.getBoolean(JobsColumn.HELD),
        time(row.getLong(JobsColumn.CREATED_AT)),
        time(row.getLong(JobsColumn.UPDATED_AT)),
        time(row.getLong(JobsColumn.RUN_AT)),
        instant(row, JobsColumn.NEXT_RETRY_AT),
        instant(row, JobsColumn.STARTED_AT),
        instant(row, JobsColumn.FINISHED_AT),
        integer(row, JobsColumn.EXIT_CODE),
        row.getString(JobsColumn.ERROR),
        row.getString(JobsColumn.LAST_STDERR),
        lease(row),
        instant(row, JobsColumn.CANCEL_REQUESTED_AT),
        KeptSurroundings.read(row),
        row.getString(JobsColumn.CAUSE),
        ties(row));
  }

  static Ties ties(ResultSet row) throws SQLException {
    var conditions = row.getInt(JobsColumn.CONDITIONS);
    var isAwaited = row.getBoolean(JobsColumn.AWAITED);
    return conditions == 0 && !isAwaited
        ? Ties.NONE
        : new Ties(
            row.getInt(JobsColumn.WAITING_ON),
            conditions,
            isAwaited,
            row.getString(JobsColumn.CANCELLED_BY));
  }

  /// Empty if there should be a text and there is none.
  public static String text(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNullElse(row.getString(column), "");
  }

  static JobState state(String word) {
    return JobState.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static Instant time(long millis) {
    if (!SalvagedRows.isWritable(millis)) {
      throw new IllegalArgumentException("the year of a time must have four digits");
    }
    return Instant.ofEpochMilli(millis);
  }

  /// A time whose exact value matters little: if it cannot be written as text, the last or the
  /// first that can be.
  public static Instant anyTime(ResultSet row, int column) throws SQLException {
    var latest = SalvagedRows.LATEST_MILLIS;
    return Instant.ofEpochMilli(Math.clamp(row.getLong(column), -latest, latest));
  }

  /// @return null if there is none
  public static @Nullable Instant anyTimeOrNone(ResultSet row, int column) throws SQLException {
    var time = anyTime(row, column);
    return row.wasNull() ? null : time;
  }

  private static @Nullable Lease lease(ResultSet row) throws SQLException {
    var worker = row.getString(JobsColumn.WORKER);
    return worker == null
        ? null
        : new Lease(
            worker,
            row.getInt(JobsColumn.SLOT),
            row.getLong(JobsColumn.LEASE_TOKEN),
            Objects.requireNonNull(instant(row, JobsColumn.LEASE_UNTIL)));
  }

  public static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    var millis = row.getLong(column);
    return row.wasNull() ? null : time(millis);
  }

  public static @Nullable Integer integer(ResultSet row, int column) throws SQLException {
    var number = row.getInt(column);
    return row.wasNull() ? null : number;
  }

  public static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }
}
