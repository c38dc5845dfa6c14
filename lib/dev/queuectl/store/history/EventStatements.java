package dev.queuectl.store.history;

import static dev.queuectl.store.schema.Tables.EVENTS;
import static dev.queuectl.store.sql.Parameters.value;

import org.jooq.DSLContext;
import org.jooq.Query;

/// The statements of [SqlEventStore].
final class EventStatements {
  private EventStatements() {}

  static Query recordEvent(DSLContext sql) {
    return sql.insertInto(EVENTS)
        .set(EVENTS.HAPPENED_AT, value(EVENTS.HAPPENED_AT))
        .set(EVENTS.ACTOR, value(EVENTS.ACTOR))
        .set(EVENTS.ORIGIN, value(EVENTS.ORIGIN))
        .set(EVENTS.ACTION, value(EVENTS.ACTION))
        .set(EVENTS.SUBJECT, value(EVENTS.SUBJECT))
        .set(EVENTS.DETAIL, value(EVENTS.DETAIL));
  }

  static Query newestEvents(DSLContext sql) {
    return sql.selectFrom(EVENTS)
        .where(EVENTS.SEQ.lt(value(EVENTS.SEQ)))
        .orderBy(EVENTS.SEQ.desc())
        .limit(value(EVENTS.SEQ));
  }

  /// Sequence numbers have no gaps but those of what was forgotten before.
  static Query forgetEvents(DSLContext sql) {
    return sql.deleteFrom(EVENTS).where(EVENTS.SEQ.le(value(EVENTS.SEQ)));
  }
}
