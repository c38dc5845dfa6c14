package dev.queuectl.worker;

import dev.queuectl.Worker;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether the steps of a worker fail, reported once when it begins and once when it is over; and
/// how long a leaving worker goes on trying.
final class Trouble {
  private static final Logger log = LoggerFactory.getLogger(Trouble.class);

  /// How long a draining worker in which nothing runs any more goes on trying to store ends.
  private static final Duration LAST_TRIES = Duration.ofSeconds(5);

  private final String workerId;
  private final Time time;
  private final Consumer<WorkerEvent> events;
  private boolean troubled;
  private Time.@Nullable Deadline lastTry;

  Trouble(String workerId, Time time, Consumer<WorkerEvent> events) {
    this.workerId = workerId;
    this.time = time;
    this.events = events;
  }

  /// Whether the last step failed.
  boolean isOn() {
    return troubled;
  }

  /// A step has failed.
  ///
  /// @param stop how the worker should leave; null if it should not
  void begin(String what, Worker.@Nullable Stop stop) {
    if (stop != null && lastTry == null) {
      lastTry = time.in(stop == Worker.Stop.NOW ? Duration.ZERO : LAST_TRIES);
    }
    if (!troubled) {
      troubled = true;
      log.info("in trouble worker={} reason={}", workerId, what);
      events.accept(new WorkerEvent.Troubled(what));
    }
  }

  /// A step has succeeded.
  void end() {
    lastTry = null;
    if (troubled) {
      troubled = false;
      events.accept(new WorkerEvent.Recovered());
    }
  }

  /// Whether the worker was asked to leave and the store accepts nothing. The next worker finds the
  /// ends in the journals, and the leases still under this one's name.
  boolean hasTriedLong(Worker.@Nullable Stop stop) {
    return lastTry != null && (stop == Worker.Stop.NOW || time.isPast(lastTry));
  }
}
