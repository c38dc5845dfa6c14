package dev.queuectl.store.history;

import static dev.queuectl.store.job.JobRows.millis;
import static dev.queuectl.store.schema.Prepared.KEEP_ATTEMPT;
import static dev.queuectl.store.schema.Prepared.RESTORE_JOB;
import static dev.queuectl.store.schema.Tables.JOBS;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.QueueException;
import dev.queuectl.UniqueKey;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.store.ArchiveStore;
import dev.queuectl.store.ArchivedJob;
import dev.queuectl.store.job.EnvText;
import dev.queuectl.store.job.Jobs;
import dev.queuectl.store.job.KeptSurroundings;
import dev.queuectl.store.job.PolicyColumns;
import dev.queuectl.store.job.PolicyFields;
import dev.queuectl.store.job.UniqueKeys;
import dev.queuectl.store.sql.Parameters;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.sql.Transactions;
import dev.queuectl.store.tie.ArchivedDependencies;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

public final class SqlArchiveStore implements ArchiveStore {
  private final Transactions transactions;

  public SqlArchiveStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public long restore(List<ArchivedJob> jobs, boolean skipTaken, Instant now) {
    Jobs.checkBatch(jobs);
    return transactions.write(
        session -> {
          var surroundings = new KeptSurroundings(session);
          var dependencies = new ArchivedDependencies(session);
          var count = 0L;
          for (var archived : jobs) {
            if (isFree(session, archived.job(), skipTaken)) {
              restore(session, archived, surroundings.keep(archived.surroundings()), now);
              dependencies.add(archived);
              count++;
            }
          }
          if (count > 0) {
            dependencies.store(now);
            session.announce();
          }
          return count;
        });
  }

  private static boolean isFree(SqlSession session, Job job, boolean skipTaken) {
    var taken = Jobs.find(session, job.id()).isPresent();
    if (taken && !skipTaken) {
      throw new QueueException.Duplicate(job.id());
    }
    return !taken && hasKey(session, job, skipTaken);
  }

  private static boolean hasKey(SqlSession session, Job job, boolean skipTaken) {
    var key = UniqueKey.of(job.policy());
    if (key == null || job.state().isFinal()) {
      return true;
    }
    var holder = UniqueKeys.holder(session, key.key());
    if (holder.isPresent() && !skipTaken) {
      throw new QueueException.Duplicate(
          "the key of the job \"%s\" is taken: %s"
              .formatted(job.id(), UniqueKeys.sentence(key.key(), holder.get())),
          "Nothing was imported.");
    }
    return holder.isEmpty();
  }

  private static void restore(
      SqlSession session, ArchivedJob archived, Surroundings.Kept surroundings, Instant now) {
    var job = archived.job();
    var state = job.state() == JobState.PROCESSING ? JobState.PENDING : job.state();
    session.run(
        RESTORE_JOB,
        PolicyColumns.after(
            job.policy(),
            job.id(),
            job.command(),
            state.word(),
            job.queue(),
            job.priority(),
            job.attempts(),
            job.maxRetries(),
            job.interruptions(),
            job.snoozes(),
            archived.history().stream().mapToInt(Attempt::number).max().orElse(0),
            job.cwd(),
            EnvText.of(job.env()),
            job.held(),
            surroundings.environment(),
            surroundings.stdin(),
            surroundings.parent(),
            millis(job.createdAt()),
            millis(job.updatedAt()),
            millis(job.runAt()),
            millis(dueAt(job, now)),
            millis(job.nextRetryAt()),
            millis(job.startedAt()),
            millis(job.finishedAt()),
            job.exitCode(),
            job.error(),
            job.lastStderr(),
            job.ties().cancelledBy()));
    if (!archived.history().isEmpty()) {
      var seq = Jobs.find(session, job.id()).orElseThrow().seq();
      archived.history().forEach(attempt -> keep(session, seq, attempt));
    }
  }

  private static @Nullable Instant dueAt(Job job, Instant now) {
    return switch (job.state()) {
      case FAILED -> job.nextRetryAt();
      case PENDING -> job.runAt().isAfter(now) ? job.runAt() : null;
      case PROCESSING, COMPLETED, DEAD, CANCELLED -> null;
    };
  }

  /// Without output: there is none.
  private static void keep(SqlSession session, long seq, Attempt attempt) {
    session.run(
        KEEP_ATTEMPT,
        seq,
        attempt.number(),
        attempt.worker(),
        attempt.slot(),
        millis(attempt.startedAt()),
        millis(attempt.endedAt()),
        attempt.outcome(),
        attempt.exitCode(),
        attempt.signal(),
        attempt.error(),
        attempt.lastStderr(),
        null,
        0L,
        0L);
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private static final List<Field<?>> KEPT =
        PolicyFields.after(
            JOBS.ID,
            JOBS.COMMAND,
            JOBS.STATE,
            JOBS.QUEUE,
            JOBS.PRIORITY,
            JOBS.ATTEMPTS,
            JOBS.MAX_RETRIES,
            JOBS.INTERRUPTIONS,
            JOBS.SNOOZES,
            JOBS.LAST_ATTEMPT,
            JOBS.CWD,
            JOBS.ENV,
            JOBS.HELD,
            JOBS.ENVIRONMENT,
            JOBS.STDIN,
            JOBS.PARENT,
            JOBS.CREATED_AT,
            JOBS.UPDATED_AT,
            JOBS.RUN_AT,
            JOBS.DUE_AT,
            JOBS.NEXT_RETRY_AT,
            JOBS.STARTED_AT,
            JOBS.FINISHED_AT,
            JOBS.EXIT_CODE,
            JOBS.ERROR,
            JOBS.LAST_STDERR,
            JOBS.CANCELLED_BY);

    private Statements() {}

    static Query restoreJob(DSLContext sql) {
      return sql.insertInto(JOBS)
          .columns(KEPT)
          .values(KEPT.stream().map(Parameters::value).toList());
    }
  }
}
