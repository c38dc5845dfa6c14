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
/// @param wantedSlots how many somebody wants it to run; null when that is `slots`
/// @param queues the queues it serves; empty means all
/// @param heartbeatAt when it last said that it lives
/// @param leaseUntil until when it need not say so again
/// @param stop null until somebody asks it to leave
/// @param jobsDone attempts it has ended
/// @param runMillis how long those ran in all
/// @param trouble what keeps it from starting jobs, a clause; null if nothing does
public record Worker(
    String id,
    String host,
    ProcessIdentity process,
    int slots,
    @Nullable Integer wantedSlots,
    Set<String> queues,
    Instant startedAt,
    Instant heartbeatAt,
    Instant leaseUntil,
    @Nullable Stop stop,
    long jobsDone,
    long runMillis,
    @Nullable String trouble) {

  public static final int MOST_SLOTS = 1000;

  /// No queue can have that name.
  public static final String NO_QUEUE = "-";

  public Worker {
    queues = Set.copyOf(queues);
  }

  /// With as many slots as are wanted, and no trouble.
  public Worker(
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
    this(
        id,
        host,
        process,
        slots,
        null,
        queues,
        startedAt,
        heartbeatAt,
        leaseUntil,
        stop,
        jobsDone,
        runMillis,
        null);
  }

  /// Whether it serves no queue, but runs one job only that somebody waits for.
  public boolean isSolo() {
    return queues.equals(Set.of(NO_QUEUE));
  }

  /// Whether that is its id or its pid.
  public boolean isCalled(String name) {
    return id.equals(name) || Long.toString(process.pid()).equals(name);
  }

  /// How many jobs it will run at a time, once it has done what is wanted of it.
  public int targetSlots() {
    return wantedSlots == null ? slots : wantedSlots;
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
