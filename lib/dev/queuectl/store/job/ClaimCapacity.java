package dev.queuectl.store.job;

import static dev.queuectl.store.job.JobConditions.READY;
import static dev.queuectl.store.job.JobConditions.word;
import static dev.queuectl.store.schema.Prepared.NEXT_QUEUE;
import static dev.queuectl.store.schema.Prepared.RUNNING_IN_QUEUE;
import static dev.queuectl.store.schema.Prepared.TAKE_QUEUE;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.schema.Tables.JOB_COUNTS;
import static dev.queuectl.store.schema.Tables.QUEUES;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.JobState;
import dev.queuectl.store.sql.Phrases;
import dev.queuectl.store.sql.SqlSession;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;

/// Which queues let jobs be claimed, and how many, inside a transaction. Costs one look-up if
/// nothing is set for any queue, and one more for each limit it comes across.
public final class ClaimCapacity {
  private final SqlSession session;
  private final boolean claims;
  private final Map<String, QueueRule> rules;

  private ClaimCapacity(SqlSession session, boolean claims) {
    this.session = session;
    this.claims = claims;
    this.rules =
        QueueRule.all(session).stream()
            .collect(Collectors.toMap(QueueRule::name, Function.identity()));
  }

  /// @param room how many more of the queue's jobs may run
  /// @param limited whether somebody has set a limit
  public record Opening(String queue, int room, boolean limited) {}

  public static ClaimCapacity of(SqlSession session) {
    return new ClaimCapacity(session, false);
  }

  /// For whoever is about to claim: queues with a limit are his until the transaction ends. They
  /// are taken in the order of their names, so that two never wait for each other.
  public static ClaimCapacity toClaim(SqlSession session) {
    return new ClaimCapacity(session, true);
  }

  /// The queues with ready jobs that are not paused, including those at their limit.
  ///
  /// @param wanted only these; empty means all
  public List<Opening> withReadyJobs(Set<String> wanted) {
    return queuesWithReadyJobs(wanted).stream()
        .filter(queue -> !isPaused(queue))
        .map(this::opening)
        .toList();
  }

  /// Steps from queue to queue through `jobs_ready`: as many look-ups as there are such queues,
  /// however many jobs there are (no database skips through a partial index by itself). A damaged
  /// name may be less than it is read as, and leads back: what is behind it has to wait until it is
  /// mended.
  private List<String> queuesWithReadyJobs(Set<String> wanted) {
    var seen = new LinkedHashSet<String>();
    var next = after("");
    while (next.isPresent() && seen.add(next.get())) {
      next = after(next.get());
    }
    return seen.stream().filter(queue -> wanted.isEmpty() || wanted.contains(queue)).toList();
  }

  private Optional<String> after(String queue) {
    return session.first(NEXT_QUEUE, row -> row.getString(1), queue);
  }

  public boolean isPaused(String queue) {
    var rule = rules.get(queue);
    return rule != null && rule.pausedAt() != null;
  }

  private Opening opening(String queue) {
    var rule = rules.get(queue);
    return rule == null || rule.concurrency() == null
        ? new Opening(queue, Integer.MAX_VALUE, false)
        : new Opening(queue, room(queue, rule.concurrency()), true);
  }

  /// Whoever claims takes the queue's row, so that nobody else claims from it meanwhile.
  private int room(String queue, int limit) {
    if (claims) {
      session.list(TAKE_QUEUE, row -> row.getInt(1), queue);
    }
    return (int) Math.max(0, limit - running(queue));
  }

  private long running(String queue) {
    return session.first(RUNNING_IN_QUEUE, row -> row.getLong(1), queue).orElse(0L);
  }

  /// Whether that job's queue lets it run.
  public boolean admit(long seq) {
    return rules.isEmpty()
        || Jobs.find(session, seq)
            .filter(job -> !isPaused(job.queue()) && opening(job.queue()).room() > 0)
            .isPresent();
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private Statements() {}

    static Query nextQueue(DSLContext sql) {
      return sql.select(DSL.min(JOBS.QUEUE))
          .from(JOBS)
          .where(READY, JOBS.QUEUE.gt(value(JOBS.QUEUE)));
    }

    static Query takeQueue(DSLContext sql) {
      return Phrases.take(
          sql, sql.selectOne().from(QUEUES).where(QUEUES.NAME.eq(value(QUEUES.NAME))));
    }

    static Query runningInQueue(DSLContext sql) {
      return sql.select(DSL.coalesce(DSL.sum(JOB_COUNTS.JOBS), DSL.inline(0)))
          .from(JOB_COUNTS)
          .where(JOB_COUNTS.QUEUE.eq(value(JOB_COUNTS.QUEUE)))
          .and(JOB_COUNTS.STATE.eq(word(JobState.PROCESSING)));
    }
  }
}
