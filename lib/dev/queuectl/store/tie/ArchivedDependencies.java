package dev.queuectl.store.tie;

import static dev.queuectl.store.schema.Prepared.FIND_TIE;
import static dev.queuectl.store.schema.Prepared.INSERT_DEPENDENCY;
import static dev.queuectl.store.schema.Prepared.INSERT_ENDED_PARENT;
import static dev.queuectl.store.schema.Prepared.MISSING_PARENTS;
import static dev.queuectl.store.schema.Prepared.NAME_PARENT;
import static dev.queuectl.store.schema.Prepared.SET_AWAITED;
import static dev.queuectl.store.schema.Prepared.SET_CONDITIONS;

import dev.queuectl.store.ArchivedJob;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.tie.NewDependencies.Other;
import dev.queuectl.tie.Dependency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What restored jobs wait for, inside their transaction. A job may be restored before one for
/// which it waits: until that one has come, the number of what it waits for is that of no job.
public final class ArchivedDependencies {
  private final SqlSession session;
  private final List<ArchivedJob> added = new ArrayList<>();

  public ArchivedDependencies(SqlSession session) {
    this.session = session;
  }

  public void add(ArchivedJob job) {
    added.add(job);
  }

  /// Those that are added wait for those that are there, and those that are there for them.
  public void store(Instant now) {
    var wasAnyMissing = isAnyMissing();
    for (var archived : added) {
      if (!archived.after().isEmpty()) {
        insert(archived);
      }
    }
    if (wasAnyMissing || isAnyMissing()) {
      added.forEach(archived -> arrive(archived.job().id()));
    }
    Settlement.step(session, now);
  }

  private boolean isAnyMissing() {
    return session.first(MISSING_PARENTS, row -> row.getInt(1)).isPresent();
  }

  private void insert(ArchivedJob archived) {
    var job = archived.job();
    var seq = find(job.id()).orElseThrow().seq();
    for (var i = 0; i < archived.after().size(); i++) {
      var dependency = archived.after().get(i);
      var other = find(dependency.on());
      insert(seq, other.map(Other::seq).orElse(nobody(seq, i)), dependency);
      other.ifPresent(this::await);
    }
    var open = job.state().isFinal() || job.lastAttempt() > 0 ? 0 : archived.after().size();
    session.run(SET_CONDITIONS, archived.after().size(), open, seq);
  }

  /// No job has a number below 0.
  private static long nobody(long job, int place) {
    return -(job * (Dependency.MOST + 1) + place);
  }

  private void insert(long job, long on, Dependency dependency) {
    session.run(INSERT_DEPENDENCY, job, on, dependency.kind().word(), dependency.on(), null);
  }

  private void arrive(String id) {
    var other = find(id).orElseThrow();
    if (session.run(NAME_PARENT, other.seq(), id) > 0) {
      await(other);
    }
  }

  /// What has ended counts at once.
  private void await(Other other) {
    session.run(SET_AWAITED, Cells.array(Stream.of(other.seq())));
    other.end().ifPresent(end -> session.run(INSERT_ENDED_PARENT, other.seq(), end.word()));
  }

  private Optional<Other> find(String id) {
    return session.first(FIND_TIE, Other::of, id);
  }
}
