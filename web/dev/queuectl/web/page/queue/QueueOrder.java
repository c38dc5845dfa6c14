package dev.queuectl.web.page.queue;

import dev.queuectl.JobState;
import dev.queuectl.Queue;
import dev.queuectl.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// By what the queues are sorted: by name, or those first that have most jobs in a state, that wait
/// longest, or that do most. The last two have to be found out for every queue.
public enum QueueOrder {
  NAME(null),
  PENDING(JobState.PENDING),
  PROCESSING(JobState.PROCESSING),
  COMPLETED(JobState.COMPLETED),
  FAILED(JobState.FAILED),
  DEAD(JobState.DEAD),
  CANCELLED(JobState.CANCELLED),
  LATENCY(null),
  THROUGHPUT(null);

  /// Of how many queues the page finds out the last two.
  public static final int MOST_LINES = 500;

  private final @Nullable JobState state;

  QueueOrder(@Nullable JobState state) {
    this.state = state;
  }

  static QueueOrder by(JobState state) {
    return valueOf(state.name());
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws dev.queuectl.QueueException.Invalid if there is no such order
  public static QueueOrder of(String word) {
    return Words.match("sort", word, values(), QueueOrder::word);
  }

  /// Whether [#ofLines] sorts by it.
  public boolean isOfLines() {
    return this == LATENCY || this == THROUGHPUT;
  }

  /// @param now for what is done in an hour
  public Comparator<QueuesView.Line> ofLines(Instant now) {
    return this == LATENCY
        ? Comparator.<QueuesView.Line, Duration>comparing(
                line -> line.latency().orElse(Duration.ZERO))
            .reversed()
        : Comparator.<QueuesView.Line>comparingDouble(
                line -> line.pace().completed() == 0 ? 0 : line.pace().perHour(now))
            .reversed();
  }

  public Comparator<Queue> comparator() {
    var byName = Comparator.comparing(Queue::name);
    return state == null
        ? byName
        : Comparator.<Queue>comparingLong(queue -> queue.count(state))
            .reversed()
            .thenComparing(byName);
  }
}
