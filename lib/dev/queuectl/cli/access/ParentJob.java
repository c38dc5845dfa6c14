package dev.queuectl.cli.access;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.QueueException;
import dev.queuectl.report.Reason;
import dev.queuectl.report.ReasonText;
import dev.queuectl.report.Why;
import jakarta.inject.Singleton;
import java.util.Optional;

/// The job that runs this command, if one of this very queue does: while the command waits for
/// another job, the parent holds the slot that this may need.
@Singleton
public final class ParentJob {
  private final CommandContext context;

  ParentJob(CommandContext context) {
    this.context = context;
  }

  /// The id of that job; empty if there is none.
  public Optional<String> id() {
    var env = context.console().env();
    return Optional.ofNullable(env.get("QUEUECTL_JOB_ID"))
        .filter(_ -> context.access().place().address().equals(env.get("QUEUECTL_DB")))
        .filter(id -> context.open().jobs().find(id).isPresent());
  }

  /// Why a job that this command waits for does not start, if its parent is why.
  public Optional<Reason.ParentHoldsPlace> inTheWayOf(Job job) {
    return job.state() == JobState.PENDING
        ? id().flatMap(id -> inTheWayOf(job, id))
        : Optional.empty();
  }

  private Optional<Reason.ParentHoldsPlace> inTheWayOf(Job job, String id) {
    return Why.of(job, id, context.open(), context.now(), Optional.empty()).stream()
        .filter(Reason.ParentHoldsPlace.class::isInstance)
        .map(Reason.ParentHoldsPlace.class::cast)
        .findFirst();
  }

  /// In words, with what to do.
  public String text(Reason reason) {
    return new ReasonText(context.now(), context.console().zone()).withCommand(reason);
  }

  /// @throws QueueException.WrongState if the job can never start while this command waits for it
  public void refuseToWaitForEver(Job job, String otherwise) {
    inTheWayOf(job)
        .filter(Reason.ParentHoldsPlace::isForEver)
        .ifPresent(
            reason -> {
              throw new QueueException.WrongState(
                  "the job %s would never start%s".formatted(job.id(), otherwise), text(reason));
            });
  }
}
