package dev.queuectl.cli.top;

import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobVerb;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.store.JobRef;
import io.micronaut.context.annotation.Prototype;
import java.util.Optional;

/// Does what a key of `top` asks for.
@Prototype
final class TopChanges {
  private final StoreAccess access;

  TopChanges(StoreAccess access) {
    this.access = access;
  }

  /// @param shown what the person saw: the job is meant that had the id there
  /// @return what came of it, for people; empty if there was nothing to do
  Optional<String> carryOut(TopAction action, TopData shown) {
    try {
      return switch (action) {
        case TopAction.None(), TopAction.Quit() -> Optional.empty();
        case TopAction.Retry(var id) -> done(change(JobVerb.RETRY, id, shown));
        case TopAction.Cancel(var id) -> done(change(JobVerb.CANCEL, id, shown));
        case TopAction.Delete(var id) ->
            Optional.of("Deleted " + change(JobVerb.REMOVE, id, shown).id() + ".");
      };
    } catch (QueueException e) {
      return Optional.of(Failures.sentence(e));
    }
  }

  private Job change(JobVerb verb, String id, TopData shown) {
    var job =
        shown
            .job(id)
            .or(() -> access.open().jobs().find(id))
            .orElseThrow(QueueException.NotFound::gone);
    return access
        .actions()
        .change(JobAction.Verb.asSeen(verb, job.state()), new JobRef.Itself(job))
        .job();
  }

  private static Optional<String> done(Job job) {
    return Optional.of(
        switch (job.state()) {
          case PROCESSING -> job.id() + " is running; its worker will cancel it.";
          case CANCELLED -> "Cancelled " + job.id() + ".";
          case PENDING, COMPLETED, FAILED, DEAD ->
              "Retried " + job.id() + (job.held() ? "; still held." : ".");
        });
  }
}
