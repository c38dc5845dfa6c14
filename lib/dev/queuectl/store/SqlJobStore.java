package dev.queuectl.store;

import static dev.queuectl.store.JobRows.READY;
import static dev.queuectl.store.JobRows.inState;
import static dev.queuectl.store.JobRows.millis;
import static dev.queuectl.store.JobRows.seconds;
import static dev.queuectl.store.schema.Tables.ATTEMPTS;
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
import dev.queuectl.QueueException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.OrderField;
import org.jooq.impl.DSL;

final class SqlJobStore implements JobStore {
  private final Database database;
  private final JobIds ids = new JobIds();

  SqlJobStore(Database database) {
    this.database = database;
  }

  @Override
  public List<String> enqueue(Iterator<NewJob> jobs, boolean replace, Instant now) {
    return database.write(sql -> new JobInserts(sql, ids, replace, now).addAll(jobs));
  }

  @Override
  public Optional<Job> find(String id) {
    return database.read(sql -> find(sql, id));
  }

  private static Optional<Job> find(DSLContext sql, String id) {
    return sql.selectFrom(JOBS).where(JOBS.ID.eq(id)).fetchOptional(JobRows::job);
  }

  @Override
  public List<Job> list(JobQuery query) {
    return database.read(sql -> select(sql, query));
  }

  private static List<Job> select(DSLContext sql, JobQuery query) {
    return sql.selectFrom(JOBS)
        .where(matching(query))
        .orderBy(order(query.sort()))
        .limit(query.limit())
        .fetch(JobRows::job);
  }

  private static Condition matching(JobQuery query) {
    var condition = DSL.noCondition();
    if (!query.states().isEmpty()) {
      condition = condition.and(JOBS.STATE.in(query.states().stream().map(JobState::word).toList()));
    }
    if (query.queue() != null) {
      condition = condition.and(JOBS.QUEUE.eq(query.queue()));
    }
    if (query.updatedBefore() != null) {
      condition = condition.and(JOBS.UPDATED_AT.lt(query.updatedBefore().toEpochMilli()));
    }
    if (query.afterSeq() != null) {
      condition =
          condition.and(
              query.sort() == JobQuery.Sort.NEWEST
                  ? JOBS.SEQ.lt(query.afterSeq())
                  : JOBS.SEQ.gt(query.afterSeq()));
    }
    return condition;
  }

  private static List<OrderField<?>> order(JobQuery.Sort sort) {
    return switch (sort) {
      case NEWEST -> List.of(JOBS.SEQ.desc());
      case OLDEST -> List.of(JOBS.SEQ);
      case PRIORITY -> List.of(JOBS.PRIORITY.desc(), JOBS.SEQ);
    };
  }

  @Override
  public List<Attempt> attempts(long jobSeq) {
    return database.read(
        sql -> {
          var attempts =
              new ArrayList<>(
                  sql.selectFrom(ATTEMPTS)
                      .where(ATTEMPTS.JOB_SEQ.eq(jobSeq))
                      .orderBy(ATTEMPTS.NUMBER)
                      .fetch(JobRows::attempt));
          sql.selectFrom(JOBS)
              .where(JOBS.SEQ.eq(jobSeq), inState(JobState.PROCESSING))
              .fetchOptional(JobRows::job)
              .ifPresent(job -> attempts.add(running(job)));
          return attempts;
        });
  }

  /// A running attempt has no row of its own yet: the job's row says it all.
  private static Attempt running(Job job) {
    var lease = Objects.requireNonNull(job.lease());
    var startedAt = Objects.requireNonNull(job.startedAt());
    return new Attempt(
        job.seq(), job.lastAttempt(), lease.worker(), lease.slot(), startedAt, null, null, null,
        null, null, 0, 0);
  }

  @Override
  public Map<JobState, Long> counts() {
    var counts = new EnumMap<JobState, Long>(JobState.class);
    for (var state : JobState.values()) {
      counts.put(state, 0L);
    }
    database.read(
        sql ->
            sql.selectFrom(JOB_COUNTS)
                .fetch()
                .map(
                    row ->
                        counts.merge(
                            JobState.of(row.get(JOB_COUNTS.STATE)),
                            row.get(JOB_COUNTS.JOBS),
                            Long::sum)));
    return counts;
  }

  @Override
  public Optional<Instant> oldestWaitingSince() {
    return database.read(
        sql ->
            sql.select(JOBS.RUN_AT, JOBS.CREATED_AT)
                .from(JOBS)
                .where(READY)
                .orderBy(JOBS.RUN_AT)
                .limit(1)
                .fetchOptional(row -> Instant.ofEpochMilli(Math.max(row.value1(), row.value2()))));
  }

  @Override
  public Job cancel(String id, Instant now) {
    return change(
        id,
        (sql, job) -> {
          switch (job.state()) {
            case PENDING, FAILED ->
                sql.update(JOBS)
                    .set(JOBS.STATE, JobState.CANCELLED.word())
                    .set(JOBS.FINISHED_AT, now.toEpochMilli())
                    .setNull(JOBS.NEXT_RETRY_AT)
                    .setNull(JOBS.DUE_AT)
                    .set(JOBS.UPDATED_AT, now.toEpochMilli())
                    .where(JOBS.SEQ.eq(job.seq()))
                    .execute();
            case PROCESSING ->
                sql.update(JOBS)
                    .set(JOBS.CANCEL_REQUESTED_AT, now.toEpochMilli())
                    .set(JOBS.UPDATED_AT, now.toEpochMilli())
                    .where(JOBS.SEQ.eq(job.seq()))
                    .execute();
            case COMPLETED, DEAD, CANCELLED ->
                throw wrongState(job, "cannot be cancelled", "It has ended already.");
          }
        });
  }

  @Override
  public Job retry(String id, Instant now) {
    return change(
        id,
        (sql, job) -> {
          if (job.state() == JobState.PENDING || job.state() == JobState.PROCESSING) {
            throw wrongState(job, "cannot be retried", "Only a failed or ended job can.");
          }
          sql.update(JOBS)
              .set(JOBS.STATE, JobState.PENDING.word())
              .set(JOBS.ATTEMPTS, 0)
              .set(JOBS.INTERRUPTIONS, 0)
              .set(JOBS.HELD, false)
              .set(JOBS.RUN_AT, now.toEpochMilli())
              .setNull(JOBS.DUE_AT)
              .setNull(JOBS.NEXT_RETRY_AT)
              .setNull(JOBS.FINISHED_AT)
              .setNull(JOBS.EXIT_CODE)
              .setNull(JOBS.ERROR)
              .set(JOBS.UPDATED_AT, now.toEpochMilli())
              .where(JOBS.SEQ.eq(job.seq()))
              .execute();
        });
  }

  @Override
  public Job edit(String id, JobEdit edit, Instant now) {
    return change(
        id,
        (sql, job) -> {
          if (job.state() == JobState.PROCESSING) {
            throw wrongState(job, "cannot be edited", "Wait until it has ended, or cancel it.");
          }
          var edited = edit.applyTo(job);
          var policy = edited.policy();
          sql.update(JOBS)
              .set(JOBS.COMMAND, edited.command())
              .set(JOBS.QUEUE, edited.queue())
              .set(JOBS.PRIORITY, edited.priority())
              .set(JOBS.MAX_RETRIES, edited.maxRetries())
              .set(JOBS.TIMEOUT, seconds(policy.timeout()))
              .set(JOBS.BACKOFF, policy.backoff() == null ? null : policy.backoff().word())
              .set(JOBS.BACKOFF_BASE, policy.backoffBase())
              .set(JOBS.BACKOFF_MAX, seconds(policy.backoffMax()))
              .set(JOBS.RUN_AT, millis(edited.runAt()))
              .set(JOBS.DUE_AT, millis(dueAt(job, edit, now)))
              .set(JOBS.NEXT_RETRY_AT, millis(nextRetryAt(job, edit)))
              .set(JOBS.UPDATED_AT, now.toEpochMilli())
              .where(JOBS.SEQ.eq(job.seq()))
              .execute();
        });
  }

  /// A new `run_at` moves the retry of a failed job, too.
  private static @org.jspecify.annotations.Nullable Instant nextRetryAt(Job job, JobEdit edit) {
    return job.state() == JobState.FAILED && edit.runAt() != null ? edit.runAt() : job.nextRetryAt();
  }

  private static @org.jspecify.annotations.Nullable Instant dueAt(
      Job job, JobEdit edit, Instant now) {
    return switch (job.state()) {
      case FAILED -> nextRetryAt(job, edit);
      case PENDING -> {
        var runAt = edit.runAt() != null ? edit.runAt() : job.runAt();
        yield runAt.isAfter(now) ? runAt : null;
      }
      case PROCESSING, COMPLETED, DEAD, CANCELLED -> null;
    };
  }

  @Override
  public Job hold(String id, Instant now) {
    return setHeld(id, true, now);
  }

  @Override
  public Job release(String id, Instant now) {
    return setHeld(id, false, now);
  }

  private Job setHeld(String id, boolean held, Instant now) {
    return change(
        id,
        (sql, job) -> {
          if (job.state() != JobState.PENDING && job.state() != JobState.FAILED) {
            throw wrongState(
                job, held ? "cannot be held" : "cannot be released", "Only a waiting job can.");
          }
          sql.update(JOBS)
              .set(JOBS.HELD, held)
              .set(JOBS.UPDATED_AT, now.toEpochMilli())
              .where(JOBS.SEQ.eq(job.seq()))
              .execute();
        });
  }

  @Override
  public Job remove(String id) {
    return database.write(
        sql -> {
          var job = existing(sql, id);
          if (job.state() == JobState.PROCESSING) {
            throw wrongState(job, "cannot be removed", "Cancel it first.");
          }
          sql.deleteFrom(JOBS).where(JOBS.SEQ.eq(job.seq())).execute();
          return job;
        });
  }

  @Override
  public List<Job> removeAll(JobQuery query) {
    return database.write(
        sql -> {
          var jobs =
              sql.selectFrom(JOBS)
                  .where(matching(query), JOBS.STATE.ne(JobState.PROCESSING.word()))
                  .orderBy(order(query.sort()))
                  .limit(query.limit())
                  .fetch(JobRows::job);
          sql.deleteFrom(JOBS).where(JOBS.SEQ.in(jobs.stream().map(Job::seq).toList())).execute();
          return jobs;
        });
  }

  @FunctionalInterface
  private interface Change {
    void make(DSLContext sql, Job job);
  }

  private Job change(String id, Change change) {
    return database.write(
        sql -> {
          change.make(sql, existing(sql, id));
          return existing(sql, id);
        });
  }

  private static Job existing(DSLContext sql, String id) {
    return find(sql, id)
        .orElseThrow(
            () ->
                new QueueException.NotFound(
                    "there is no job \"" + id + "\"", "See queuectl list --all."));
  }

  private static QueueException.WrongState wrongState(Job job, String what, String advice) {
    return new QueueException.WrongState(
        "the job \"%s\" is %s and %s".formatted(job.id(), job.state().word(), what), advice);
  }
}
