package dev.queuectl.store.job;

import static dev.queuectl.store.job.JobRows.millis;
import static dev.queuectl.store.schema.Prepared.DELETE_ENDED_PARENT;
import static dev.queuectl.store.schema.Prepared.DELETE_JOB;
import static dev.queuectl.store.schema.Prepared.INSERT_JOB;
import static dev.queuectl.store.schema.Prepared.INSERT_JOBS;
import static dev.queuectl.store.schema.Prepared.MOVE_DEPENDENCIES;
import static dev.queuectl.store.schema.Prepared.SET_AWAITED;
import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.Job;
import dev.queuectl.JobVerb;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.UniqueKey;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.store.ChangedJobs.ChangedJob;
import dev.queuectl.store.JobIds;
import dev.queuectl.store.JobStore.Enqueued;
import dev.queuectl.store.JobStore.Twin;
import dev.queuectl.store.sql.Parameters;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.tie.NewDependencies;
import dev.queuectl.store.tie.Revival;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/// Adds the jobs of one `enqueue`, inside its transaction.
final class JobInserts {
  /// A generated id is only taken if another process has generated it at the same time.
  private static final int TRIES = 20;

  /// The rows of one statement: triggers are set up once per statement, which costs the database
  /// more than a row does. More rows gain little.
  private static final int GROUP = 50;

  private final SqlSession session;
  private final JobIds made;
  private final boolean replace;
  private final Instant now;
  private final KeptSurroundings surroundings;
  private final UniqueKeys keys;
  private final List<Twin> twins = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();
  private final Set<String> replacing = new HashSet<>();
  private final List<ChangedJob> replaced = new ArrayList<>();
  private final Totals totals = new Totals();
  private final NewDependencies dependencies;

  JobInserts(SqlSession session, JobIds made, boolean replace, Instant now) {
    this.session = session;
    this.made = made;
    this.replace = replace;
    this.now = now;
    this.surroundings = new KeptSurroundings(session);
    this.dependencies = new NewDependencies(session);
    this.keys = new UniqueKeys(session, surroundings, now);
  }

  Enqueued addAll(Iterator<NewJob> jobs) {
    var group = new ArrayList<NewJob>(GROUP);
    while (jobs.hasNext()) {
      group.add(jobs.next());
      if (group.size() == GROUP) {
        addGroup(group);
        group.clear();
      }
    }
    group.forEach(this::addOne);
    dependencies.store(ids.size());
    moveDependents();
    totals.store(session);
    return new Enqueued(ids, only(), replaced, twins);
  }

  private Optional<Job> only() {
    return ids.size() == 1 ? Jobs.find(session, ids.getFirst()) : Optional.empty();
  }

  private void addGroup(List<NewJob> group) {
    if (group.stream().allMatch(job -> UniqueKey.of(job.policy()) == null)) {
      add(group);
    } else {
      group.forEach(this::addOne);
    }
  }

  /// One without a key, or one of a key that is free: another process may take it meanwhile, and
  /// then the statement adds nothing.
  private void addOne(NewJob job) {
    var key = UniqueKey.of(job.policy());
    if (key == null) {
      add(List.of(job));
      return;
    }
    for (var tries = 1; ; tries++) {
      var twin = givesWay(job, key) ? Optional.<Twin>empty() : keys.twin(job, key, ids.size());
      if (twin.isPresent()) {
        ids.add(twin.get().holder().id());
        twins.add(twin.get());
        return;
      }
      if (replace && tries == 1) {
        makeRoom(List.of(job));
      }
      var id = idOf(job);
      if (insertOne(job, id)) {
        dependencies.add(ids.size(), id, job);
        ids.add(id);
        totals.enqueued(job.queue());
        return;
      }
      if (Jobs.find(session, id).isPresent()) {
        refuseTaken(List.of(job), List.of(0), tries);
        made.leap();
      } else if (tries == TRIES) {
        throw new QueueException.Unavailable(
            "the key %s is taken and freed all the time".formatted(key.key()), "Try it again.");
      }
    }
  }

  /// Whether the job that holds its key is the one that it replaces by its id.
  private boolean givesWay(NewJob job, UniqueKey key) {
    return replace
        && job.id() != null
        && UniqueKeys.holder(session, key.key()).filter(it -> it.id().equals(job.id())).isPresent();
  }

  private void add(List<NewJob> group) {
    if (replace) {
      makeRoom(group);
    }
    var given = new ArrayList<>(group.stream().map(this::idOf).toList());
    var left = insert(group, given);
    for (var tries = 1; !left.isEmpty(); tries++) {
      refuseTaken(group, left, tries);
      made.leap();
      left.forEach(i -> given.set(i, made.next(now)));
      left = left.stream().filter(i -> !insertOne(group.get(i), given.get(i))).toList();
    }
    for (var i = 0; i < group.size(); i++) {
      dependencies.add(ids.size() + i, given.get(i), group.get(i));
    }
    ids.addAll(given);
    group.forEach(job -> totals.enqueued(job.queue()));
  }

  private boolean insertOne(NewJob job, String id) {
    return insert(List.of(job), List.of(id)).isEmpty();
  }

  /// An id or a key that is taken is no error of the statement: after one, some databases would not
  /// go on with the transaction.
  ///
  /// @param jobs one, or [#GROUP]
  /// @param ids of the jobs, in their order
  /// @return the places of those that were not added, because their ids are taken
  private List<Integer> insert(List<NewJob> jobs, List<String> ids) {
    var values = new ArrayList<@Nullable Object>();
    for (var i = 0; i < jobs.size(); i++) {
      addValues(values, jobs.get(i), ids.get(i));
    }
    var statement = jobs.size() == 1 ? INSERT_JOB : INSERT_JOBS;
    var added = session.list(statement, row -> row.getString(1), values.toArray());
    if (added.size() == jobs.size()) {
      return List.of();
    }
    var without = new HashSet<>(added);
    // remove, since of two with one id only the first was added
    return IntStream.range(0, ids.size()).filter(i -> !without.remove(ids.get(i))).boxed().toList();
  }

  private void addValues(List<@Nullable Object> values, NewJob job, String id) {
    var waits = job.runAt() != null && job.runAt().isAfter(now);
    var runAt = waits ? job.runAt() : now;
    values.add(id);
    values.add(job.command());
    values.add(job.queue());
    values.add(job.priority());
    values.add(job.maxRetries());
    values.add(job.cwd());
    values.add(EnvText.of(job.env()));
    values.add(job.held());
    addSurroundings(values, surroundings.keep(job.surroundings()));
    values.add(millis(now));
    values.add(millis(now));
    values.add(millis(runAt));
    values.add(waits ? millis(runAt) : null);
    PolicyColumns.add(values, job.policy());
  }

  private static void addSurroundings(List<@Nullable Object> values, Surroundings.Kept given) {
    values.add(given.environment());
    values.add(given.stdin());
    values.add(given.parent());
  }

  private String idOf(NewJob job) {
    return job.id() != null ? job.id() : made.next(now);
  }

  /// An id that the user gave is refused; one that we made is made anew.
  private void refuseTaken(List<NewJob> group, List<Integer> left, int tries) {
    for (var i : left) {
      var id = group.get(i).id();
      if (id != null) {
        throw isTwice(id, group.subList(0, i))
            ? QueueException.Duplicate.twice(id)
            : new QueueException.Duplicate(id);
      }
    }
    if (tries == TRIES) {
      throw new IllegalStateException("every id that was made is taken");
    }
  }

  private boolean isTwice(String id, List<NewJob> before) {
    return ids.contains(id) || before.stream().anyMatch(job -> id.equals(job.id()));
  }

  private void makeRoom(List<NewJob> group) {
    var given = group.stream().map(NewJob::id).filter(Objects::nonNull).toList();
    for (var id : given) {
      if (!replacing.add(id)) {
        throw QueueException.Duplicate.twice(id);
      }
    }
    for (var id : given) {
      Jobs.find(session, id).ifPresent(this::remove);
    }
  }

  private void remove(Job job) {
    if (!JobVerb.REMOVE.suits(job.state())) {
      throw new QueueException.WrongState(
          "the job \"%s\" is %s and cannot be replaced".formatted(job.id(), job.state().word()),
          "Cancel it first, or wait until it has ended.");
    }
    if (job.ties().awaited()) {
      new Revival(session, now).below(job.seq());
    }
    session.run(DELETE_JOB, job.seq());
    replaced.add(ChangedJob.of(job));
  }

  /// Those that wait for a job which has given way wait for the new one of its id.
  private void moveDependents() {
    for (var job : replaced) {
      var heir = Jobs.find(session, job.id()).orElseThrow().seq();
      if (session.run(MOVE_DEPENDENCIES, heir, job.seq()) > 0) {
        session.run(SET_AWAITED, FoundJobs.array(Stream.of(heir)));
        session.run(DELETE_ENDED_PARENT, job.seq());
      }
    }
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private static final List<Field<?>> GIVEN =
        PolicyFields.after(
            JOBS.ID,
            JOBS.COMMAND,
            JOBS.QUEUE,
            JOBS.PRIORITY,
            JOBS.MAX_RETRIES,
            JOBS.CWD,
            JOBS.ENV,
            JOBS.HELD,
            JOBS.ENVIRONMENT,
            JOBS.STDIN,
            JOBS.PARENT,
            JOBS.CREATED_AT,
            JOBS.UPDATED_AT,
            JOBS.RUN_AT,
            JOBS.DUE_AT);

    private Statements() {}

    static Query insertJob(DSLContext sql) {
      return insert(sql, 1);
    }

    static Query insertJobs(DSLContext sql) {
      return insert(sql, GROUP);
    }

    private static Query insert(DSLContext sql, int rows) {
      var insert = sql.insertInto(JOBS).columns(GIVEN);
      for (var row = 0; row < rows; row++) {
        insert = insert.values(GIVEN.stream().map(Parameters::value).toList());
      }
      return insert.onConflictDoNothing().returning(JOBS.ID);
    }
  }
}
