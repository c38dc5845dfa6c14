package dev.queuectl.cli.top;

import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobVerb;
import dev.queuectl.QueueException;
import dev.queuectl.QueueException.NotFound;
import dev.queuectl.cli.access.StoreDoor;
import dev.queuectl.cli.console.Failures;
import io.micronaut.context.annotation.Prototype;
import java.util.Optional;

/// Does what a key of `top` asks for.
@Prototype
final class TopChanges {
  private final StoreDoor door;

  TopChanges(StoreDoor door) {
    this.door = door;
  }

  /// @param shown what the person saw: the job is meant that had the id there
  /// @return what came of it, for people; empty if there was nothing to do
  Optional<String> carryOut(TopAction action, TopData shown) {
    try {
      return switch (action) {
        case TopAction.None(), TopAction.Quit() -> Optional.empty();
        case TopAction.Retry(var id) -> done(change(JobVerb.RETRY, id, shown));
        case TopAction.Cancel(var id) -> done(change(JobVerb.CANCEL, id, shown));
        case TopAction.Delete(var id) -> deleted(change(JobVerb.REMOVE, id, shown));
      };
    } catch (QueueException e) {
      return Optional.of(Failures.sentence(e));
    }
  }

  private Job change(JobVerb verb, String id, TopData shown) {
    var jobs = door.open().jobs();
    var action = new JobAction.Verb(verb);
    var job = shown.job(id).or(() -> jobs.find(id));
    return jobs.change(action, job.orElseThrow(NotFound::gone).seq(), door.now());
  }

  private Optional<String> done(Job job) {
    door.wakeWorkers();
    return Optional.of(
        switch (job.state()) {
          case PROCESSING -> job.id() + " is running and will be cancelled by its worker.";
          case CANCELLED -> job.id() + " cancelled.";
          case PENDING, COMPLETED, FAILED, DEAD ->
              job.id() + " is pending again" + (job.held() ? ", held." : ".");
        });
  }

  private Optional<String> deleted(Job job) {
    door.removeOutput(job);
    return Optional.of(job.id() + " deleted.");
  }
}
