package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Prepared.AWAITING;
import static dev.queuectl.store.schema.Prepared.DUE_JOBS;
import static dev.queuectl.store.schema.Prepared.JOBS_BEGINNING_WITH;
import static dev.queuectl.store.schema.Prepared.LAST_ENDED_IN_LINE;
import static dev.queuectl.store.schema.Prepared.OLDEST_WAITING;
import static dev.queuectl.store.schema.Prepared.READY_JOBS;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobAction.Result;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.NewJob;
import dev.queuectl.Wait;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.store.ChangedJobs;
import dev.queuectl.store.ChangedJobs.ChangedJob;
import dev.queuectl.store.JobIds;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobQuery.Found;
import dev.queuectl.store.JobQuery.Place;
import dev.queuectl.store.JobRef;
import dev.queuectl.store.JobStore;
import dev.queuectl.store.JobTies;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.sql.Transactions;
import dev.queuectl.store.tie.Below;
import dev.queuectl.store.tie.Tied;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

public final class SqlJobStore implements JobStore {
  private final Transactions transactions;
  private final JobIds ids = new JobIds();

  public SqlJobStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Enqueued enqueue(Iterator<NewJob> jobs, boolean replace, Instant now) {
    Function<SqlSession, Enqueued> work =
        session -> {
          session.announce();
          return new JobInserts(session, ids, replace, now).addAll(jobs);
        };
    return replace ? transactions.write(work) : transactions.share(work);
  }

  @Override
  public Enqueued enqueueTied(Iterator<NewJob> jobs, boolean replace, Instant now) {
    return transactions.write(session -> enqueue(session, jobs, replace, now));
  }

  /// The same, inside a transaction that does more.
  public Enqueued enqueue(SqlSession session, Iterator<NewJob> jobs, boolean replace, Instant now) {
    session.announce();
    return new JobInserts(session, ids, replace, now).addAll(jobs);
  }

  @Override
  public Optional<Job> find(JobRef job) {
    return transactions.read(
        session -> // not by switch, which would take Java 10 ms of each command to prepare
        job instanceof JobRef.Id(var id)
                ? Jobs.find(session, id)
                : Jobs.find(session, ((JobRef.Itself) job).seq()));
  }

  @Override
  public List<Job> beginningWith(String idPart, int limit) {
    var beyond = idPart + Character.toString(Character.MAX_CODE_POINT);
    return transactions.read(
        session -> session.list(JOBS_BEGINNING_WITH, JobRows::job, idPart, beyond, limit));
  }

  /// The first jobs over all queues are among the first of each.
  @Override
  public List<Job> nextReady(int limit) {
    return transactions.read(
        session ->
            ClaimCapacity.of(session).withReadyJobs(Set.of()).stream()
                .flatMap(
                    opening ->
                        session.list(READY_JOBS, JobRows::job, opening.queue(), limit).stream())
                .sorted(Comparator.comparingInt(Job::priority).reversed().thenComparing(Job::seq))
                .limit(limit)
                .toList());
  }

  @Override
  public List<Job> nextDue(@Nullable Job after, int limit) {
    var since =
        Optional.ofNullable(after)
            .flatMap(job -> Wait.due(job, Instant.MIN))
            .map(Instant::toEpochMilli)
            .orElse(Long.MIN_VALUE);
    var seq = after == null ? Long.MIN_VALUE : after.seq();
    return transactions.read(
        session -> session.list(DUE_JOBS, JobRows::job, since, since, seq, limit));
  }

  /// As the ready ones: the last over all queues are among the last of each.
  @Override
  public List<Job> lastEnded(Set<JobState> states, Set<String> queues, int limit) {
    return transactions.read(
        session ->
            QueueStates.shown(session, states, queues).stream()
                .flatMap(
                    line ->
                        session
                            .list(
                                LAST_ENDED_IN_LINE, JobRows::job, line.queue(), line.word(), limit)
                            .stream())
                .sorted(lastFirst())
                .limit(limit)
                .toList());
  }

  @Override
  public Optional<Surroundings> surroundings(Surroundings.Kept kept) {
    return transactions.read(session -> KeptSurroundings.find(session, kept));
  }

  @Override
  public List<Attempt> attempts(long jobSeq) {
    return transactions.read(session -> AttemptRows.of(session, jobSeq));
  }

  @Override
  public JobTies ties(long job) {
    return transactions.read(session -> TieRows.of(session, job));
  }

  @Override
  public List<Job> awaiting(long job, long after, int limit) {
    return transactions.read(session -> session.list(AWAITING, JobRows::job, job, after, limit));
  }

  @Override
  public List<String> wouldSkip(long job, int limit) {
    return transactions.read(session -> Below.wouldSkip(session, job, limit));
  }

  @Override
  public Optional<Map<JobState, Long>> matching(JobFilter filter) {
    return transactions.read(session -> StateCounts.matching(session, filter));
  }

  @Override
  public Map<Wait, Long> waiting(@Nullable String queue, Instant now) {
    return transactions.read(
        session ->
            queue == null ? WaitCounts.of(session, now) : WaitCounts.of(session, queue, now));
  }

  @Override
  public Optional<Instant> oldestWaitingSince() {
    return transactions.read(
        session -> session.first(OLDEST_WAITING, row -> JobRows.anyTimeOrNone(row, 1)));
  }

  @Override
  public Found search(JobQuery query) {
    return transactions.read(session -> JobSearches.search(session, query));
  }

  @Override
  public List<Result> change(JobAction action, List<? extends JobRef> jobs, Instant now) {
    Jobs.checkBatch(jobs);
    return transactions.write(
        session -> {
          var results = new JobChanges(session, now).change(action, jobs);
          if (concernsWorkers(action) && results.stream().anyMatch(Result.Done.class::isInstance)) {
            session.announce();
          }
          return results;
        });
  }

  @Override
  public ChangedJobs changeAll(JobAction action, @Nullable Place after, Instant now) {
    var states = action.only().statesFor(action::suits);
    if (states.isEmpty()) {
      return ChangedJobs.NONE;
    }
    var query = new JobQuery(action.only().in(states), JobQuery.Sort.OLDEST, BATCH, after);
    return query.filter().isIndexed()
        ? changeListed(action, query, now)
        : changeFound(action, query, now);
  }

  private ChangedJobs changeListed(JobAction action, JobQuery query, Instant now) {
    if (query.after() == null && transactions.read(session -> JobLists.isEmpty(session, query))) {
      return ChangedJobs.NONE;
    }
    return transactions.write(
        session -> {
          var jobs = JobLists.changed(session, query);
          var next = jobs.size() < BATCH ? null : new Place(0, jobs.getLast().seq());
          var changes = new JobChanges(session, now);
          var changed = changeListed(session, changes, action, jobs);
          if (concernsWorkers(action) && (query.after() == null || next == null)) {
            session.announce();
          }
          return new ChangedJobs(changed, next, changes.hindered().size());
        });
  }

  /// An edit depends on what each of them says; all else can be done without reading them.
  private static List<ChangedJob> changeListed(
      SqlSession session, JobChanges changes, JobAction action, List<ChangedJob> jobs) {
    var seqs = jobs.stream().map(ChangedJob::seq).toList();
    if (action instanceof JobAction.Verb(var verb, _, _) && !Tied.isAny(session, seqs)) {
      changes.carryOut(verb, seqs);
      var left = changes.hindered().keySet();
      return left.isEmpty()
          ? jobs
          : jobs.stream().filter(job -> !left.contains(job.seq())).toList();
    }
    return changes.changeAll(action, seqs);
  }

  private ChangedJobs changeFound(JobAction action, JobQuery query, Instant now) {
    var found = transactions.read(session -> JobSearches.meant(session, action, query));
    if (found.seqs().isEmpty()) {
      return new ChangedJobs(List.of(), found.next());
    }
    return transactions.write(
        session -> {
          var changes = new JobChanges(session, now);
          var jobs = changes.changeAll(action, found.seqs());
          if (concernsWorkers(action) && !jobs.isEmpty()) {
            session.announce();
          }
          return new ChangedJobs(jobs, found.next(), changes.hindered().size());
        });
  }

  /// A job that is held or removed is not running, and will not run.
  private static boolean concernsWorkers(JobAction action) {
    return switch (action) {
      case JobAction.Verb(var verb, _, _) -> concernsWorkers(verb);
      case JobAction.Edit _ -> true;
    };
  }

  private static boolean concernsWorkers(JobVerb verb) {
    return verb != JobVerb.HOLD && verb != JobVerb.REMOVE;
  }

  /// No constant, which Java would link for whoever uses this class.
  private static Comparator<Job> lastFirst() {
    return Comparator.comparing(
            Job::finishedAt, Comparator.<@Nullable Instant>nullsFirst(Comparator.naturalOrder()))
        .thenComparing(Job::seq)
        .reversed();
  }
}
