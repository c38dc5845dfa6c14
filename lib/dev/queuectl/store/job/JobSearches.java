package dev.queuectl.store.job;

import dev.queuectl.JobAction;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
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

/// Searches through a list. Each of the lines asked for is in the order of the list, and they are
/// merged as far as needed.
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
    var oneMore = limit == Integer.MAX_VALUE ? limit : limit + 1;
    var jobs = JobLists.list(session, query.limitedTo(oneMore));
    return jobs.size() <= limit
        ? new Found(jobs, null)
        : new Found(jobs.subList(0, limit), Place.of(jobs.get(limit - 1)));
  }

  private static Found look(SqlSession session, JobQuery query) {
    var found = places(session, query);
    return new Found(
        found.seqs().stream().flatMap(seq -> Jobs.find(session, seq).stream()).toList(),
        found.next());
  }

  /// Where jobs are that match.
  ///
  /// @param next where to continue; null if there is nothing more
  record Places(List<Long> seqs, @Nullable Place next) {
    static final Places NONE = new Places(List.of(), null);
  }

  private static Places places(SqlSession session, JobQuery query) {
    var looks = looks(session, query);
    var found = new ArrayList<Long>();
    @Nullable Place last = query.after();
    for (var i = 0; i < JobStore.MOST_LOOKED_AT && found.size() < query.limit(); i++) {
      if (!looks.hasNext()) {
        return new Places(found, null);
      }
      var look = looks.next();
      last = look.place();
      if (look.matches() && says(session, last.seq(), query.filter())) {
        found.add(last.seq());
      }
    }
    return new Places(found, looks.hasNext() ? last : null);
  }

  /// [Looks] takes any letter for one whose case the database does not know.
  private static boolean says(SqlSession session, long seq, JobFilter filter) {
    var text = filter.text();
    return text == null
        || text.chars().allMatch(letter -> letter < 0x80)
        || Jobs.find(session, seq).filter(filter::isTextOf).isPresent();
  }

  /// The next jobs for an action, first enqueued first; or, if jobs are to be removed by age, first
  /// ended first, for which there is an index.
  static Places meant(SqlSession session, JobAction action, JobQuery query) {
    var isByAge =
        action instanceof JobAction.Verb(var verb, _, _)
            && verb == JobVerb.REMOVE
            && !query.filter().asksWhatJobsSay()
            && query.filter().cause() == null
            && query.states().stream().allMatch(JobState::isFinal);
    return isByAge ? firstEnded(session, query) : places(session, query);
  }

  /// Starts from the beginning each time, since the earlier ones are gone; if they are still there,
  /// nothing more can be done.
  private static Places firstEnded(SqlSession session, JobQuery query) {
    var seqs = JobLists.firstEnded(session, query);
    var last = seqs.isEmpty() ? null : new Place(0, seqs.getLast());
    if (last == null || last.equals(query.after())) {
      return Places.NONE;
    }
    return new Places(seqs, seqs.size() < query.limit() ? null : last);
  }

  /// They are read in growing parts: what people look for is usually near.
  private static Merge<Look> looks(SqlSession session, JobQuery query) {
    var lines = lines(session, query);
    var share = FIRST_READ / Math.max(1, lines.size());
    return new Merge<>(
        lines,
        Comparator.comparing(Look::rank, Rank.order(query.sort())),
        Math.max(FIRST_READ_OF_LINE, share),
        (part, _) -> Math.min(part * GROWTH, MOST_READ));
  }

  /// The table itself has all jobs in enqueue order, and an index the dead ones of a cause.
  private static List<Looks> lines(SqlSession session, JobQuery query) {
    var states = query.askedStates();
    var queue = query.queue();
    var after = Rank.of(session, query.sort(), query.after());
    if (query.filter().cause() != null && query.sort() != Sort.PRIORITY) {
      return List.of(new Looks(session, query, after));
    }
    if (query.filter().key() != null
        && states.size() == JobState.values().length
        && query.sort() != Sort.PRIORITY
        && query.filter().waits() == null) {
      return List.of(new Looks(session, query, after));
    }
    if (queue == null
        && states.size() == JobState.values().length
        && query.sort() != Sort.PRIORITY
        && query.filter().waits() == null) {
      return List.of(new Looks(session, query, after));
    }
    return QueueStates.shown(session, states, queue == null ? Set.of() : Set.of(queue)).stream()
        .flatMap(line -> Looks.of(session, query, line, after))
        .toList();
  }
}
