package dev.queuectl.cli;

import dev.queuectl.Job;
import dev.queuectl.QueueException;
import io.micronaut.context.annotation.Prototype;
import java.util.Optional;

/// Does what a key of `top` asks for.
@Prototype
final class TopChanges {
  private final StoreDoor door;

  TopChanges(StoreDoor door) {
    this.door = door;
  }

  /// @return what came of it, for people; empty if there was nothing to do
  Optional<String> carryOut(TopAction action) {
    try {
      return switch (action) {
        case TopAction.None(), TopAction.Quit() -> Optional.empty();
        case TopAction.Retry(var id) -> done(door.open().jobs().retry(id, door.now()));
        case TopAction.Cancel(var id) -> done(door.open().jobs().cancel(id, door.now()));
        case TopAction.Delete(var id) -> deleted(door.open().jobs().remove(id));
      };
    } catch (QueueException e) {
      return Optional.of(Failures.sentence(e));
    }
  }

  private Optional<String> done(Job job) {
    door.wakeWorkers();
    return Optional.of(
        switch (job.state()) {
          case PROCESSING -> job.id() + " is running and will be cancelled by its worker.";
          case CANCELLED -> job.id() + " cancelled.";
          case PENDING, COMPLETED, FAILED, DEAD -> job.id() + " is pending again.";
        });
  }

  private Optional<String> deleted(Job job) {
    door.removeOutput(job);
    return Optional.of(job.id() + " deleted.");
  }
}
