package dev.queuectl.store;

import static dev.queuectl.store.JobRows.millis;
import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.Job;
import dev.queuectl.JobQuery;
import dev.queuectl.JobState;
import dev.queuectl.store.Lines.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.SelectOrderByStep;
import org.jooq.SortField;
import org.jooq.impl.DSL;

/// Lists of jobs of any kind, whose statements jOOQ renders at each run. A page costs what it holds
/// and one look-up for each of the [Lines] asked for, since SQLite merges lines that are each in
/// the order of the list already.
final class MixedLists {
  /// SQLite unites no more than 500 selects (SQLITE_MAX_COMPOUND_SELECT). With more lines than
  /// this, it has to walk through the jobs of all.
  private static final int MOST_UNITED = 400;

  private final Session session;
  private final JobQuery query;
  private final Set<JobState> states;

  private MixedLists(Session session, JobQuery query, Set<JobState> states) {
    this.session = session;
    this.query = query;
    this.states = states;
  }

  static List<Job> list(Session session, JobQuery query) {
    return new MixedLists(session, query, query.askedStates()).list();
  }

  /// The jobs that match and are not processing. Those last changed before a time come from the
  /// lines of ended jobs in the order in which they ended, which an index serves; the query's order
  /// would have to be looked for among all that match.
  static List<Job> removable(Session session, JobQuery query) {
    var states = query.askedStates();
    states.remove(JobState.PROCESSING);
    var lists = new MixedLists(session, query, states);
    return query.updatedBefore() == null ? lists.list() : lists.old();
  }

  private List<Job> list() {
    if (query.queue() == null && states.size() == JobState.values().length && isBySeq()) {
      return read(jobs(DSL.noCondition()), query.limit());
    }
    var lines = lines();
    if (lines.isEmpty()) {
      return List.of();
    }
    return isBySeq() && lines.size() <= MOST_UNITED
        ? read(united(lines), query.limit())
        : read(jobs(anyOf(lines)), query.limit());
  }

  private List<Job> old() {
    var jobs = new ArrayList<Job>();
    for (var line : lines()) {
      var room = query.limit() - jobs.size();
      if (room > 0) {
        jobs.addAll(line.state().isFinal() ? ended(line, room) : read(jobs(inLine(line)), room));
      }
    }
    return jobs;
  }

  /// A job has ended before it was last changed, or then.
  private List<Job> ended(Line line, int limit) {
    return session.list(
        jobs(inLine(line))
            .and(JOBS.FINISHED_AT.lt(millis(query.updatedBefore())))
            .orderBy(JOBS.FINISHED_AT)
            .limit(limit),
        JobRows::job);
  }

  private List<Line> lines() {
    return Lines.of(session, states, query.queue() == null ? Set.of() : Set.of(query.queue()));
  }

  private boolean isBySeq() {
    return query.sort() != JobQuery.Sort.PRIORITY;
  }

  private List<Job> read(SelectOrderByStep<Record> jobs, int limit) {
    return session.list(jobs.orderBy(order()).limit(limit), JobRows::job);
  }

  private SelectOrderByStep<Record> united(List<Line> lines) {
    SelectOrderByStep<Record> jobs = jobs(inLine(lines.getFirst()));
    for (var line : lines.subList(1, lines.size())) {
      jobs = jobs.unionAll(jobs(inLine(line)));
    }
    return jobs;
  }

  private static Condition inLine(Line line) {
    return JOBS.QUEUE.eq(line.queue()).and(JobConditions.inState(line.state()));
  }

  private static Condition anyOf(List<Line> lines) {
    return JOBS.QUEUE
        .in(lines.stream().map(Line::queue).distinct().toList())
        .and(JOBS.STATE.in(lines.stream().map(line -> line.state().word()).distinct().toList()));
  }

  private SelectConditionStep<Record> jobs(Condition condition) {
    var jobs = DSL.selectFrom(JOBS).where(condition);
    if (query.updatedBefore() != null) {
      jobs = jobs.and(JOBS.UPDATED_AT.lt(millis(query.updatedBefore())));
    }
    if (query.afterSeq() != null) {
      jobs =
          jobs.and(
              query.sort() == JobQuery.Sort.NEWEST
                  ? JOBS.SEQ.lt(query.afterSeq())
                  : JOBS.SEQ.gt(query.afterSeq()));
    }
    return jobs;
  }

  private List<SortField<?>> order() {
    return switch (query.sort()) {
      case NEWEST -> List.of(JOBS.SEQ.desc());
      case OLDEST -> List.of(JOBS.SEQ.asc());
      case PRIORITY -> List.of(JOBS.PRIORITY.desc(), JOBS.SEQ.asc());
    };
  }
}
