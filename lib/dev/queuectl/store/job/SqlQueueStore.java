package dev.queuectl.store.job;

import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.Queue;
import dev.queuectl.QueueException;
import dev.queuectl.Text;
import dev.queuectl.store.QueueChange;
import dev.queuectl.store.QueueChange.Limit;
import dev.queuectl.store.QueueChange.Pause;
import dev.queuectl.store.QueueChange.Resume;
import dev.queuectl.store.QueueStore;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.sql.Transactions;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

public final class SqlQueueStore implements QueueStore {
  private final Transactions transactions;

  public SqlQueueStore(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public List<Queue> list() {
    return transactions.read(
        session -> {
          var rules = new TreeMap<String, QueueRule>();
          var counts = QueueStates.counts(session);
          counts.keySet().forEach(name -> rules.put(name, new QueueRule(name, null, null, null)));
          QueueRule.all(session).forEach(rule -> rules.put(rule.name(), rule));
          return rules.values().stream()
              .map(rule -> queue(rule, counts.getOrDefault(rule.name(), Map.of())))
              .toList();
        });
  }

  @Override
  public Queue find(String name) {
    return transactions.read(session -> queue(session, QueueRule.find(session, name)));
  }

  @Override
  public Map<String, Pace> paces(Collection<String> names, Instant since) {
    return transactions.read(
        session ->
            names.stream()
                .distinct()
                .collect(
                    Collectors.toMap(name -> name, name -> QueuePaces.of(session, name, since))));
  }

  private static Queue queue(SqlSession session, QueueRule rule) {
    return queue(rule, QueueStates.counts(session, rule.name()));
  }

  private static Queue queue(QueueRule rule, Map<JobState, Long> lengths) {
    var counts = new EnumMap<JobState, Long>(JobState.class);
    for (var state : JobState.values()) {
      counts.put(state, lengths.getOrDefault(state, 0L));
    }
    return new Queue(rule.name(), counts, rule.concurrency(), rule.pausedAt(), rule.pauseReason());
  }

  @Override
  public Queue change(String name, QueueChange change) {
    check(name, change);
    return transactions.write(
        session -> {
          var rule = changed(session, QueueRule.find(session, name), change);
          rule.keep(session);
          return queue(session, rule);
        });
  }

  private static void check(String name, QueueChange change) {
    switch (change) {
      case Pause(var reason, _) -> {
        if (reason != null) {
          Text.checked("reason", reason);
        }
        NewJob.checkQueue(name);
      }
      case Resume _ -> {} // one that is there
      case Limit(var concurrency) -> {
        if (concurrency != null) {
          NewJob.inRange("concurrency", concurrency, 1, MOST_CONCURRENCY);
        }
        NewJob.checkQueue(name);
      }
    }
  }

  /// A pause gives nobody anything to do.
  private static QueueRule changed(SqlSession session, QueueRule rule, QueueChange change) {
    return switch (change) {
      case Pause(var reason, var at) -> rule.paused(reason, at);
      case Resume _ -> {
        if (rule.isEmpty() && QueueStates.counts(session, rule.name()).isEmpty()) {
          throw new QueueException.NotFound(
              "there is no queue \"" + rule.name() + "\"", QueueException.Known.LIST_QUEUES);
        }
        session.announce();
        yield rule.resumed();
      }
      case Limit(var concurrency) -> {
        session.announce();
        yield rule.limited(concurrency);
      }
    };
  }
}
