package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Prepared.DROP_QUEUE_RULE;
import static dev.queuectl.store.schema.Prepared.QUEUE_RULE;
import static dev.queuectl.store.schema.Prepared.QUEUE_RULES;
import static dev.queuectl.store.schema.Prepared.SET_QUEUE_RULE;
import static dev.queuectl.store.schema.Tables.QUEUES;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.store.schema.QueuesColumn;
import dev.queuectl.store.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// A row of `queues`: what somebody has set for a queue.
record QueueRule(
    String name,
    @Nullable Integer concurrency,
    @Nullable Instant pausedAt,
    @Nullable String pauseReason) {

  static List<QueueRule> all(SqlSession session) {
    return session.list(QUEUE_RULES, QueueRule::of);
  }

  /// The row, or that of a queue for which nothing is set if there is none.
  static QueueRule find(SqlSession session, String name) {
    return session
        .first(QUEUE_RULE, QueueRule::of, name)
        .orElseGet(() -> new QueueRule(name, null, null, null));
  }

  private static QueueRule of(ResultSet row) throws SQLException {
    return new QueueRule(
        row.getString(QueuesColumn.NAME),
        JobRows.integer(row, QueuesColumn.CONCURRENCY),
        JobRows.anyTimeOrNone(row, QueuesColumn.PAUSED_AT),
        row.getString(QueuesColumn.PAUSE_REASON));
  }

  QueueRule paused(@Nullable String reason, Instant now) {
    return new QueueRule(
        name,
        concurrency,
        pausedAt == null ? now : pausedAt,
        reason == null ? pauseReason : reason);
  }

  QueueRule resumed() {
    return new QueueRule(name, concurrency, null, null);
  }

  QueueRule limited(@Nullable Integer limit) {
    return new QueueRule(name, limit, pausedAt, pauseReason);
  }

  boolean isEmpty() {
    return concurrency == null && pausedAt == null;
  }

  /// Keeps no row that sets nothing: every claim reads them all.
  void keep(SqlSession session) {
    if (isEmpty()) {
      session.run(DROP_QUEUE_RULE, name);
    } else {
      session.run(SET_QUEUE_RULE, name, concurrency, JobRows.millis(pausedAt), pauseReason);
    }
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private Statements() {}

    static Query queueRules(DSLContext sql) {
      return sql.selectFrom(QUEUES).orderBy(QUEUES.NAME);
    }

    static Query queueRule(DSLContext sql) {
      return sql.selectFrom(QUEUES).where(QUEUES.NAME.eq(value(QUEUES.NAME)));
    }

    static Query setQueueRule(DSLContext sql) {
      return sql.insertInto(
              QUEUES, QUEUES.NAME, QUEUES.CONCURRENCY, QUEUES.PAUSED_AT, QUEUES.PAUSE_REASON)
          .values(
              value(QUEUES.NAME),
              value(QUEUES.CONCURRENCY),
              value(QUEUES.PAUSED_AT),
              value(QUEUES.PAUSE_REASON))
          .onConflict(QUEUES.NAME)
          .doUpdate()
          .set(QUEUES.CONCURRENCY, DSL.excluded(QUEUES.CONCURRENCY))
          .set(QUEUES.PAUSED_AT, DSL.excluded(QUEUES.PAUSED_AT))
          .set(QUEUES.PAUSE_REASON, DSL.excluded(QUEUES.PAUSE_REASON));
    }

    static Query dropQueueRule(DSLContext sql) {
      return sql.deleteFrom(QUEUES).where(QUEUES.NAME.eq(value(QUEUES.NAME)));
    }
  }
}
