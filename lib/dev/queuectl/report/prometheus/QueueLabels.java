package dev.queuectl.report.prometheus;

import dev.queuectl.Queue;
import dev.queuectl.store.Total;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The value of the label `queue`: the queue's name, for the first queues that were used. All
/// others share one, so that a scrape stays short however many queues there are. It is not the
/// busiest that have their own: a queue that gained or lost its own would take its numbers along,
/// and a counter would go down.
final class QueueLabels {
  /// How many queues have a value of their own.
  static final int MOST = 50;

  static final String OTHER = "other";

  private final Set<String> own;

  QueueLabels(List<Total> totals, List<Queue> queues) {
    own =
        Stream.concat(totals.stream().map(Total::queue), queues.stream().map(Queue::name))
            .distinct()
            .limit(MOST)
            .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  String of(String queue) {
    return isOwn(queue) ? queue : OTHER;
  }

  /// Whether it has one of its own.
  boolean isOwn(String queue) {
    return own.contains(queue);
  }
}
