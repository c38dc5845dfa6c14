package dev.queuectl.store.history;

import static dev.queuectl.store.schema.Prepared.ROLLUPS_FROM;
import static dev.queuectl.store.schema.Prepared.ROLL_UP;
import static dev.queuectl.store.schema.Prepared.TRIM_ROLLUPS;
import static dev.queuectl.store.schema.Tables.ROLLUPS;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.Durations;
import dev.queuectl.Transition;
import dev.queuectl.store.Histogram;
import dev.queuectl.store.Rollup;
import dev.queuectl.store.Rollup.Measure;
import dev.queuectl.store.Rollup.Span;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.job.JobRows;
import dev.queuectl.store.sql.Phrases;
import dev.queuectl.store.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// Counts attempts by the minute and the hour in which they ended, and completed ones by the
/// second, inside the transaction that ends them: a group of endings adds only a few rows, however
/// large it is.
public final class Rollups {
  private record Key(Span span, Instant beginsAt, Measure measure, int bucket) {}

  private final Map<Key, Long> counts = new HashMap<>();

  private Rollups() {}

  public static void add(SqlSession session, List<Ending> applied) {
    var rollups = new Rollups();
    applied.forEach(rollups::count);
    rollups.counts.forEach(
        (key, count) ->
            session.run(
                ROLL_UP,
                key.span().length().toSeconds(),
                key.beginsAt().toEpochMilli(),
                key.measure().word(),
                key.bucket(),
                count));
  }

  private void count(Ending ending) {
    var measure = Measure.of(ending.transition());
    count(ending, measure, 0);
    if (ending.transition() instanceof Transition.Bury(_, _, var gaveUp) && gaveUp) {
      count(ending, Measure.GAVE_UP, 0);
    }
    if (measure == Measure.COMPLETED) {
      count(ending, Span.SECOND, measure, 0);
    }
    if (measure.isTimed()) {
      var startedAt = Objects.requireNonNull(ending.job().startedAt());
      count(ending, Measure.RUN, bucket(startedAt, ending.endedAt()));
      count(ending, Measure.WAIT, bucket(ending.job().runAt(), startedAt));
    }
  }

  private void count(Ending ending, Measure measure, int bucket) {
    count(ending, Span.MINUTE, measure, bucket);
    count(ending, Span.HOUR, measure, bucket);
  }

  private void count(Ending ending, Span span, Measure measure, int bucket) {
    counts.merge(new Key(span, span.begin(ending.endedAt()), measure, bucket), 1L, Long::sum);
  }

  /// The clock may have been set back meanwhile; that counts as no time.
  private static int bucket(Instant from, Instant to) {
    return Histogram.bucket(Durations.between(from, to));
  }

  static List<Rollup> from(SqlSession session, Span span, Instant from) {
    return session
        .list(
            ROLLUPS_FROM,
            Rollups::rollup,
            span.length().toSeconds(),
            span.begin(from).toEpochMilli())
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /// @return empty if it measures something that no version of ours writes
  private static Optional<Rollup> rollup(ResultSet row) throws SQLException {
    var beginsAt = JobRows.anyTime(row, 1);
    var word = row.getString(2);
    var bucket = row.getInt(3);
    var attempts = row.getLong(4);
    return Arrays.stream(Measure.values())
        .filter(measure -> measure.word().equals(word))
        .findFirst()
        .map(measure -> new Rollup(beginsAt, measure, bucket, attempts));
  }

  static void trim(SqlSession session, Span span, Instant before) {
    session.run(TRIM_ROLLUPS, span.length().toSeconds(), before.toEpochMilli());
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private Statements() {}

    static Query rollUp(DSLContext sql) {
      return Phrases.add(
          sql,
          ROLLUPS,
          List.of(ROLLUPS.SPAN, ROLLUPS.BEGINS_AT, ROLLUPS.MEASURE, ROLLUPS.BUCKET),
          List.of(ROLLUPS.ATTEMPTS));
    }

    static Query rollupsFrom(DSLContext sql) {
      return sql.select(
              ROLLUPS.BEGINS_AT, ROLLUPS.MEASURE, ROLLUPS.BUCKET, DSL.sum(ROLLUPS.ATTEMPTS))
          .from(ROLLUPS)
          .where(ROLLUPS.SPAN.eq(value(ROLLUPS.SPAN)))
          .and(ROLLUPS.BEGINS_AT.ge(value(ROLLUPS.BEGINS_AT)))
          .groupBy(ROLLUPS.BEGINS_AT, ROLLUPS.MEASURE, ROLLUPS.BUCKET)
          .orderBy(ROLLUPS.BEGINS_AT, ROLLUPS.MEASURE, ROLLUPS.BUCKET);
    }

    static Query trimRollups(DSLContext sql) {
      return sql.deleteFrom(ROLLUPS)
          .where(ROLLUPS.SPAN.eq(value(ROLLUPS.SPAN)))
          .and(ROLLUPS.BEGINS_AT.lt(value(ROLLUPS.BEGINS_AT)));
    }
  }
}
