package dev.queuectl.worker;

import dev.queuectl.Durations;
import dev.queuectl.Job;
import dev.queuectl.Outcome;
import dev.queuectl.Settings;
import dev.queuectl.Transition;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.WorkerStore.Exchanged;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ended attempts that are not stored yet. Nothing is dropped while the store cannot be reached.
final class UnstoredEndings {
  private static final Logger log = LoggerFactory.getLogger(UnstoredEndings.class);

  private final Running running;
  private final Consumer<WorkerEvent> events;
  private final List<Ending> waiting = new ArrayList<>();
  private final Pace pace = new Pace();

  UnstoredEndings(Running running, Consumer<WorkerEvent> events) {
    this.running = running;
    this.events = events;
  }

  /// How long the ended attempts took.
  Pace pace() {
    return pace;
  }

  /// Takes an end that the launcher has reported.
  void collect(List<Exited> all, Settings settings) {
    for (var exited : all) {
      pace.ended(Durations.between(Objects.requireNonNull(exited.job().startedAt()), exited.at()));
      running
          .remove(exited.job())
          .ifPresentOrElse(
              job -> waiting.add(job.ending(exited, settings)),
              () -> log.info("left to its heir job={}", exited.job().id()));
    }
  }

  /// Takes a job that was claimed, but cancelled before it was started.
  void cancelled(Job job) {
    var at = Objects.requireNonNull(job.startedAt());
    waiting.add(new Ending(job, new Outcome.Cancelled(), new Transition.Cancel(), at, 0, 0));
  }

  List<Ending> waiting() {
    return List.copyOf(waiting);
  }

  /// Whether the end of this attempt is waiting, under this very lease.
  boolean has(Job job) {
    return waiting.stream()
        .map(Ending::job)
        .anyMatch(ended -> ended.seq() == job.seq() && token(ended) == token(job));
  }

  private static long token(Job job) {
    return Objects.requireNonNull(job.lease()).token();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /// Everything that was waiting has been stored, except what was lost to other workers and jobs in
  /// quarantine.
  void stored(Exchanged exchanged) {
    var apart =
        exchanged.quarantined().stream().map(one -> one.job().seq()).collect(Collectors.toSet());
    for (var ending : waiting) {
      if (apart.contains(ending.job().seq())) {
        log.info("not stored job={} outcome={}", ending.job().id(), ending.outcome().word());
      } else if (exchanged.lost().contains(ending)) {
        log.warn("lost the lease job={} token={}", ending.job().id(), ending.job().lease());
      } else {
        var isCancelled = exchanged.cancelled().contains(ending.job().seq());
        tell(ending, isCancelled ? new Transition.Cancel() : ending.transition());
      }
    }
    waiting.clear();
  }

  private void tell(Ending ending, Transition transition) {
    var job = ending.job();
    var ran = Durations.between(Objects.requireNonNull(job.startedAt()), ending.endedAt());
    log.info(
        "ended job={} attempt={} outcome={}", job.id(), job.lastAttempt(), ending.outcome().word());
    events.accept(new WorkerEvent.Ended(job, ending.outcome(), transition, ran));
  }
}
