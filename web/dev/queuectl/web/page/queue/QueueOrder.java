package dev.queuectl.web.page.queue;

import dev.queuectl.JobState;
import dev.queuectl.Queue;
import dev.queuectl.Words;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// By what the queues are sorted: by name, or those first that have most jobs in a state.
public enum QueueOrder {
  NAME(null),
  PENDING(JobState.PENDING),
  PROCESSING(JobState.PROCESSING),
  COMPLETED(JobState.COMPLETED),
  FAILED(JobState.FAILED),
  DEAD(JobState.DEAD),
  CANCELLED(JobState.CANCELLED);

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

  public Comparator<Queue> comparator() {
    var byName = Comparator.comparing(Queue::name);
    return state == null
        ? byName
        : Comparator.<Queue>comparingLong(queue -> queue.count(state))
            .reversed()
            .thenComparing(byName);
  }
}
