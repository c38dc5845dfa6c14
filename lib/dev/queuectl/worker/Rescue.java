package dev.queuectl.worker;

import dev.queuectl.ProcessIdentity;
import dev.queuectl.Worker;
import dev.queuectl.process.posix.Identities.Liveness;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Decides which workers are dead.
///
/// A worker on this host is dead if its process is. A worker on another host is dead when its
/// heartbeat has not changed for a whole lease, by the clock that never jumps: comparing its times
/// with ours would declare living workers dead whenever a clock is off.
final class Rescue {
  private record Sighting(Instant heartbeatAt, Time.Deadline deadline) {}

  private final Time time;
  private final Function<ProcessIdentity, Liveness> liveness;
  private final Map<String, Sighting> sightings = new HashMap<>();

  Rescue(Time time, Function<ProcessIdentity, Liveness> liveness) {
    this.time = time;
    this.liveness = liveness;
  }

  List<Worker> dead(List<Worker> others, Duration lease) {
    sightings.keySet().retainAll(others.stream().map(Worker::id).toList());
    return others.stream().filter(worker -> isDead(worker, lease)).toList();
  }

  /// Nobody could be seen for a while, and perhaps nobody could be heard: each gets a whole lease
  /// again. Otherwise whoever reaches a store first that was away would take all others for dead.
  void lostSight() {
    sightings.clear();
  }

  private boolean isDead(Worker worker, Duration lease) {
    return switch (liveness.apply(worker.process())) {
      case DEAD -> true;
      case ALIVE, UNKNOWN -> isSilent(worker, lease);
    };
  }

  private boolean isSilent(Worker worker, Duration lease) {
    var seen = sightings.get(worker.id());
    if (seen == null || !seen.heartbeatAt.equals(worker.heartbeatAt())) {
      sightings.put(worker.id(), new Sighting(worker.heartbeatAt(), time.in(lease)));
      return false;
    }
    return time.isPast(seen.deadline);
  }
}
