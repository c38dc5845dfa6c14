package dev.queuectl.store.schedule;

import static dev.queuectl.store.schema.Tables.SCHEDULES;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.store.sql.Parameters;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;

/// What `just generate` renders; nothing loads this at run time.
final class ScheduleStatements {
  /// All columns, in their order.
  private static final List<Field<?>> COLUMNS = Arrays.asList(SCHEDULES.fields());

  private ScheduleStatements() {}

  static Query allSchedules(DSLContext sql) {
    return sql.selectFrom(SCHEDULES).orderBy(SCHEDULES.NAME);
  }

  static Query schedule(DSLContext sql) {
    return sql.selectFrom(SCHEDULES).where(SCHEDULES.NAME.eq(value(SCHEDULES.NAME)));
  }

  static Query putSchedule(DSLContext sql) {
    return sql.insertInto(SCHEDULES)
        .columns(COLUMNS)
        .values(COLUMNS.stream().map(Parameters::value).toList())
        .onConflict(SCHEDULES.NAME)
        .doUpdate()
        .setAllToExcluded();
  }

  static Query removeSchedule(DSLContext sql) {
    return sql.deleteFrom(SCHEDULES).where(SCHEDULES.NAME.eq(value(SCHEDULES.NAME)));
  }

  static Query dueSchedules(DSLContext sql) {
    return sql.selectFrom(SCHEDULES)
        .where(SCHEDULES.NEXT_AT.isNotNull(), SCHEDULES.NEXT_AT.le(value(SCHEDULES.NEXT_AT)))
        .orderBy(SCHEDULES.NEXT_AT)
        .limit(value(SCHEDULES.PAUSE_AFTER));
  }

  static Query advanceSchedule(DSLContext sql) {
    return sql.update(SCHEDULES)
        .set(SCHEDULES.NEXT_AT, value(SCHEDULES.NEXT_AT))
        .set(SCHEDULES.LAST_AT, value(SCHEDULES.LAST_AT))
        .set(SCHEDULES.LAST_JOB, value(SCHEDULES.LAST_JOB))
        .set(SCHEDULES.SKIPPED, value(SCHEDULES.SKIPPED))
        .set(SCHEDULES.MISSED, value(SCHEDULES.MISSED))
        .set(SCHEDULES.PAUSED_AT, value(SCHEDULES.PAUSED_AT))
        .set(SCHEDULES.PAUSE_REASON, value(SCHEDULES.PAUSE_REASON))
        .where(
            SCHEDULES.NAME.eq(value(SCHEDULES.NAME)),
            SCHEDULES.NEXT_AT.eq(value(SCHEDULES.NEXT_AT)),
            SCHEDULES.UPDATED_AT.eq(value(SCHEDULES.UPDATED_AT)));
  }

  static Query watchedSchedules(DSLContext sql) {
    return sql.selectFrom(SCHEDULES)
        .where(SCHEDULES.LATE_AT.isNotNull(), SCHEDULES.LATE_AT.le(value(SCHEDULES.LATE_AT)))
        .orderBy(SCHEDULES.LATE_AT)
        .limit(value(SCHEDULES.PAUSE_AFTER));
  }

  static Query nextSchedule(DSLContext sql) {
    return sql.select(ScheduleTimes.Statements.nextFiring(), ScheduleTimes.Statements.nextLook());
  }
}
