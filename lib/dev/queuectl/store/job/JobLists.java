package dev.queuectl.store.job;

import static dev.queuectl.store.job.JobRows.millis;
import static dev.queuectl.store.schema.Prepared.CHANGED_IN_LINE;
import static dev.queuectl.store.schema.Prepared.ENDED_IN_LINE;
import static dev.queuectl.store.schema.Prepared.HIGHEST_IN_LINE;
import static dev.queuectl.store.schema.Prepared.HIGHEST_IN_LINE_AFTER;
import static dev.queuectl.store.schema.Prepared.NEWEST_IN_LINE;
import static dev.queuectl.store.schema.Prepared.NEWEST_JOBS;
import static dev.queuectl.store.schema.Prepared.OLDEST_IN_LINE;
import static dev.queuectl.store.schema.Prepared.OLDEST_JOBS;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.store.ChangedJobs.ChangedJob;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.job.Merge.Source;
import dev.queuectl.store.job.QueueStates.QueueState;
import dev.queuectl.store.schema.JobsColumn;
import dev.queuectl.store.schema.Prepared;
import dev.queuectl.store.sql.SqlSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lists of jobs: of all, or of some of the [QueueStates]. An index has each line in the order of
/// the list. A page costs one look-up for each line, and what it holds.
final class JobLists {
  private final SqlSession session;
  private final JobQuery query;
  private final Set<JobState> states;
  private final @Nullable Rank after;

  private JobLists(SqlSession session, JobQuery query) {
    this.session = session;
    this.query = query;
    this.states = query.askedStates();
    this.after = Rank.of(session, query.sort(), query.after());
  }

  static List<Job> list(SqlSession session, JobQuery query) {
    return new JobLists(session, query).list();
  }

  /// The numbers of ended jobs last changed before a time, for each line in the order in which they
  /// ended, for which there is an index; for the query's order there is none.
  static List<Long> firstEnded(SqlSession session, JobQuery query) {
    return new JobLists(session, query).firstEnded();
  }

  static boolean isEmpty(SqlSession session, JobQuery query) {
    return new JobLists(session, query).lines().isEmpty();
  }

  /// The jobs that match, first enqueued first, for an action that is about to change them.
  static List<ChangedJob> changed(SqlSession session, JobQuery query) {
    return new JobLists(session, query).changed();
  }

  private record Ranked(Rank rank, Job job) {
    static Ranked of(ResultSet row) throws SQLException {
      var rank = new Rank(row.getObject(JobsColumn.PRIORITY), row.getLong(JobsColumn.SEQ));
      return new Ranked(rank, JobRows.job(row));
    }
  }

  private List<Job> list() {
    var order = Rank.order(query.sort());
    return merged(sources(), (one, other) -> order.compare(one.rank, other.rank)).stream()
        .map(Ranked::job)
        .toList();
  }

  private List<ChangedJob> changed() {
    var sources = new ArrayList<Source<ChangedJob>>();
    for (var line : lines()) {
      sources.add((last, limit) -> changed(line, last == null ? seq(after) : last.seq(), limit));
    }
    return merged(sources, Comparator.comparingLong(ChangedJob::seq));
  }

  private List<ChangedJob> changed(QueueState line, long after, int limit) {
    return session.list(
        CHANGED_IN_LINE,
        row ->
            new ChangedJob(
                row.getLong(1),
                JobRows.text(row, 2),
                line.state(),
                row.getBoolean(3),
                row.getInt(4)),
        line.queue(),
        line.word(),
        after,
        limit);
  }

  private <T> List<T> merged(List<Source<T>> sources, Comparator<T> order) {
    var limit = query.limit();
    var share = sources.size() > 1 ? Math.min(limit, limit / sources.size() + 1) : limit;
    var merged =
        new Merge<>(
            sources, order, share, (part, taken) -> (int) Math.min(2L * part, limit - taken));
    var first = new ArrayList<T>();
    while (first.size() < limit && merged.hasNext()) {
      first.add(merged.next());
    }
    return first;
  }

  private List<Source<Ranked>> sources() {
    var everywhere = query.queue() == null && states.size() == JobState.values().length;
    if (everywhere && query.sort() != JobQuery.Sort.PRIORITY) {
      return List.of((last, limit) -> ofAll(after(last), limit));
    }
    var sources = new ArrayList<Source<Ranked>>();
    for (var line : lines()) {
      sources.add((last, limit) -> inLine(line, after(last), limit));
    }
    return sources;
  }

  /// A job ends before its last change, or with it.
  private List<Long> firstEnded() {
    var seqs = new ArrayList<Long>();
    for (var line : lines()) {
      var values = narrowedTo(line);
      values.add(millis(query.updatedBefore()));
      values.add(query.limit() - seqs.size());
      seqs.addAll(
          session.list(ENDED_IN_LINE, row -> row.getLong(JobsColumn.SEQ), values.toArray()));
    }
    return seqs;
  }

  private List<QueueState> lines() {
    return QueueStates.shown(
        session, states, query.queue() == null ? Set.of() : Set.of(query.queue()));
  }

  private List<Ranked> ofAll(@Nullable Rank from, int limit) {
    var values = narrowed();
    values.add(seq(from));
    return read(isNewest() ? NEWEST_JOBS : OLDEST_JOBS, values, limit);
  }

  private List<Ranked> inLine(QueueState line, @Nullable Rank from, int limit) {
    var values = narrowedTo(line);
    if (query.sort() != JobQuery.Sort.PRIORITY) {
      values.add(seq(from));
      return read(isNewest() ? NEWEST_IN_LINE : OLDEST_IN_LINE, values, limit);
    }
    if (from == null) {
      return read(HIGHEST_IN_LINE, values, limit);
    }
    values.add(from.priority());
    values.add(from.seq());
    values.addAll(narrowedTo(line));
    values.add(from.priority());
    return read(HIGHEST_IN_LINE_AFTER, values, limit);
  }

  private List<Ranked> read(Prepared list, List<@Nullable Object> values, int limit) {
    values.add(limit);
    return session.list(list, Ranked::of, values.toArray());
  }

  private List<@Nullable Object> narrowedTo(QueueState line) {
    var values = narrowed();
    values.add(line.queue());
    values.add(line.word());
    return values;
  }

  private List<@Nullable Object> narrowed() {
    var before = millis(query.updatedBefore());
    var values = new ArrayList<@Nullable Object>();
    values.add(before);
    values.add(before);
    return values;
  }

  private boolean isNewest() {
    return query.sort() == JobQuery.Sort.NEWEST;
  }

  /// @param last the last job read so far; null at the beginning
  private @Nullable Rank after(@Nullable Ranked last) {
    return last == null ? after : last.rank();
  }

  private long seq(@Nullable Rank from) {
    if (from != null) {
      return from.seq();
    }
    return isNewest() ? Long.MAX_VALUE : Long.MIN_VALUE;
  }
}
