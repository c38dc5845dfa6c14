package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Prepared.RUNNING_IN_QUEUE;

import dev.queuectl.store.sql.SqlSession;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Which queues let jobs be claimed, and how many, inside a transaction. Costs one look where
/// nothing is set for any queue, and one more for each limit it comes upon.
public final class ClaimCapacity {
  private final SqlSession session;
  private final Map<String, QueueRule> rules;

  private ClaimCapacity(SqlSession session, Map<String, QueueRule> rules) {
    this.session = session;
    this.rules = rules;
  }

  /// @param room how many more of the queue's jobs may run
  /// @param limited whether that number is anybody's wish
  public record Opening(String queue, int room, boolean limited) {}

  public static ClaimCapacity of(SqlSession session) {
    return new ClaimCapacity(
        session,
        QueueRule.all(session).stream()
            .collect(Collectors.toMap(QueueRule::name, Function.identity())));
  }

  /// The queues with ready jobs that are not paused, also those without room.
  ///
  /// @param wanted only these; empty means all
  public List<Opening> withReadyJobs(Set<String> wanted) {
    return Queues.withReadyJobs(session, wanted).stream()
        .filter(queue -> !isPaused(queue))
        .map(this::opening)
        .toList();
  }

  public boolean isPaused(String queue) {
    var rule = rules.get(queue);
    return rule != null && rule.pausedAt() != null;
  }

  private Opening opening(String queue) {
    var rule = rules.get(queue);
    return rule == null || rule.concurrency() == null
        ? new Opening(queue, Integer.MAX_VALUE, false)
        : new Opening(queue, (int) Math.max(0, rule.concurrency() - running(queue)), true);
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
}
