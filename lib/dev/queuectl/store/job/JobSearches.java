package dev.queuectl.store.job;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobQuery.Found;
import dev.queuectl.store.JobQuery.Place;
import dev.queuectl.store.JobQuery.Sort;
import dev.queuectl.store.JobStore;
import dev.queuectl.store.job.Looks.Look;
import dev.queuectl.store.sql.SqlSession;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looking through a list. The lines asked for are each in the order of the list, and are merged as
/// far as is needed.
final class JobSearches {
  private static final int FIRST_READ = 100;
  private static final int FIRST_READ_OF_LINE = 10;
  private static final int MOST_READ = 4_000;
  private static final int GROWTH = 4;

  private JobSearches() {}

  static Found search(SqlSession session, JobQuery query) {
    return query.filter().isIndexed() ? list(session, query) : look(session, query);
  }

  /// One more than asked for shows whether there are more.
  private static Found list(SqlSession session, JobQuery query) {
    var limit = query.limit();
    var jobs = JobLists.list(session, query.limitedTo(limit + 1));
    return jobs.size() <= limit
        ? new Found(jobs, null)
        : new Found(jobs.subList(0, limit), Place.of(jobs.get(limit - 1)));
  }

  private static Found look(SqlSession session, JobQuery query) {
    var looks = looks(session, query);
    var found = new ArrayList<Job>();
    @Nullable Place last = query.after();
    for (var i = 0; i < JobStore.MOST_LOOKED_AT && found.size() < query.limit(); i++) {
      if (!looks.hasNext()) {
        return new Found(found, null);
      }
      var look = looks.next();
      last = look.place();
      if (look.matches()) {
        Jobs.find(session, last.seq()).ifPresent(found::add);
      }
    }
    return new Found(found, looks.hasNext() ? last : null);
  }

  /// They are read in parts that grow: what people look for is mostly near.
  private static Merge<Look> looks(SqlSession session, JobQuery query) {
    var lines = lines(session, query);
    var share = FIRST_READ / Math.max(1, lines.size());
    return new Merge<>(
        lines,
        Comparator.comparing(Look::rank, Rank.order(query.sort())),
        Math.max(FIRST_READ_OF_LINE, share),
        (part, _) -> Math.min(part * GROWTH, MOST_READ));
  }

  /// All jobs are in enqueue order as they are.
  private static List<Looks> lines(SqlSession session, JobQuery query) {
    var states = query.askedStates();
    var queue = query.queue();
    var after = Rank.of(session, query.sort(), query.after());
    if (queue == null
        && states.size() == JobState.values().length
        && query.sort() != Sort.PRIORITY) {
      return List.of(new Looks(session, query, null, after));
    }
    return QueueStates.shown(session, states, queue == null ? Set.of() : Set.of(queue)).stream()
        .map(line -> new Looks(session, query, line, after))
        .toList();
  }
}
