package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Prepared.NEXT_QUEUE;

import dev.queuectl.store.sql.SqlSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The queues in which jobs are ready.
final class Queues {
  private Queues() {}

  /// Steps from queue to queue through `jobs_ready`: as many look-ups as there are such queues, for
  /// any number of jobs (no database skips through a partial index by itself).
  ///
  /// @param wanted only these; empty means all
  static List<String> withReadyJobs(SqlSession session, Set<String> wanted) {
    var queues = new ArrayList<String>();
    for (var next = after(session, ""); next.isPresent(); next = after(session, next.get())) {
      if (wanted.isEmpty() || wanted.contains(next.get())) {
        queues.add(next.get());
      }
    }
    return queues;
  }

  private static Optional<String> after(SqlSession session, String queue) {
    return session.first(NEXT_QUEUE, row -> row.getString(1), queue);
  }
}
