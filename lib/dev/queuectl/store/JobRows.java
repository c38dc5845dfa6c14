package dev.queuectl.store;

import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.Backoff;
import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.Lease;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Rows of `jobs` as values, and the conditions that indexes of theirs serve.
///
/// Reads from JDBC by the place of each column in the table: with jOOQ's records in between,
/// reading costs more than finding.
final class JobRows {
  private JobRows() {}

  /// Constants of partial indexes are inlined, or SQLite would not see that the index serves.
  static final Condition NOT_HELD = JOBS.HELD.eq(DSL.inline(false));

  /// What the partial indexes `jobs_ready` and `jobs_waiting` hold.
  static final Condition READY = inState(JobState.PENDING).and(NOT_HELD).and(JOBS.DUE_AT.isNull());

  /// What the partial index `jobs_due` holds.
  static final Condition WAITS_FOR_TIME = JOBS.DUE_AT.isNotNull().and(NOT_HELD);

  static Condition inState(JobState state) {
    return JOBS.STATE.eq(word(state));
  }

  static Field<String> word(JobState state) {
    return DSL.inline(state.word());
  }

  /// Reads a row of `selectFrom(JOBS)` or `returning()`.
  static Job job(ResultSet row) throws SQLException {
    return new Job(
        row.getLong(Column.SEQ),
        row.getString(Column.ID),
        row.getString(Column.COMMAND),
        state(row.getString(Column.STATE)),
        row.getString(Column.QUEUE),
        row.getInt(Column.PRIORITY),
        row.getInt(Column.ATTEMPTS),
        row.getInt(Column.MAX_RETRIES),
        row.getInt(Column.INTERRUPTIONS),
        row.getInt(Column.LAST_ATTEMPT),
        policy(row),
        row.getString(Column.CWD),
        EnvText.read(row.getString(Column.ENV)),
        row.getBoolean(Column.HELD),
        Instant.ofEpochMilli(row.getLong(Column.CREATED_AT)),
        Instant.ofEpochMilli(row.getLong(Column.UPDATED_AT)),
        Instant.ofEpochMilli(row.getLong(Column.RUN_AT)),
        instant(row, Column.NEXT_RETRY_AT),
        instant(row, Column.STARTED_AT),
        instant(row, Column.FINISHED_AT),
        integer(row, Column.EXIT_CODE),
        row.getString(Column.ERROR),
        lease(row),
        instant(row, Column.CANCEL_REQUESTED_AT));
  }

  static JobState state(String word) {
    return JobState.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static JobPolicy policy(ResultSet row) throws SQLException {
    var timeout = decimal(row, Column.TIMEOUT);
    var backoff = row.getString(Column.BACKOFF);
    var base = decimal(row, Column.BACKOFF_BASE);
    var max = decimal(row, Column.BACKOFF_MAX);
    return timeout == null && backoff == null && base == null && max == null
        ? JobPolicy.CONFIGURED
        : new JobPolicy(
            timeout == null ? null : Durations.ofSeconds(timeout),
            backoff == null ? null : Backoff.of(backoff),
            base,
            max == null ? null : Durations.ofSeconds(max));
  }

  private static @Nullable Lease lease(ResultSet row) throws SQLException {
    var worker = row.getString(Column.WORKER);
    return worker == null
        ? null
        : new Lease(
            worker,
            row.getInt(Column.SLOT),
            row.getLong(Column.LEASE_TOKEN),
            Objects.requireNonNull(instant(row, Column.LEASE_UNTIL)));
  }

  static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    var millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  static @Nullable Integer integer(ResultSet row, int column) throws SQLException {
    var number = row.getInt(column);
    return row.wasNull() ? null : number;
  }

  private static @Nullable Double decimal(ResultSet row, int column) throws SQLException {
    var number = row.getDouble(column);
    return row.wasNull() ? null : number;
  }

  static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  static @Nullable Double seconds(@Nullable Duration duration) {
    return duration == null ? null : Durations.seconds(duration);
  }

  static @Nullable String word(@Nullable Backoff backoff) {
    return backoff == null ? null : backoff.word();
  }
}
