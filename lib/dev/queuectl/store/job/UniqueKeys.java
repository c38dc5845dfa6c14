package dev.queuectl.store.job;

import static dev.queuectl.store.job.JobRows.millis;
import static dev.queuectl.store.schema.Prepared.EDIT_JOB;
import static dev.queuectl.store.schema.Prepared.HOLDER_OF_KEY;
import static dev.queuectl.store.schema.Prepared.KEYED_AMONG;
import static dev.queuectl.store.schema.Prepared.NEWEST_OF_KEY;
import static dev.queuectl.store.schema.Prepared.TAKE_HOLDER_OF_KEY;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.UniqueKey;
import dev.queuectl.store.JobStore.Twin;
import dev.queuectl.store.sql.Phrases;
import dev.queuectl.store.sql.SqlSession;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Which job holds a key, inside a transaction. The unique index `jobs_unique` has only the rows
/// that hold one, and decides in the end.
public final class UniqueKeys {
  private final SqlSession session;
  private final KeptSurroundings surroundings;
  private final Instant now;

  UniqueKeys(SqlSession session, KeptSurroundings surroundings, Instant now) {
    this.session = session;
    this.surroundings = surroundings;
    this.now = now;
  }

  /// The job that stands for a new one of its key; empty if the key is free.
  ///
  /// @param place of the new one among those that are added with it
  /// @throws QueueException.Duplicate if that is what the new one is to be then
  /// @throws QueueException.WrongState if it is to take the place of one that runs
  Optional<Twin> twin(NewJob job, UniqueKey key, int place) {
    var holder = key.replaces() ? take(key.key()) : holder(session, key.key());
    var taken = holder.isPresent() ? holder : recent(key.key());
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    var twin = taken.get();
    if (key.fails()) {
      throw new QueueException.Duplicate(
          sentence(key.key(), twin) + "; nothing was enqueued",
          "Leave out on_duplicate to have that one stand for it.");
    }
    if (!key.replaces() || twin.state().isFinal()) {
      return Optional.of(new Twin(place, twin, false));
    }
    if (twin.state() == JobState.PROCESSING) {
      throw new QueueException.WrongState(
          "%s is running as %s and cannot be replaced; nothing was enqueued"
              .formatted(key.key(), twin.id()),
          "With unique_while = waiting, a new one waits until it has ended.");
    }
    replace(twin, job, key.keepsTime());
    return Optional.of(new Twin(place, Jobs.find(session, twin.seq()).orElse(twin), true));
  }

  /// For a message: `nightly-sync is waiting already as 0t5d`.
  public static String sentence(String key, Job holder) {
    return "%s %s as %s"
        .formatted(
            key,
            switch (holder.state()) {
              case PENDING -> "is waiting already";
              case FAILED -> "is waiting for a retry";
              case PROCESSING -> "is running already";
              case COMPLETED, DEAD, CANCELLED -> "was enqueued before";
            },
            holder.id());
  }

  public static Optional<Job> holder(SqlSession session, String key) {
    return session.first(HOLDER_OF_KEY, JobRows::job, key);
  }

  /// The same, and no worker claims it before this transaction has ended.
  private Optional<Job> take(String key) {
    return session.first(TAKE_HOLDER_OF_KEY, JobRows::job, key);
  }

  /// One whose key is taken for some time after its enqueue, whatever became of it.
  private Optional<Job> recent(String key) {
    return session
        .first(NEWEST_OF_KEY, JobRows::job, key)
        .filter(
            job ->
                job.policy().get(JobField.UNIQUE_FOR) instanceof Duration kept
                    && job.createdAt().plus(kept).isAfter(now));
  }

  /// It keeps its id and its place, and begins anew.
  private void replace(Job twin, NewJob job, boolean keepsTime) {
    if (twin.state() == JobState.FAILED) {
      new JobChanges(session, now).carryOut(JobVerb.RETRY, List.of(twin.seq()));
    }
    var wanted = job.runAt() != null && job.runAt().isAfter(now) ? job.runAt() : now;
    var runAt = keepsTime ? twin.runAt() : wanted;
    var kept = surroundings.keep(job.surroundings());
    var values =
        PolicyColumns.after(
            job.policy(),
            now.toEpochMilli(),
            job.command(),
            job.queue(),
            job.priority(),
            job.maxRetries(),
            job.cwd(),
            EnvText.of(job.env()),
            kept.environment(),
            kept.stdin(),
            millis(runAt),
            runAt.isAfter(now) ? millis(runAt) : null,
            null);
    session.run(EDIT_JOB, Stream.concat(Stream.of(values), Stream.of(twin.seq())).toArray());
  }

  /// Those of some ended jobs that cannot come back, since another one holds their key: each with
  /// the one that does.
  static Map<Long, Job> hindered(SqlSession session, String seqs) {
    var keyed = session.list(KEYED_AMONG, JobRows::job, seqs);
    var first = new HashMap<String, Job>();
    var hindered = new HashMap<Long, Job>();
    for (var job : keyed) {
      var key = Objects.requireNonNull(UniqueKey.of(job.policy())).key();
      var holder = holder(session, key).filter(it -> it.seq() != job.seq());
      var other = holder.or(() -> Optional.ofNullable(first.get(key)));
      other.ifPresent(it -> hindered.put(job.seq(), it));
      first.putIfAbsent(key, job);
    }
    return hindered;
  }

  /// The job that has taken the key of this one, which runs, and so must not wait again.
  public static Optional<Job> successor(SqlSession session, Job job) {
    var key = UniqueKey.of(job.policy());
    return key == null || !key.isWhileWaiting()
        ? Optional.empty()
        : holder(session, key.key()).filter(it -> it.seq() != job.seq());
  }

  /// Whether a job that somebody edits can have that key.
  static Optional<Job> other(SqlSession session, Job job, @Nullable UniqueKey key) {
    return key == null
        ? Optional.empty()
        : holder(session, key.key()).filter(it -> it.seq() != job.seq());
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private Statements() {}

    /// As in the index `jobs_unique`.
    private static Condition holds(dev.queuectl.store.schema.tables.Jobs row) {
      return row.UNIQUE_KEY
          .isNotNull()
          .and(
              row.STATE
                  .in(JobConditions.word(JobState.PENDING), JobConditions.word(JobState.FAILED))
                  .or(
                      row.STATE
                          .eq(JobConditions.word(JobState.PROCESSING))
                          .and(
                              row.UNIQUE_WHILE
                                  .isNull()
                                  .or(row.UNIQUE_WHILE.ne(DSL.inline(UniqueKey.WAITING))))));
    }

    /// Nothing for a job without a key; also whether another job holds it.
    static Query keyOfJob(DSLContext sql) {
      var other = JOBS.as("other");
      var taken =
          DSL.selectOne()
              .from(other)
              .where(other.UNIQUE_KEY.eq(JOBS.UNIQUE_KEY), other.SEQ.ne(JOBS.SEQ), holds(other));
      return sql.select(JOBS.UNIQUE_KEY, DSL.field(DSL.exists(taken)))
          .from(JOBS)
          .where(JOBS.SEQ.eq(value(JOBS.SEQ)), JOBS.UNIQUE_KEY.isNotNull());
    }

    static Query holderOfKey(DSLContext sql) {
      return ofHolder(sql);
    }

    static Query takeHolderOfKey(DSLContext sql) {
      return Phrases.take(sql, ofHolder(sql));
    }

    private static SelectConditionStep<Record> ofHolder(DSLContext sql) {
      return sql.selectFrom(JOBS).where(JOBS.UNIQUE_KEY.eq(value(JOBS.UNIQUE_KEY)), holds(JOBS));
    }

    static Query newestOfKey(DSLContext sql) {
      return sql.selectFrom(JOBS)
          .where(JOBS.UNIQUE_KEY.eq(value(JOBS.UNIQUE_KEY)))
          .orderBy(JOBS.SEQ.desc())
          .limit(DSL.inline(1));
    }

    static Query keyedAmong(DSLContext sql) {
      return sql.selectFrom(JOBS)
          .where(Phrases.among(JOBS.SEQ, DSL.param("seqs", SQLDataType.VARCHAR)))
          .and(JOBS.UNIQUE_KEY.isNotNull())
          .orderBy(JOBS.SEQ);
    }
  }
}
