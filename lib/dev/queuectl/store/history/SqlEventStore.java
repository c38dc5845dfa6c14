package dev.queuectl.store.history;

import static dev.queuectl.store.schema.Prepared.FORGET_EVENTS;
import static dev.queuectl.store.schema.Prepared.NEWEST_EVENTS;
import static dev.queuectl.store.schema.Prepared.RECORD_EVENT;

import dev.queuectl.Event;
import dev.queuectl.store.EventStore;
import dev.queuectl.store.job.JobRows;
import dev.queuectl.store.schema.EventsColumn;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.sql.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

public final class SqlEventStore implements EventStore {
  private final Transactions transactions;

  public SqlEventStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void record(Event event) {
    transactions.write(
        session -> {
          session.run(
              RECORD_EVENT,
              event.happenedAt().toEpochMilli(),
              event.actor(),
              event.origin(),
              event.action(),
              event.subject(),
              event.detail());
          newest(session, Long.MAX_VALUE, 1)
              .forEach(newest -> session.run(FORGET_EVENTS, newest.seq() - MOST_KEPT));
          return true;
        });
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
}
