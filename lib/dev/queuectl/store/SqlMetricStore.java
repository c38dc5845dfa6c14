package dev.queuectl.store;

import static dev.queuectl.store.schema.Prepared.NEWEST_ENDED;

import dev.queuectl.EndedJob;
import dev.queuectl.JobState;
import dev.queuectl.MetricStore;
import dev.queuectl.Rollup;
import dev.queuectl.Rollup.Span;
import dev.queuectl.store.Lines.Line;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

final class SqlMetricStore implements MetricStore {
  private final Database database;

  SqlMetricStore(Database database) {
    this.database = database;
  }

  @Override
  public Completed completedSince(Instant since) {
    return database.read(session -> CompletedJobs.since(session, since));
  }

  /// From each line only what is newer than the oldest kept so far: the newest of all are few, the
  /// lines may be many.
  @Override
  public List<EndedJob> newestEnded(int limit) {
    var newest = new PriorityQueue<EndedJob>(Comparator.comparing(EndedJob::finishedAt));
    return database.read(
        session -> {
          for (var line :
              Lines.of(session, EnumSet.of(JobState.COMPLETED, JobState.DEAD), Set.of())) {
            newest.addAll(newerThan(session, line, newest, limit));
            while (newest.size() > limit) {
              newest.remove();
            }
          }
          return newest.stream()
              .sorted(Comparator.comparing(EndedJob::finishedAt).reversed())
              .toList();
        });
  }

  private static List<EndedJob> newerThan(
      Session session, Line line, PriorityQueue<EndedJob> newest, int limit) {
    var oldest = newest.size() < limit ? null : newest.element();
    return session.list(
        NEWEST_ENDED,
        SqlMetricStore::ended,
        line.queue(),
        line.state().word(),
        oldest == null ? Long.MIN_VALUE : oldest.finishedAt().toEpochMilli(),
        limit);
  }

  private static EndedJob ended(ResultSet row) throws SQLException {
    return new EndedJob(
        JobRows.state(row.getString(1)),
        row.getInt(2),
        JobRows.anyTime(row, 3),
        JobRows.anyTimeOrNone(row, 4),
        JobRows.anyTime(row, 5));
  }

  @Override
  public List<Rollup> rollups(Span span, Instant from) {
    return database.read(session -> Rollups.from(session, span, from));
  }

  @Override
  public void trim(Instant now) {
    database.write(
        session -> {
          Rollups.trim(session, Span.MINUTE, now.minus(MINUTES_KEPT));
          Rollups.trim(session, Span.HOUR, now.minus(HOURS_KEPT));
          return true;
        });
  }
}
