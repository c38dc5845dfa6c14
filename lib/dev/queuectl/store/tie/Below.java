package dev.queuectl.store.tie;

import static dev.queuectl.store.schema.Prepared.STILL_AWAITING;

import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.tie.Dependency.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The jobs that still wait for one, and for those in turn.
public final class Below {
  private Below() {}

  private record Waiting(long seq, Kind kind, String id) {}

  public static List<String> wouldSkip(SqlSession session, long job, int limit) {
    return List.copyOf(of(session, job, limit, Set.of(Kind.SUCCESS, Kind.FAILURE)).values());
  }

  /// Those that still wait for it, and for those, by number.
  static Map<Long, String> of(SqlSession session, long job, int limit) {
    return of(session, job, limit, Set.of(Kind.values()));
  }

  /// @param kinds of waiting for the job itself; below, all of them
  private static Map<Long, String> of(SqlSession session, long job, int limit, Set<Kind> kinds) {
    var below = new LinkedHashMap<Long, String>();
    var level = List.of(job);
    while (!level.isEmpty() && below.size() < limit) {
      var isFirst = level.getFirst() == job;
      var next = new ArrayList<Long>();
      for (var waiting : waiting(session, level, limit)) {
        if ((!isFirst || kinds.contains(waiting.kind()))
            && below.putIfAbsent(waiting.seq(), waiting.id()) == null) {
          next.add(waiting.seq());
        }
      }
      level = next;
    }
    return below;
  }

  private static List<Waiting> waiting(SqlSession session, List<Long> jobs, int limit) {
    return session.list(
        STILL_AWAITING,
        row ->
            new Waiting(
                row.getLong(1), Kind.find(Cells.text(row, 2)).orElse(Kind.END), Cells.text(row, 3)),
        Cells.array(jobs.stream()),
        limit);
  }
}
