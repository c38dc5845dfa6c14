package dev.queuectl.store.job;

import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.Lease;
import dev.queuectl.Text;
import dev.queuectl.store.schema.JobsColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads rows of `jobs` with values that no version of ours writes, edited by hand or damaged by a
/// failing disk, as far as possible, so that one such row is not in the way of all others.
/// [Job#error] says what cannot be read, see [Job#damage]; such a job is shown as dead, and never
/// run.
public final class SalvagedRows {
  /// The end of the year 9999, after which times cannot be written as text.
  public static final long LATEST_MILLIS = 253_402_300_799_999L;

  private static final int MOST_SHOWN = 200;

  private final ResultSet row;
  private final List<String> damage = new ArrayList<>();

  private SalvagedRows(ResultSet row) {
    this.row = row;
  }

  /// Whether a time can be written as text. (The smallest number has no absolute value.)
  static boolean isWritable(long millis) {
    return millis >= -LATEST_MILLIS && millis <= LATEST_MILLIS;
  }

  static Job job(ResultSet row) throws SQLException {
    return new SalvagedRows(row).read();
  }

  private Job read() throws SQLException {
    var seq = row.getLong(JobsColumn.SEQ);
    var id = text(JobsColumn.ID, "id", "?" + seq);
    var command = text(JobsColumn.COMMAND, "command", "");
    var queue = text(JobsColumn.QUEUE, "queue", "default");
    var cwd = text(JobsColumn.CWD, "cwd", "/");
    var state = value("state", row.getString(JobsColumn.STATE), JobRows::state, JobState.DEAD);
    var env = value("env", row.getString(JobsColumn.ENV), EnvText::read, Map.<String, String>of());
    var policy = policy();
    var createdAt = time(JobsColumn.CREATED_AT, "created_at", Instant.EPOCH);
    var updatedAt = time(JobsColumn.UPDATED_AT, "updated_at", createdAt);
    var runAt = time(JobsColumn.RUN_AT, "run_at", createdAt);
    var nextRetryAt = maybe(JobsColumn.NEXT_RETRY_AT, "next_retry_at");
    var startedAt = maybe(JobsColumn.STARTED_AT, "started_at");
    var finishedAt = maybe(JobsColumn.FINISHED_AT, "finished_at");
    var cancelRequestedAt = maybe(JobsColumn.CANCEL_REQUESTED_AT, "cancel_requested_at");
    var lease = lease();
    if (state == JobState.PROCESSING && (lease == null || startedAt == null)) {
      damage.add("it is processing without a lease or a start");
      state = JobState.DEAD;
    }
    return new Job(
        seq,
        id,
        command,
        state,
        queue,
        row.getInt(JobsColumn.PRIORITY),
        row.getInt(JobsColumn.ATTEMPTS),
        row.getInt(JobsColumn.MAX_RETRIES),
        row.getInt(JobsColumn.INTERRUPTIONS),
        row.getInt(JobsColumn.SNOOZES),
        row.getInt(JobsColumn.LAST_ATTEMPT),
        policy,
        cwd,
        env,
        row.getBoolean(JobsColumn.HELD),
        createdAt,
        updatedAt,
        runAt,
        nextRetryAt,
        startedAt,
        finishedAt,
        JobRows.integer(row, JobsColumn.EXIT_CODE),
        Job.damaged(String.join(", ", damage)),
        null,
        lease,
        cancelRequestedAt,
        KeptSurroundings.read(row),
        state == JobState.DEAD ? row.getString(JobsColumn.CAUSE) : null,
        JobRows.ties(row));
  }

  private interface Reading<T> {
    T of(String text);
  }

  private <T> T value(String column, @Nullable String text, Reading<T> reading, T otherwise) {
    try {
      return text == null && otherwise instanceof Map
          ? otherwise
          : reading.of(Objects.requireNonNull(text));
    } catch (RuntimeException e) {
      damage.add(
          text == null
              ? column + " is missing"
              : column + " is \"" + Text.shortened(text, MOST_SHOWN) + "\"");
      return otherwise;
    }
  }

  private String text(int column, String name, String otherwise) throws SQLException {
    return value(name, row.getString(column), text -> text, otherwise);
  }

  private Instant time(int column, String name, Instant otherwise) throws SQLException {
    var time = maybe(column, name);
    return time == null ? otherwise : time;
  }

  private @Nullable Instant maybe(int column, String name) throws SQLException {
    var millis = row.getLong(column);
    if (row.wasNull()) {
      return null;
    }
    if (!isWritable(millis)) {
      damage.add(name + " is " + millis);
      return null;
    }
    return Instant.ofEpochMilli(millis);
  }

  /// All or nothing: the options of one job belong together.
  private JobPolicy policy() throws SQLException {
    try {
      return PolicyColumns.read(row);
    } catch (RuntimeException e) {
      for (var option : JobField.POLICY) {
        var stored = row.getObject(JobsColumn.of(option.column()));
        if (stored != null) {
          value(option.key(), stored.toString(), _ -> option.kind().read(option.key(), stored), "");
        }
      }
      return JobPolicy.CONFIGURED;
    }
  }

  private @Nullable Lease lease() throws SQLException {
    var until = row.getLong(JobsColumn.LEASE_UNTIL);
    var worker = row.getString(JobsColumn.WORKER);
    return worker == null
        ? null
        : new Lease(
            worker,
            row.getInt(JobsColumn.SLOT),
            row.getLong(JobsColumn.LEASE_TOKEN),
            Instant.ofEpochMilli(Math.clamp(until, 0, LATEST_MILLIS)));
  }
}
