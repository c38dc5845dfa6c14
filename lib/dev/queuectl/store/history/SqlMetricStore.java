package dev.queuectl.store.history;

import dev.queuectl.store.MetricStore;
import dev.queuectl.store.Rollup;
import dev.queuectl.store.Rollup.Span;
import dev.queuectl.store.Total;
import dev.queuectl.store.job.Totals;
import dev.queuectl.store.sql.Transactions;
import java.time.Instant;
import java.util.List;

public final class SqlMetricStore implements MetricStore {
  private final Transactions transactions;

  public SqlMetricStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Completed completedSince(Instant since) {
    return transactions.read(session -> CompletedJobs.since(session, since));
  }

  @Override
  public List<Rollup> rollups(Span span, Instant from) {
    return transactions.read(session -> Rollups.from(session, span, from));
  }

  @Override
  public List<Total> totals() {
    return transactions.read(Totals::all);
  }

  @Override
  public void trim(Instant now) {
    transactions.write(
        session -> {
          Rollups.trim(session, Span.SECOND, now.minus(SECONDS_KEPT));
          Rollups.trim(session, Span.MINUTE, now.minus(MINUTES_KEPT));
          Rollups.trim(session, Span.HOUR, now.minus(HOURS_KEPT));
          return true;
        });
  }
}
