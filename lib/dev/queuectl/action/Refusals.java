package dev.queuectl.action;

import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobField;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.QueueException.Known;
import dev.queuectl.QueueException.NotFound;
import dev.queuectl.QueueException.Outdated;
import dev.queuectl.QueueException.WrongState;
import dev.queuectl.Refusal;
import dev.queuectl.Words;
import java.util.Set;

/// Refusals as exceptions.
public final class Refusals {
  private static final Set<JobState> DEAD = Set.of(JobState.DEAD);

  private Refusals() {}

  /// @return a [NotFound], a [WrongState] or an [Outdated]
  public static QueueException exception(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Missing(var id) ->
          new NotFound("there is no job \"" + id + "\"", Known.LIST_JOBS);
      case Refusal.Gone _ -> NotFound.gone();
      case Refusal.NotMeant(var action, var job) -> notMeant(job, action.only());
      case Refusal.NeverMet(var job, var dependency, var end) ->
          new WrongState(
              "%s waits for %s, which is %s".formatted(job.id(), dependency.on(), end.state()),
              new QueueException.RetryOther(dependency.on(), job.id()));
      case Refusal.Awaited(var job, var others) ->
          new WrongState(
              "%s for %s: %s"
                  .formatted(
                      Numbers.counted(others.size(), "job waits", "jobs wait"),
                      job.id(),
                      Words.few(others)),
              new QueueException.RemoveOthers());
      case Refusal.KeyTaken(var job, var holder) ->
          new WrongState(
              "the job \"%s\" is left as it is: its key %s is taken by %s (%s)"
                  .formatted(
                      job.id(),
                      holder.policy().get(JobField.UNIQUE),
                      holder.id(),
                      holder.state().word()),
              "Cancel that first.");
      case Refusal.Unsuited(JobAction.Edit _, var job) ->
          wrongState(job, "cannot be edited", "Wait until it has ended, or cancel it.");
      case Refusal.Unsuited(JobAction.Verb(var verb, _, _), var job) -> unsuited(verb, job);
    };
  }

  private static WrongState unsuited(JobVerb verb, Job job) {
    return switch (verb) {
      case CANCEL -> wrongState(job, "cannot be cancelled", "It has ended already.");
      case RETRY -> wrongState(job, "cannot be retried", "Only a failed or ended job can.");
      case HOLD -> wrongState(job, "cannot be held", "Only a waiting job can.");
      case RELEASE -> wrongState(job, "cannot be released", "Only a waiting job can.");
      case REMOVE -> wrongState(job, "cannot be removed", "Cancel it first.");
    };
  }

  private static QueueException notMeant(Job job, JobFilter only) {
    if (only.version() != null && !only.version().equals(job.version())) {
      return new Outdated(
          "the job \"%s\" has changed since it was read".formatted(job.id()), "Read it again.");
    }
    if (only.states().equals(DEAD)) {
      return notDead(job);
    }
    var isOther = !only.askedStates().contains(job.state());
    return isOther && only.states().size() == 1
        ? wrongState(job, "no longer " + only.states().iterator().next().word(), "Look again.")
        : wrongState(job, "does not match", "Nothing was changed.");
  }

  /// Only the dead letter queue was meant.
  public static WrongState notDead(Job job) {
    return new WrongState(
        "the job \"%s\" is %s, not in the dead letter queue"
            .formatted(job.id(), job.state().word()),
        Known.LIST_DEAD);
  }

  private static WrongState wrongState(Job job, String what, String advice) {
    return new WrongState(
        "the job \"%s\" is %s and %s".formatted(job.id(), job.state().word(), what), advice);
  }
}
