package dev.queuectl.store.history;

import static dev.queuectl.store.schema.Prepared.OUTPUT_OF_JOB;
import static dev.queuectl.store.schema.Prepared.OUTPUT_TOTAL;
import static dev.queuectl.store.schema.Tables.ATTEMPTS;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.Job;
import dev.queuectl.store.Retention;
import dev.queuectl.store.job.QueueStates;
import dev.queuectl.store.schema.Tables;
import dev.queuectl.store.sql.SqlSession;
import java.time.Instant;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Decides what a retention does not keep, job by job from the oldest on. Each limit takes the
/// oldest, so every job after the first to stay also stays.
final class RetentionBudget {
  private final SqlSession session;
  private final Retention retention;
  private final @Nullable Instant endedBefore;
  private long jobs;
  private long bytes;
  private long takenJobs;
  private long takenBytes;

  RetentionBudget(SqlSession session, Retention retention, Instant now) {
    this.session = session;
    this.retention = retention;
    this.endedBefore = retention.age() == null ? null : now.minus(retention.age());
    this.jobs =
        QueueStates.counts(session).values().stream()
            .flatMap(states -> states.entrySet().stream())
            .filter(line -> retention.states().contains(line.getKey()))
            .mapToLong(line -> line.getValue())
            .sum();
    this.bytes = session.first(OUTPUT_TOTAL, row -> row.getLong(1)).orElse(0L);
  }

  /// Counts the job as gone, unless it stays.
  boolean take(Job job) {
    if (!isTooMuch(Objects.requireNonNull(job.finishedAt()))) {
      return false;
    }
    var output = session.first(OUTPUT_OF_JOB, row -> row.getLong(1), job.seq()).orElse(0L);
    jobs--;
    bytes -= output;
    takenJobs++;
    takenBytes += output;
    return true;
  }

  private boolean isTooMuch(Instant endedAt) {
    return endedBefore != null && endedAt.isBefore(endedBefore)
        || retention.count() != null && jobs > retention.count()
        || retention.bytes() != null && bytes > retention.bytes();
  }

  long takenJobs() {
    return takenJobs;
  }

  long takenBytes() {
    return takenBytes;
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private Statements() {}

    static Query outputOfJob(DSLContext sql) {
      return sql.select(
              DSL.coalesce(
                  DSL.sum(ATTEMPTS.STDOUT_BYTES.plus(ATTEMPTS.STDERR_BYTES)), DSL.inline(0)))
          .from(ATTEMPTS)
          .where(ATTEMPTS.JOB_SEQ.eq(value(ATTEMPTS.JOB_SEQ)));
    }

    static Query outputTotal(DSLContext sql) {
      return sql.select(DSL.coalesce(DSL.sum(Tables.OUTPUT_TOTAL.BYTES), DSL.inline(0)))
          .from(Tables.OUTPUT_TOTAL);
    }
  }
}
