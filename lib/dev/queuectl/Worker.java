package dev.queuectl;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One QueueCTL process that executes jobs, as the store knows it.
///
/// @param id short, made by us
/// @param host where it runs, for people
/// @param process which process it is, for telling whether it still lives
/// @param slots how many jobs it runs at a time
/// @param queues the queues it serves; empty means all
/// @param heartbeatAt when it last said that it lives
/// @param leaseUntil until when it need not say so again
/// @param stop null until somebody asks it to leave
/// @param jobsDone attempts it has ended
/// @param runMillis how long those ran in all
public record Worker(
    String id,
    String host,
    ProcessIdentity process,
    int slots,
    Set<String> queues,
    Instant startedAt,
    Instant heartbeatAt,
    Instant leaseUntil,
    @Nullable Stop stop,
    long jobsDone,
    long runMillis) {

  public Worker {
    queues = Set.copyOf(queues);
  }

  /// How a worker is asked to leave; a later one overrules those before it.
  public enum Stop {
    /// Claims nothing more, lets its jobs end, then leaves.
    DRAIN,
    /// Goes at once without leaving: its jobs run on, for the next worker to take over.
    HANDOVER,
    /// Ends its jobs as interrupted, then leaves.
    NOW
  }
}
