package dev.queuectl.store.history;

import static dev.queuectl.store.schema.Prepared.COUNT_COMPLETED;
import static dev.queuectl.store.schema.Tables.ROLLUPS;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.store.MetricStore.Completed;
import dev.queuectl.store.Rollup;
import dev.queuectl.store.Rollup.Span;
import dev.queuectl.store.sql.SqlSession;
import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// How many jobs completed since a time, whether or not they are still stored.
///
/// Whole minutes come from the rollups of minutes, and the rest of the minute in which the time
/// lies from those of seconds. If there are none (they are kept for a shorter time, and older
/// versions did not count them), that minute is divided as if jobs had completed evenly.
final class CompletedJobs {
  private final SqlSession session;
  private final long second;
  private final long minute;
  private final long next;

  private CompletedJobs(SqlSession session, Instant since) {
    this.session = session;
    this.second = Span.SECOND.begin(since).toEpochMilli();
    this.minute = Span.MINUTE.begin(since).toEpochMilli();
    this.next = minute + Span.MINUTE.length().toMillis();
  }

  static Completed since(SqlSession session, Instant since) {
    var jobs = new CompletedJobs(session, since);
    var whole = jobs.count(Span.MINUTE, jobs.next, Long.MAX_VALUE);
    return new Completed(whole + jobs.inFirstMinute(), false);
  }

  private long inFirstMinute() {
    var all = count(Span.MINUTE, minute, minute);
    if (second == minute || all == 0) {
      return all;
    }
    var untold = Math.max(0, all - count(Span.SECOND, minute, next - 1));
    return count(Span.SECOND, second, next - 1)
        + Math.round((double) untold * (next - second) / (next - minute));
  }

  private long count(Span span, long from, long to) {
    return session
        .first(COUNT_COMPLETED, row -> row.getLong(1), span.length().toSeconds(), from, to)
        .orElseThrow();
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private Statements() {}

    /// Of whole seconds, minutes or hours, from one to another.
    static Query countCompleted(DSLContext sql) {
      return sql.select(DSL.coalesce(DSL.sum(ROLLUPS.ATTEMPTS), DSL.inline(0L)))
          .from(ROLLUPS)
          .where(
              ROLLUPS.SPAN.eq(value(ROLLUPS.SPAN)),
              ROLLUPS.BEGINS_AT.between(value(ROLLUPS.BEGINS_AT), value(ROLLUPS.BEGINS_AT)),
              ROLLUPS.MEASURE.eq(DSL.inline(Rollup.Measure.COMPLETED.word())));
    }
  }
}
