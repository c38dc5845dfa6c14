package dev.queuectl.store.tie;

import static dev.queuectl.store.schema.Prepared.CONTINUE_ENDED_PARENT;
import static dev.queuectl.store.schema.Prepared.COUNT_DOWN;
import static dev.queuectl.store.schema.Prepared.DELETE_ENDED_PARENT;
import static dev.queuectl.store.schema.Prepared.ENDED_PARENT;
import static dev.queuectl.store.schema.Prepared.SETTLE;
import static dev.queuectl.store.schema.Prepared.SKIP;
import static dev.queuectl.store.schema.Prepared.UNSETTLED;

import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.tie.Dependency.End;
import dev.queuectl.tie.Dependency.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// Counts the ends of jobs for those that wait for them. A trigger notes each such end in
/// `ended_parents`, in whatever way a job ends; whoever has ended jobs calls this before the
/// transaction is over. What is too much for one is left to the next.
public final class Settlement {
  /// More would keep other writers waiting.
  private static final int MOST = 1000;

  private Settlement() {}

  /// An end that does not count yet for those from a number on.
  private record Ended(long seq, End end, long from) {
    static Ended of(ResultSet row) throws SQLException {
      return new Ended(
          row.getLong(1), End.find(row.getString(2)).orElse(End.CANCELLED), row.getLong(3));
    }
  }

  /// @param on the id of the job that has ended
  private record Waiting(long seq, Kind kind, String on) {
    static Waiting of(ResultSet row) throws SQLException {
      return new Waiting(
          row.getLong(1), Kind.find(row.getString(2)).orElse(Kind.END), Cells.text(row, 3));
    }
  }

  /// Whether there are ends that do not count yet.
  public static boolean isDue(SqlSession session) {
    return session.first(ENDED_PARENT, Ended::of).isPresent();
  }

  /// Counts as many as one transaction may.
  ///
  /// @return whether there is more to do
  public static boolean step(SqlSession session, Instant now) {
    var room = MOST;
    var ended = session.first(ENDED_PARENT, Ended::of);
    while (ended.isPresent() && room > 0) {
      room -= count(session, ended.get(), room, now);
      ended = session.first(ENDED_PARENT, Ended::of);
    }
    if (room < MOST) {
      session.announce();
    }
    return ended.isPresent();
  }

  private static int count(SqlSession session, Ended ended, int limit, Instant now) {
    var most = limit + Kind.values().length;
    var rows = session.list(UNSETTLED, Waiting::of, ended.seq(), ended.from(), most);
    // all that one job waits for belongs together
    var last = rows.isEmpty() ? 0 : rows.get(Math.min(limit, rows.size()) - 1).seq();
    var part = rows.stream().filter(waiting -> waiting.seq() <= last).toList();
    if (!part.isEmpty()) {
      session.run(SETTLE, ended.end().word(), ended.seq(), part.getFirst().seq(), last);
      tell(session, ended.end(), part, now.toEpochMilli());
    }
    if (part.size() == rows.size()) {
      session.run(DELETE_ENDED_PARENT, ended.seq());
    } else {
      session.run(CONTINUE_ENDED_PARENT, last + 1, ended.seq());
    }
    return part.size() + 1;
  }

  /// Who waits for something that can no longer come is cancelled, whatever else has come.
  private static void tell(SqlSession session, End end, List<Waiting> part, long now) {
    var error = error(part.getFirst().on(), end);
    for (var kind : Kind.values()) {
      if (!kind.isMetBy(end)) {
        forEach(kind, part, seqs -> session.run(SKIP, now, now, error, seqs));
      }
    }
    for (var kind : Kind.values()) {
      if (kind.isMetBy(end)) {
        forEach(kind, part, seqs -> session.run(COUNT_DOWN, now, now, seqs));
      }
    }
  }

  private static void forEach(Kind kind, List<Waiting> part, Consumer<String> action) {
    var seqs = part.stream().filter(waiting -> waiting.kind() == kind).map(Waiting::seq).toList();
    if (!seqs.isEmpty()) {
      action.accept(Cells.array(seqs.stream()));
    }
  }

  /// The error of a job that was not run.
  static String error(String on, End end) {
    return "not run: %s is %s".formatted(on, end.state());
  }
}
