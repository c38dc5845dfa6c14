package dev.queuectl.cli.access;

import dev.queuectl.Queue;
import dev.queuectl.Words;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The names of the queues that have jobs or settings. Another name may be meant for later, but it
/// may be a slip, too.
@Singleton
public final class KnownQueues {
  private final StoreAccess access;

  KnownQueues(StoreAccess access) {
    this.access = access;
  }

  /// That there is no such queue, in a sentence or two; empty if there is one.
  ///
  /// @param name null for any queue
  public Optional<String> missing(@Nullable String name) {
    if (name == null || names().contains(name)) {
      return Optional.empty();
    }
    var near = near(name).map(other -> " Did you mean " + other + "?").orElse("");
    return Optional.of("There is no queue \"%s\".%s".formatted(name, near));
  }

  /// The other queue that is probably meant.
  public Optional<String> near(String name) {
    return Words.nearest(name, names().stream().filter(other -> !other.equals(name)).toList());
  }

  private List<String> names() {
    return access.open().queues().list().stream().map(Queue::name).toList();
  }
}
