package dev.queuectl.store;

import static dev.queuectl.store.JobRows.READY;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.schema.Tables.JOB_COUNTS;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.JobEdit;
import dev.queuectl.JobIds;
import dev.queuectl.JobQuery;
import dev.queuectl.JobState;
import dev.queuectl.JobStore;
import dev.queuectl.NewJob;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jooq.DSLContext;

final class SqlJobStore implements JobStore {
  /// More would make one statement too long.
  private static final int REMOVED_AT_ONCE = 500;

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
  public Optional<Job> find(String id) {
    return database.read(session -> Jobs.find(session, id));
  }

  @Override
  public List<Job> list(JobQuery query) {
    return database.read(session -> JobLists.list(session, query));
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
        .read(session -> session.sql().selectFrom(JOB_COUNTS).fetch())
        .forEach(
            row ->
                counts.merge(
                    JobRows.state(row.get(JOB_COUNTS.STATE)), row.get(JOB_COUNTS.JOBS), Long::sum));
    return counts;
  }

  @Override
  public Optional<Instant> oldestWaitingSince() {
    return database.read(
        session ->
            session
                .sql()
                .select(JOBS.RUN_AT)
                .from(JOBS)
                .where(READY)
                .orderBy(JOBS.RUN_AT)
                .limit(1)
                .fetchOptional(row -> Instant.ofEpochMilli(row.value1())));
  }

  @Override
  public long completedSince(Instant since) {
    return database.read(
        session ->
            Lines.of(session.sql(), Set.of(JobState.COMPLETED), Set.of()).stream()
                .mapToLong(line -> endedSince(session.sql(), line, since))
                .sum());
  }

  /// A look into `jobs_ended`, whose cost grows with what it counts only.
  private static long endedSince(DSLContext sql, Lines.Line line, Instant since) {
    return sql.fetchCount(
        JOBS, line.jobs(), JOBS.FINISHED_AT.ge(since.toEpochMilli()), JOBS.FINISHED_AT.isNotNull());
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
    return database.write(
        session -> {
          var job = Jobs.existing(session, id);
          Jobs.refuse(job, JobState.PROCESSING, "cannot be removed", "Cancel it first.");
          delete(session, List.of(job));
          return job;
        });
  }

  @Override
  public List<Job> removeAll(JobQuery query) {
    return database.write(
        session -> {
          var jobs = JobLists.removable(session, query);
          delete(session, jobs);
          return jobs;
        });
  }

  private static void delete(Session session, List<Job> jobs) {
    for (var from = 0; from < jobs.size(); from += REMOVED_AT_ONCE) {
      var some = jobs.subList(from, Math.min(jobs.size(), from + REMOVED_AT_ONCE));
      session
          .sql()
          .deleteFrom(JOBS)
          .where(JOBS.SEQ.in(some.stream().map(Job::seq).toList()))
          .execute();
    }
  }
}
