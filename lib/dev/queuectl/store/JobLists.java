package dev.queuectl.store;

import static dev.queuectl.store.schema.Prepared.NEWEST_IN_LINE;
import static dev.queuectl.store.schema.Prepared.NEWEST_JOBS;
import static dev.queuectl.store.schema.Prepared.OLDEST_IN_LINE;
import static dev.queuectl.store.schema.Prepared.OLDEST_JOBS;

import dev.queuectl.Job;
import dev.queuectl.JobQuery;
import dev.queuectl.JobState;
import dev.queuectl.store.Lines.Line;
import java.util.List;
import java.util.Set;

/// Lists of jobs in enqueue order: of all, or of one line, which are nearly all that people ask
/// for. Anything else is left to [MixedLists].
final class JobLists {
  private JobLists() {}

  static List<Job> list(Session session, JobQuery query) {
    if (query.sort() == JobQuery.Sort.PRIORITY || query.updatedBefore() != null) {
      return MixedLists.list(session, query);
    }
    if (query.queue() == null && query.askedStates().size() == JobState.values().length) {
      return all(session, query);
    }
    var lines =
        Lines.shown(
            session, query.askedStates(), query.queue() == null ? Set.of() : Set.of(query.queue()));
    return switch (lines.size()) {
      case 0 -> List.of();
      case 1 -> one(session, query, lines.getFirst());
      default -> MixedLists.list(session, query);
    };
  }

  private static List<Job> all(Session session, JobQuery query) {
    return session.list(
        isNewest(query) ? NEWEST_JOBS : OLDEST_JOBS, JobRows::job, after(query), query.limit());
  }

  private static List<Job> one(Session session, JobQuery query, Line line) {
    return session.list(
        isNewest(query) ? NEWEST_IN_LINE : OLDEST_IN_LINE,
        JobRows::job,
        line.queue(),
        line.word(),
        after(query),
        query.limit());
  }

  private static boolean isNewest(JobQuery query) {
    return query.sort() == JobQuery.Sort.NEWEST;
  }

  private static long after(JobQuery query) {
    if (query.after() != null) {
      return query.after().seq();
    }
    return isNewest(query) ? Long.MAX_VALUE : Long.MIN_VALUE;
  }
}
