package dev.queuectl.store;

import static dev.queuectl.store.schema.Prepared.DUE_JOBS;
import static dev.queuectl.store.schema.Prepared.JOBS_BEGINNING_WITH;
import static dev.queuectl.store.schema.Prepared.OLDEST_WAITING;
import static dev.queuectl.store.schema.Prepared.READY_JOBS;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobEdit;
import dev.queuectl.JobIds;
import dev.queuectl.JobQuery;
import dev.queuectl.JobState;
import dev.queuectl.JobStore;
import dev.queuectl.JobVerb;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

final class SqlJobStore implements JobStore {
  private final Database database;
  private final JobIds ids = new JobIds();

  SqlJobStore(Database database) {
    this.database = database;
  }

  @Override
  public List<String> enqueue(Iterator<NewJob> jobs, boolean replace, Instant now) {
    return database.write(session -> new JobInserts(session, ids, replace, now).addAll(jobs));
  }

  @Override
  public Job add(NewJob job, boolean replace, Instant now) {
    return database.write(
        session -> {
          var added = new JobInserts(session, ids, replace, now).addAll(List.of(job).iterator());
          return Jobs.find(session, added.getFirst()).orElseThrow();
        });
  }

  @Override
  public Optional<Job> find(String id) {
    return database.read(session -> Jobs.find(session, id));
  }

  @Override
  public Optional<Job> find(long seq) {
    return database.read(session -> Jobs.find(session, seq));
  }

  @Override
  public List<Job> beginningWith(String idPart, int limit) {
    var beyond = idPart + Character.toString(Character.MAX_CODE_POINT);
    return database.read(
        session -> session.list(JOBS_BEGINNING_WITH, JobRows::job, idPart, beyond, limit));
  }

  @Override
  public List<Job> list(JobQuery query) {
    return query.filter().isIndexed()
        ? database.read(session -> JobLists.list(session, query))
        : searched(query);
  }

  private List<Job> searched(JobQuery query) {
    var jobs = new ArrayList<Job>();
    var found = search(query);
    jobs.addAll(found.jobs());
    while (found.next() != null && jobs.size() < query.limit()) {
      found = search(query.limitedTo(query.limit() - jobs.size()).after(found.next()));
      jobs.addAll(found.jobs());
    }
    return jobs;
  }

  /// The first jobs over all queues are among the first of each.
  @Override
  public List<Job> nextReady(int limit) {
    return database.read(
        session ->
            Openings.of(session).withReadyJobs(Set.of()).stream()
                .flatMap(
                    opening ->
                        session.list(READY_JOBS, JobRows::job, opening.queue(), limit).stream())
                .sorted(Comparator.comparingInt(Job::priority).reversed().thenComparing(Job::seq))
                .limit(limit)
                .toList());
  }

  @Override
  public List<Job> nextDue(int limit) {
    return database.read(session -> session.list(DUE_JOBS, JobRows::job, limit));
  }

  @Override
  public List<Attempt> attempts(long jobSeq) {
    return database.read(session -> AttemptRows.of(session, jobSeq));
  }

  @Override
  public Map<JobState, Long> counts() {
    var counts = new EnumMap<JobState, Long>(JobState.class);
    for (var state : JobState.values()) {
      counts.put(state, 0L);
    }
    database
        .read(Lines::counts)
        .values()
        .forEach(line -> line.forEach((state, jobs) -> counts.merge(state, jobs, Long::sum)));
    return counts;
  }

  @Override
  public Optional<Instant> oldestWaitingSince() {
    return database.read(
        session -> session.first(OLDEST_WAITING, row -> JobRows.anyTimeOrNone(row, 1)));
  }

  @Override
  public Job cancel(String id, Instant now) {
    return change(id, now, JobChanges::cancel);
  }

  @Override
  public Job retry(String id, Instant now) {
    return change(id, now, JobChanges::retry);
  }

  @Override
  public Job edit(String id, JobEdit edit, Instant now) {
    return change(id, now, (changes, job) -> changes.edit(job, edit));
  }

  @Override
  public Job hold(String id, Instant now) {
    return change(id, now, JobChanges::hold);
  }

  @Override
  public Job release(String id, Instant now) {
    return change(id, now, JobChanges::release);
  }

  private Job change(String id, Instant now, BiFunction<JobChanges, Job, Job> verb) {
    return database.write(
        session -> verb.apply(new JobChanges(session, now), Jobs.existing(session, id)));
  }

  @Override
  public Job remove(String id) {
    return change(id, Instant.EPOCH, JobChanges::remove);
  }

  /// What to remove is looked for before the transaction, and looked at again inside it: nothing
  /// indexes all that a query can ask for.
  @Override
  public List<Job> removeAll(JobQuery query) {
    var limited = query.limitedTo(Math.min(query.limit(), BATCH));
    if (query.filter().asksWhatJobsSay()) {
      return removeFirst(limited);
    }
    while (true) {
      var found = database.read(session -> JobLists.removable(session, limited));
      var removed =
          found.isEmpty()
              ? List.<Job>of()
              : changeAll(JobVerb.REMOVE, limited, seqs(found), Instant.EPOCH);
      if (!removed.isEmpty() || found.isEmpty()) {
        return removed;
      }
    }
  }

  /// The first that are found: each page is looked at once, whatever its jobs turn into meanwhile.
  private List<Job> removeFirst(JobQuery query) {
    var found = search(query);
    var removed = changeAll(JobVerb.REMOVE, query, seqs(found.jobs()), Instant.EPOCH);
    while (removed.isEmpty() && found.next() != null) {
      found = search(query.after(found.next()));
      removed = changeAll(JobVerb.REMOVE, query, seqs(found.jobs()), Instant.EPOCH);
    }
    return removed;
  }

  @Override
  public JobQuery.Found search(JobQuery query) {
    return database.read(session -> JobSearches.search(session, query));
  }

  @Override
  public List<JobAction.Result> change(JobAction action, List<String> ids, Instant now) {
    Jobs.checkBatch(ids);
    return database.write(
        session -> {
          var changes = new JobChanges(session, now);
          return ids.stream().map(id -> change(session, changes, action, id)).toList();
        });
  }

  private static JobAction.Result change(
      Session session, JobChanges changes, JobAction action, String id) {
    try {
      return new JobAction.Result.Done(changes.apply(action, Jobs.existing(session, id)));
    } catch (QueueException.NotFound | QueueException.WrongState e) {
      return new JobAction.Result.Refused(id, e);
    }
  }

  @Override
  public Job change(JobAction action, long seq, Instant now) {
    return database.write(
        session -> {
          var job = Jobs.find(session, seq).orElseThrow(QueueException.NotFound::gone);
          return new JobChanges(session, now).apply(action, job);
        });
  }

  @Override
  public List<Job> changeAll(JobVerb verb, JobQuery only, List<Long> seqs, Instant now) {
    Jobs.checkBatch(seqs);
    return database.write(
        session -> {
          var changes = new JobChanges(session, now);
          return seqs.stream()
              .flatMap(seq -> Jobs.find(session, seq).stream())
              .filter(job -> only.matches(job) && verb.suits(job.state()))
              .map(job -> changes.apply(verb, job))
              .toList();
        });
  }

  private static List<Long> seqs(List<Job> jobs) {
    return jobs.stream().map(Job::seq).toList();
  }
}
