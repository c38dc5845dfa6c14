package dev.queuectl.store;

import static dev.queuectl.store.JobRows.millis;
import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.Job;
import dev.queuectl.JobQuery;
import dev.queuectl.JobQuery.Place;
import dev.queuectl.JobState;
import dev.queuectl.store.Lines.Line;
import dev.queuectl.store.Session.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.SelectOrderByStep;
import org.jooq.SortField;
import org.jooq.impl.DSL;

/// Lists of jobs of any kind, whose statements jOOQ renders at each run. A page costs what it holds
/// and one look-up for each of the [Lines] asked for, since SQLite merges lines that are each in
/// the order of the list already.
///
/// @param <T> what is read of each job
final class MixedLists<T> {
  /// SQLite unites no more than 500 selects (SQLITE_MAX_COMPOUND_SELECT), two of a line.
  private static final int MOST_LINES_UNITED = 200;

  private final Session session;
  private final JobQuery query;
  private final Set<JobState> states;
  private final List<Field<?>> columns;
  private final Row<T> row;
  private final Function<T, Place> place;

  private MixedLists(
      Session session,
      JobQuery query,
      Set<JobState> states,
      List<Field<?>> columns,
      Row<T> row,
      Function<T, Place> place) {
    this.session = session;
    this.query = query;
    this.states = states;
    this.columns = columns;
    this.row = row;
    this.place = place;
  }

  private static MixedLists<Job> whole(Session session, JobQuery query, Set<JobState> states) {
    return new MixedLists<>(
        session,
        query,
        states,
        List.of(JOBS.fields()),
        JobRows::job,
        job -> new Place(job.priority(), job.seq()));
  }

  static List<Job> list(Session session, JobQuery query) {
    return whole(session, query, query.askedStates()).list();
  }

  /// The jobs that match and are not processing. Those last changed before a time come from the
  /// lines of ended jobs in the order in which they ended, which an index serves; the query's order
  /// would have to be looked for among all that match.
  static List<Job> removable(Session session, JobQuery query) {
    var states = query.askedStates();
    states.remove(JobState.PROCESSING);
    var lists = whole(session, query, states);
    return query.updatedBefore() == null ? lists.list() : lists.old();
  }

  private List<T> list() {
    var everywhere = query.queue() == null && states.size() == JobState.values().length;
    return everywhere && query.sort() != JobQuery.Sort.PRIORITY
        ? read(jobs(DSL.noCondition(), after()), query.limit())
        : merged(lines());
  }

  /// The first of all lines are among the first of any part of them.
  private List<T> merged(List<Line> lines) {
    var jobs = new ArrayList<T>();
    for (var from = 0; from < lines.size(); from += MOST_LINES_UNITED) {
      var some = lines.subList(from, Math.min(lines.size(), from + MOST_LINES_UNITED));
      jobs.addAll(read(united(some), query.limit()));
    }
    return lines.size() <= MOST_LINES_UNITED
        ? jobs
        : jobs.stream().sorted(comparator()).limit(query.limit()).toList();
  }

  private List<T> old() {
    var jobs = new ArrayList<T>();
    for (var line : lines()) {
      var room = query.limit() - jobs.size();
      if (room > 0) {
        jobs.addAll(line.state().isFinal() ? ended(line, room) : changed(line, room));
      }
    }
    return jobs;
  }

  /// A job has ended before it was last changed, or then.
  private List<T> ended(Line line, int limit) {
    return session.list(
        jobs(inLine(line), DSL.noCondition())
            .and(JOBS.FINISHED_AT.lt(millis(query.updatedBefore())))
            .orderBy(JOBS.FINISHED_AT)
            .limit(limit),
        row);
  }

  private List<T> changed(Line line, int limit) {
    return read(jobs(inLine(line), DSL.noCondition()), limit);
  }

  private List<Line> lines() {
    return Lines.shown(session, states, query.queue() == null ? Set.of() : Set.of(query.queue()));
  }

  private List<T> read(SelectOrderByStep<Record> jobs, int limit) {
    return session.list(jobs.orderBy(order()).limit(limit), row);
  }

  private SelectOrderByStep<Record> united(List<Line> lines) {
    return lines.stream()
        .flatMap(line -> parts(inLine(line)))
        .reduce(SelectOrderByStep::unionAll)
        .orElseThrow();
  }

  /// By priority there are two ways to stand after a place: as one condition they would be no range
  /// of the index.
  private Stream<SelectOrderByStep<Record>> parts(Condition line) {
    var last = query.after();
    return query.sort() == JobQuery.Sort.PRIORITY && last != null
        ? Stream.of(
            jobs(line, JOBS.PRIORITY.eq(last.priority()).and(JOBS.SEQ.gt(last.seq()))),
            jobs(line, JOBS.PRIORITY.lt(last.priority())))
        : Stream.of(jobs(line, after()));
  }

  private static Condition inLine(Line line) {
    return JOBS.QUEUE.eq(line.queue()).and(JOBS.STATE.eq(line.word()));
  }

  private SelectConditionStep<Record> jobs(Condition line, Condition after) {
    var jobs = DSL.select(columns).from(JOBS).where(line).and(after);
    return query.updatedBefore() == null
        ? jobs
        : jobs.and(JOBS.UPDATED_AT.lt(millis(query.updatedBefore())));
  }

  /// By enqueue order.
  private Condition after() {
    var last = query.after();
    if (last == null) {
      return DSL.noCondition();
    }
    return query.sort() == JobQuery.Sort.NEWEST ? JOBS.SEQ.lt(last.seq()) : JOBS.SEQ.gt(last.seq());
  }

  private List<SortField<?>> order() {
    return switch (query.sort()) {
      case NEWEST -> List.of(JOBS.SEQ.desc());
      case OLDEST -> List.of(JOBS.SEQ.asc());
      case PRIORITY -> List.of(JOBS.PRIORITY.desc(), JOBS.SEQ.asc());
    };
  }

  private Comparator<T> comparator() {
    var bySeq = Comparator.comparingLong(Place::seq);
    return Comparator.comparing(
        place,
        switch (query.sort()) {
          case NEWEST -> bySeq.reversed();
          case OLDEST -> bySeq;
          case PRIORITY -> Comparator.comparingInt(Place::priority).reversed().thenComparing(bySeq);
        });
  }
}
