package dev.queuectl.store.schedule;

import static dev.queuectl.store.job.JobRows.millis;
import static dev.queuectl.store.schema.Prepared.ADVANCE_SCHEDULE;
import static dev.queuectl.store.schema.Prepared.ALL_SCHEDULES;
import static dev.queuectl.store.schema.Prepared.DUE_SCHEDULES;
import static dev.queuectl.store.schema.Prepared.NEXT_SCHEDULE;
import static dev.queuectl.store.schema.Prepared.PUT_SCHEDULE;
import static dev.queuectl.store.schema.Prepared.REMOVE_SCHEDULE;
import static dev.queuectl.store.schema.Prepared.SCHEDULE;
import static dev.queuectl.store.schema.Prepared.WATCHED_SCHEDULES;

import dev.queuectl.schedule.Schedule;
import dev.queuectl.store.ScheduleStore;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.sql.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

public final class SqlScheduleStore implements ScheduleStore {
  private final Transactions transactions;

  public SqlScheduleStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<Schedule> list() {
    return transactions.read(session -> session.list(ALL_SCHEDULES, ScheduleRows::schedule));
  }

  @Override
  public Optional<Schedule> find(String name) {
    return transactions.read(session -> session.first(SCHEDULE, ScheduleRows::schedule, name));
  }

  @Override
  public void put(Schedule schedule) {
    transactions.write(session -> put(session, schedule));
  }

  /// Workers are told, since it may be the next that is due.
  private static int put(SqlSession session, Schedule schedule) {
    session.announce();
    return session.run(PUT_SCHEDULE, ScheduleRows.values(schedule));
  }

  @Override
  public boolean remove(String name) {
    return transactions.write(session -> session.run(REMOVE_SCHEDULE, name)) == 1;
  }

  @Override
  public List<Schedule> due(Instant now, int most) {
    return transactions.read(
        session -> session.list(DUE_SCHEDULES, ScheduleRows::schedule, now.toEpochMilli(), most));
  }

  @Override
  public List<Schedule> watched(Instant until, int most) {
    return transactions.read(
        session ->
            session.list(WATCHED_SCHEDULES, ScheduleRows::schedule, until.toEpochMilli(), most));
  }

  @Override
  public boolean advance(Schedule schedule, Instant dueAt) {
    return transactions.write(
            session ->
                session.run(
                    ADVANCE_SCHEDULE,
                    millis(schedule.progress().nextAt()),
                    millis(schedule.progress().lastAt()),
                    schedule.progress().lastJob(),
                    schedule.progress().skipped(),
                    schedule.progress().missed(),
                    millis(schedule.progress().pausedAt()),
                    schedule.progress().pauseReason(),
                    schedule.name(),
                    dueAt.toEpochMilli(),
                    schedule.updatedAt().toEpochMilli()))
        == 1;
  }

  @Override
  public Optional<Instant> nextAt() {
    return transactions.read(
        session -> session.first(NEXT_SCHEDULE, row -> ScheduleTimes.next(row, 1)));
  }
}
