package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Prepared.ADD_TO_TOTAL;
import static dev.queuectl.store.schema.Prepared.ALL_TOTALS;
import static dev.queuectl.store.schema.Tables.TOTALS;

import dev.queuectl.Durations;
import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import dev.queuectl.store.Total;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.sql.Phrases;
import dev.queuectl.store.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Counts what was ever done, inside the transaction that does it: however many jobs that has, it
/// adds a few rows for each queue.
public final class Totals {
  /// Written out, because Java links what a record has of itself by method handles, which takes 5
  /// ms of a command that adds one job.
  private record Key(String queue, String measure, int bucket) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key(var itsQueue, var itsMeasure, var itsBucket)
          && queue.equals(itsQueue)
          && measure.equals(itsMeasure)
          && bucket == itsBucket;
    }

    @Override
    public int hashCode() {
      return (queue.hashCode() * 31 + measure.hashCode()) * 31 + bucket;
    }
  }

  private static final class Sum {
    private long number;
    private long millis;
  }

  private final Map<Key, Sum> sums = new LinkedHashMap<>();

  /// A job that is added.
  void enqueued(String queue) {
    count(queue, Total.ENQUEUED, 0, 0);
  }

  /// Attempts that end.
  public static void add(SqlSession session, List<Ending> applied) {
    var totals = new Totals();
    applied.forEach(totals::count);
    totals.store(session);
  }

  void store(SqlSession session) {
    sums.forEach(
        (key, sum) ->
            session.run(
                ADD_TO_TOTAL, key.queue(), key.measure(), key.bucket(), sum.number, sum.millis));
  }

  private void count(Ending ending) {
    var job = ending.job();
    var started = Objects.requireNonNull(job.startedAt());
    count(job.queue(), ending.word(), Durations.between(started, ending.endedAt()));
    if (isOwn(ending.outcome())) {
      count(job.queue(), Total.WAITED, Durations.between(job.runAt(), started));
    }
    switch (ending.transition()) {
      case Transition.Retry _ -> count(job.queue(), Total.RETRIED, 0, 0);
      case Transition.Bury(_, _, var gaveUp) -> {
        count(job.queue(), Total.DEAD, 0, 0);
        if (gaveUp) {
          count(job.queue(), Total.GAVE_UP, 0, 0);
        }
      }
      case Transition.Snooze _ -> count(job.queue(), Total.SNOOZED, 0, 0);
      case Transition.Complete _, Transition.Cancel _, Transition.Release _ -> {}
    }
  }

  /// Whether the attempt ended by its own doing, so that its times mean something.
  private static boolean isOwn(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded _, Outcome.Failed _, Outcome.Killed _, Outcome.TimedOut _ -> true;
      case Outcome.NotStarted _, Outcome.Cancelled _, Outcome.Interrupted _ -> false;
    };
  }

  /// The clock may have been set back meanwhile; that counts as no time.
  private void count(String queue, String measure, Duration duration) {
    count(queue, measure, Total.bucket(duration), Math.max(0, duration.toMillis()));
  }

  private void count(String queue, String measure, int bucket, long millis) {
    var sum = sums.computeIfAbsent(new Key(queue, measure, bucket), _ -> new Sum());
    sum.number++;
    sum.millis += millis;
  }

  /// Queues that were used first come first.
  public static List<Total> all(SqlSession session) {
    return session.list(ALL_TOTALS, Totals::total);
  }

  private static Total total(ResultSet row) throws SQLException {
    return new Total(
        JobRows.text(row, 1),
        JobRows.text(row, 2),
        row.getInt(3),
        Math.max(0, row.getLong(4)),
        Math.max(0, row.getLong(5)));
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private Statements() {}

    static Query addToTotal(DSLContext sql) {
      return Phrases.add(
          sql,
          TOTALS,
          List.of(TOTALS.QUEUE, TOTALS.MEASURE, TOTALS.BUCKET),
          List.of(TOTALS.NUMBER, TOTALS.MILLIS));
    }

    static Query allTotals(DSLContext sql) {
      return sql.select(
              TOTALS.QUEUE,
              TOTALS.MEASURE,
              TOTALS.BUCKET,
              DSL.sum(TOTALS.NUMBER),
              DSL.sum(TOTALS.MILLIS))
          .from(TOTALS)
          .groupBy(TOTALS.QUEUE, TOTALS.MEASURE, TOTALS.BUCKET)
          .orderBy(DSL.min(TOTALS.SEQ));
    }
  }
}
