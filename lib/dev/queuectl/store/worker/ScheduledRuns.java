package dev.queuectl.store.worker;

import static dev.queuectl.store.schema.Prepared.COMPLETE_SCHEDULED;
import static dev.queuectl.store.schema.Tables.SCHEDULES;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.Transition;
import dev.queuectl.schedule.Schedule;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.sql.SqlSession;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Query;

/// Keeps for which time a run of a schedule has completed last, if the schedule wants to know.
final class ScheduledRuns {
  private ScheduledRuns() {}

  static void complete(SqlSession session, List<Ending> applied) {
    if (applied.isEmpty()) {
      return;
    }
    newest(applied)
        .forEach(
            (name, time) -> {
              var millis = time.toEpochMilli();
              session.run(COMPLETE_SCHEDULED, millis, name, millis);
            });
  }

  /// By name: whoever does the same at the same time takes the rows in the same order.
  private static Map<String, Instant> newest(List<Ending> applied) {
    var times = new TreeMap<String, Instant>();
    for (var ending : applied) {
      var variables = ending.job().env();
      var name = variables.get(Schedule.OF_NAME);
      if (name != null && ending.transition() instanceof Transition.Complete) {
        Schedule.timeOf(variables)
            .ifPresent(time -> times.merge(name, time, (one, two) -> one.isAfter(two) ? one : two));
      }
    }
    return times;
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private Statements() {}

    static Query completeScheduled(DSLContext sql) {
      return sql.update(SCHEDULES)
          .set(SCHEDULES.COMPLETED_FOR, value(SCHEDULES.COMPLETED_FOR))
          .where(
              SCHEDULES.NAME.eq(value(SCHEDULES.NAME)),
              SCHEDULES.LATE.isNotNull(),
              SCHEDULES
                  .COMPLETED_FOR
                  .isNull()
                  .or(SCHEDULES.COMPLETED_FOR.lt(value(SCHEDULES.COMPLETED_FOR))));
    }
  }
}
