package dev.queuectl.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// The exits that the launcher's threads have seen and the engine has not collected yet. While ends
/// wait for others, the engine looks soon anyway and need not be woken: each wake-up would take as
/// long as the rest of what it does for a short job. Thread-safe.
final class Exits {
  private final ConcurrentLinkedQueue<Exited> waiting = new ConcurrentLinkedQueue<>();
  private final Runnable wake;

  /// Whether the engine knows that there are exits, or will look soon anyway.
  private final AtomicBoolean announced = new AtomicBoolean();

  /// @param wake called when there is something to collect
  Exits(Runnable wake) {
    this.wake = wake;
  }

  /// @param urgent whether the engine should look at once, even if it looks soon anyway
  void add(Exited exited, boolean urgent) {
    waiting.add(exited);
    if (!announced.getAndSet(true) || urgent) {
      wake.run();
    }
  }

  /// @param soon whether the engine collects again soon, without being woken
  List<Exited> collect(boolean soon) {
    if (!soon) {
      announced.set(false); // first: what comes now is announced again
    }
    var all = new ArrayList<Exited>();
    for (var one = waiting.poll(); one != null; one = waiting.poll()) {
      all.add(one);
    }
    return all;
  }

  /// From now on, the next exit is announced; so is one that is waiting.
  void listen() {
    announced.set(false);
    if (!waiting.isEmpty() && !announced.getAndSet(true)) {
      wake.run();
    }
  }
}
