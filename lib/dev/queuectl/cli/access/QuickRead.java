package dev.queuectl.cli.access;

import dev.queuectl.JobState;
import dev.queuectl.QueueException;
import dev.queuectl.store.Store;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/// Short looks at the queue while a person types. They make no queue where there is none, and give
/// up where there would be something to wait for or to report: the next command will say it.
@Singleton
public final class QuickRead {
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final StoreAccess access;

  public QuickRead(StoreAccess access) {
    this.access = access;
  }

  /// @param otherwise what to return if the queue cannot be looked at
  public <T> T at(Function<Store, T> look, T otherwise) {
    try {
      if (!access.place().exists()) {
        return otherwise;
      }
      // Closed again at once: the queue may be replaced while the shell is open.
      try (var store = access.connect(PATIENCE)) {
        return look.apply(store);
      }
    } catch (QueueException e) {
      return otherwise;
    }
  }

  public Map<JobState, Long> counts() {
    return at(store -> store.jobs().counts(), Map.of());
  }
}
