package dev.queuectl.store.history;

import static dev.queuectl.store.schema.Prepared.FORGET_EVENTS;
import static dev.queuectl.store.schema.Prepared.NEWEST_EVENTS;
import static dev.queuectl.store.schema.Prepared.RECORD_EVENT;
import static dev.queuectl.store.schema.Tables.EVENTS;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.Event;
import dev.queuectl.store.EventStore;
import dev.queuectl.store.job.JobRows;
import dev.queuectl.store.schema.EventsColumn;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.sql.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.impl.DSL;

public final class SqlEventStore implements EventStore {
  private final Transactions transactions;

  public SqlEventStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void record(Event event) {
    transactions.share(
        session -> {
          record(session, List.of(event));
          return true;
        });
  }

  /// With whatever else the transaction does.
  static void record(SqlSession session, List<Event> events) {
    for (var event : events) {
      session.run(
          RECORD_EVENT,
          event.happenedAt().toEpochMilli(),
          event.actor(),
          event.origin(),
          event.action(),
          event.subject(),
          event.detail(),
          event.action());
    }
    events.stream()
        .map(Event::action)
        .distinct()
        .forEach(action -> session.run(FORGET_EVENTS, action, action, MOST_KEPT));
  }

  @Override
  public List<Event> list(long before, int limit) {
    return transactions.read(session -> newest(session, before, limit));
  }

  private static List<Event> newest(SqlSession session, long before, int limit) {
    return session.list(NEWEST_EVENTS, SqlEventStore::event, before, limit);
  }

  private static Event event(ResultSet row) throws SQLException {
    return new Event(
        row.getLong(EventsColumn.SEQ),
        JobRows.anyTime(row, EventsColumn.HAPPENED_AT),
        JobRows.text(row, EventsColumn.ACTOR),
        JobRows.text(row, EventsColumn.ORIGIN),
        JobRows.text(row, EventsColumn.ACTION),
        row.getString(EventsColumn.SUBJECT),
        row.getString(EventsColumn.DETAIL));
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private Statements() {}

    static Query recordEvent(DSLContext sql) {
      return sql.insertInto(
              EVENTS,
              EVENTS.HAPPENED_AT,
              EVENTS.ACTOR,
              EVENTS.ORIGIN,
              EVENTS.ACTION,
              EVENTS.SUBJECT,
              EVENTS.DETAIL,
              EVENTS.NTH)
          .select(
              DSL.select(
                      value(EVENTS.HAPPENED_AT),
                      value(EVENTS.ACTOR),
                      value(EVENTS.ORIGIN),
                      value(EVENTS.ACTION),
                      value(EVENTS.SUBJECT),
                      value(EVENTS.DETAIL),
                      DSL.coalesce(newest(), DSL.inline(0L)).plus(DSL.inline(1L)))
                  .from(EVENTS)
                  .where(ofAction()));
    }

    private static Field<Long> newest() {
      return DSL.max(EVENTS.NTH);
    }

    private static Condition ofAction() {
      return EVENTS.ACTION.eq(value(EVENTS.ACTION));
    }

    static Query newestEvents(DSLContext sql) {
      return sql.selectFrom(EVENTS)
          .where(EVENTS.SEQ.lt(value(EVENTS.SEQ)))
          .orderBy(EVENTS.SEQ.desc())
          .limit(value(EVENTS.SEQ));
    }

    /// The numbers of one action have no gaps except before the oldest that is kept.
    static Query forgetEvents(DSLContext sql) {
      return sql.deleteFrom(EVENTS)
          .where(ofAction())
          .and(
              EVENTS.NTH.le(
                  DSL.field(DSL.select(newest()).from(EVENTS).where(ofAction()))
                      .minus(value(EVENTS.NTH))));
    }
  }
}
