package dev.queuectl.store.schedule;

import static dev.queuectl.store.job.JobRows.anyTime;
import static dev.queuectl.store.job.JobRows.anyTimeOrNone;
import static dev.queuectl.store.job.JobRows.integer;
import static dev.queuectl.store.job.JobRows.millis;
import static dev.queuectl.store.job.JobRows.text;

import dev.queuectl.Durations;
import dev.queuectl.JobField;
import dev.queuectl.QueueException;
import dev.queuectl.environment.JobEnvironment;
import dev.queuectl.environment.Stdin;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.schedule.CatchUp;
import dev.queuectl.schedule.Overlap;
import dev.queuectl.schedule.Schedule;
import dev.queuectl.schedule.ScheduleProgress;
import dev.queuectl.schedule.ScheduleRules;
import dev.queuectl.schedule.ScheduledJob;
import dev.queuectl.store.job.EnvText;
import dev.queuectl.store.schema.SchedulesColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Rows of `schedules` as values, and back. What somebody has damaged by hand is read as if it had
/// not been set: it must not keep workers from the other rows.
final class ScheduleRows {
  private ScheduleRows() {}

  static Schedule schedule(ResultSet row) throws SQLException {
    return new Schedule(
        text(row, SchedulesColumn.NAME),
        text(row, SchedulesColumn.CRON),
        text(row, SchedulesColumn.TZ),
        anyTime(row, SchedulesColumn.ANCHORED_AT),
        job(row),
        rules(row),
        anyTime(row, SchedulesColumn.CREATED_AT),
        anyTime(row, SchedulesColumn.UPDATED_AT),
        progress(row));
  }

  private static ScheduleProgress progress(ResultSet row) throws SQLException {
    return new ScheduleProgress(
        anyTimeOrNone(row, SchedulesColumn.NEXT_AT),
        anyTimeOrNone(row, SchedulesColumn.LAST_AT),
        row.getString(SchedulesColumn.LAST_JOB),
        row.getLong(SchedulesColumn.SKIPPED),
        row.getLong(SchedulesColumn.MISSED),
        anyTimeOrNone(row, SchedulesColumn.PAUSED_AT),
        row.getString(SchedulesColumn.PAUSE_REASON),
        anyTimeOrNone(row, SchedulesColumn.COMPLETED_FOR),
        anyTimeOrNone(row, SchedulesColumn.LATE_AT));
  }

  private static ScheduledJob job(ResultSet row) throws SQLException {
    var environment = row.getBytes(SchedulesColumn.ENVIRONMENT);
    var stdin = row.getBytes(SchedulesColumn.STDIN);
    return new ScheduledJob(
        text(row, SchedulesColumn.COMMAND),
        text(row, SchedulesColumn.CWD),
        fields(EnvText.read(row.getString(SchedulesColumn.FIELDS))),
        EnvText.read(row.getString(SchedulesColumn.ENV)),
        new Surroundings(
            environment == null ? null : JobEnvironment.ofBlock(environment),
            stdin == null ? null : Stdin.of(stdin),
            null));
  }

  private static Map<JobField, String> fields(Map<String, String> texts) {
    var fields = new EnumMap<JobField, String>(JobField.class);
    texts.forEach((key, text) -> JobField.of(key).ifPresent(field -> fields.put(field, text)));
    return fields;
  }

  private static ScheduleRules rules(ResultSet row) throws SQLException {
    var usual = ScheduleRules.USUAL;
    return new ScheduleRules(
        word(row, SchedulesColumn.CATCH_UP, CatchUp::of, usual.catchUp()),
        Durations.ofSeconds(row.getDouble(SchedulesColumn.CATCH_UP_WINDOW)),
        word(row, SchedulesColumn.OVERLAP, Overlap::of, usual.overlap()),
        duration(row, SchedulesColumn.JITTER),
        integer(row, SchedulesColumn.PAUSE_AFTER),
        duration(row, SchedulesColumn.LATE),
        anyTimeOrNone(row, SchedulesColumn.UNTIL_AT));
  }

  private static <T> T word(ResultSet row, int column, Function<String, T> value, T otherwise)
      throws SQLException {
    try {
      return value.apply(text(row, column));
    } catch (QueueException.Invalid e) {
      return otherwise;
    }
  }

  private static @Nullable Duration duration(ResultSet row, int column) throws SQLException {
    var seconds = row.getDouble(column);
    return row.wasNull() ? null : Durations.ofSeconds(seconds);
  }

  /// In the order of the columns.
  static @Nullable Object[] values(Schedule schedule) {
    var job = schedule.job();
    var rules = schedule.rules();
    var environment = job.surroundings().environment();
    var stdin = job.surroundings().stdin();
    return new @Nullable Object[] {
      schedule.name(),
      schedule.cron(),
      schedule.tz(),
      millis(schedule.anchoredAt()),
      job.command(),
      job.cwd(),
      EnvText.of(job.env()),
      EnvText.of(texts(job.fields())),
      environment == null ? null : environment.block(),
      stdin == null ? null : stdin.bytes(),
      rules.catchUp().word(),
      Durations.seconds(rules.catchUpWindow()),
      rules.overlap().word(),
      seconds(rules.jitter()),
      rules.pauseAfter(),
      seconds(rules.late()),
      millis(rules.until()),
      millis(schedule.createdAt()),
      millis(schedule.updatedAt()),
      millis(schedule.progress().nextAt()),
      millis(schedule.progress().lastAt()),
      schedule.progress().lastJob(),
      schedule.progress().skipped(),
      schedule.progress().missed(),
      millis(schedule.progress().pausedAt()),
      schedule.progress().pauseReason(),
      millis(schedule.progress().completedFor()),
      millis(schedule.progress().lateAt())
    };
  }

  private static @Nullable Double seconds(@Nullable Duration duration) {
    return duration == null ? null : Durations.seconds(duration);
  }

  private static Map<String, String> texts(Map<JobField, String> fields) {
    var texts = new LinkedHashMap<String, String>();
    fields.forEach((field, text) -> texts.put(field.key(), text));
    return texts;
  }
}
