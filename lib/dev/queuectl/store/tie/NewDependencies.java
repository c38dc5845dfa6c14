package dev.queuectl.store.tie;

import static dev.queuectl.store.schema.Prepared.DELETE_CONDITIONS;
import static dev.queuectl.store.schema.Prepared.FIND_TIE;
import static dev.queuectl.store.schema.Prepared.IDS_BETWEEN;
import static dev.queuectl.store.schema.Prepared.INSERT_DEPENDENCY;
import static dev.queuectl.store.schema.Prepared.SET_AWAITED;
import static dev.queuectl.store.schema.Prepared.SET_CONDITIONS;

import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.Words;
import dev.queuectl.store.Batches;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.tie.Dependency;
import dev.queuectl.tie.Dependency.End;
import dev.queuectl.tie.Dependency.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What the jobs of one `enqueue` wait for: stored once all of them are, since they may wait for
/// each other, in any order.
public final class NewDependencies {
  private static final int MOST_NEAR = 1000;

  private final SqlSession session;

  /// By their places among the new jobs.
  private final Map<Integer, Waiting> waiting = new LinkedHashMap<>();

  private final Map<String, Optional<Other>> found = new HashMap<>();
  private final Set<Long> awaited = new HashSet<>();

  public NewDependencies(SqlSession session) {
    this.session = session;
  }

  private record Waiting(String id, List<Dependency> after) {}

  /// A job that is waited for.
  record Other(long seq, Optional<End> end) {
    static Other of(ResultSet row) throws SQLException {
      var state = Cells.state(Cells.text(row, 2));
      return new Other(row.getLong(1), state.end(row.getString(3) != null));
    }
  }

  /// @param place among the new jobs
  public void add(int place, String id, NewJob job) {
    if (!job.after().isEmpty()) {
      waiting.put(place, new Waiting(id, List.copyOf(new LinkedHashSet<>(job.after()))));
    }
  }

  /// @param among how many new jobs they are
  /// @throws QueueException.Invalid if one waits for itself
  /// @throws QueueException.NotFound if it waits for a job that is not there
  /// @throws QueueException.WrongState if what it waits for can never come
  public void store(int among) {
    var isForward = false;
    for (var one : waiting.entrySet()) {
      try {
        isForward |= store(one.getValue());
      } catch (QueueException.NotFound | QueueException.WrongState | QueueException.Invalid e) {
        throw among == 1 ? e : new QueueException.Place(one.getKey()).around(e);
      }
    }
    if (isForward) {
      Circles.refuse(graph());
    }
    markAwaited();
  }

  private Map<String, List<String>> graph() {
    var graph = new LinkedHashMap<String, List<String>>();
    waiting
        .values()
        .forEach(job -> graph.put(job.id(), job.after().stream().map(Dependency::on).toList()));
    return graph;
  }

  /// @return whether it waits for one that comes after it
  private boolean store(Waiting job) {
    var seq = find(job.id()).orElseThrow().seq();
    var open = 0;
    var isForward = false;
    for (var dependency : job.after()) {
      var other = other(job.id(), dependency);
      insert(seq, dependency, other);
      open += other.end().isEmpty() ? 1 : 0;
      isForward |= other.seq() > seq;
    }
    session.run(SET_CONDITIONS, job.after().size(), open, seq);
    return isForward;
  }

  /// Gives a job that is there other ends to wait for.
  ///
  /// @param after of each kind that it names, all of them
  public void edit(Job job, Map<Kind, List<String>> after) {
    after.forEach(
        (kind, ids) -> {
          session.run(DELETE_CONDITIONS, job.seq(), kind.word());
          ids.forEach(id -> edit(job, new Dependency(kind, id)));
        });
    var conditions = Conditions.of(session, job.seq());
    NewJob.checkAfter(conditions.size());
    var waits = job.state() == JobState.PENDING;
    var open = conditions.stream().filter(it -> waits && it.counted() == null).count();
    session.run(SET_CONDITIONS, conditions.size(), open, job.seq());
    markAwaited();
  }

  private void edit(Job job, Dependency dependency) {
    var other = other(job.id(), dependency);
    if (other.end().isEmpty()) {
      Circles.refuse(job, dependency.on(), other.seq(), it -> Conditions.of(session, it));
    }
    insert(job.seq(), dependency, other);
  }

  private void insert(long job, Dependency dependency, Other other) {
    session.run(
        INSERT_DEPENDENCY,
        job,
        other.seq(),
        dependency.kind().word(),
        dependency.on(),
        other.end().map(End::word).orElse(null));
    awaited.add(other.seq());
  }

  private void markAwaited() {
    Batches.<Long>of(awaited.iterator())
        .forEach(group -> session.run(SET_AWAITED, Cells.array(group.stream())));
  }

  private Other other(String job, Dependency dependency) {
    var id = dependency.on();
    if (Dependency.isRelative(id)) {
      throw new QueueException.Invalid(
          "%s is a job before this one, and here there is none".formatted(id), "Give its id.");
    }
    if (id.equals(job)) {
      throw Circles.refusal(List.of(id, id));
    }
    var other = find(id).orElseThrow(() -> missing(id));
    var end = other.end();
    if (end.isPresent() && !dependency.kind().isMetBy(end.get())) {
      throw never(dependency, end.get());
    }
    return other;
  }

  private Optional<Other> find(String id) {
    return found.computeIfAbsent(id, _ -> session.first(FIND_TIE, Other::of, id));
  }

  private QueueException.NotFound missing(String id) {
    return new QueueException.NotFound(
        "there is no job \"" + id + "\" to wait for",
        Words.nearest(id, near(id)).map(near -> "Did you mean " + near + "?").orElse(""));
  }

  /// Of the new ones, and of those that begin alike.
  private Set<String> near(String id) {
    var near = new TreeSet<String>();
    waiting.values().forEach(job -> near.add(job.id()));
    var first = id.substring(0, 1);
    near.addAll(
        session.list(
            IDS_BETWEEN,
            row -> Cells.text(row, 1),
            first,
            first + Character.toString(Character.MAX_CODE_POINT),
            MOST_NEAR));
    near.remove(id);
    return near;
  }

  private static QueueException.WrongState never(Dependency dependency, End end) {
    var on = dependency.on();
    return switch (dependency.kind()) {
      case SUCCESS ->
          new QueueException.WrongState(
              "%s is %s, so a job after its success would never run".formatted(on, end.state()),
              "Retry it first, or use %s.".formatted(JobField.AFTER_END.flag()));
      case FAILURE ->
          new QueueException.WrongState(
              "%s is %s, so a job after its failure would never run".formatted(on, end.state()),
              "Use %s.".formatted(JobField.AFTER_END.flag()));
      case END ->
          new QueueException.WrongState(
              "%s was not run, so a job after its end would never run".formatted(on),
              "Retry what it waits for first.");
    };
  }
}
