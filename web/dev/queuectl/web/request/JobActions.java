package dev.queuectl.web.request;

import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobEdit;
import dev.queuectl.JobVerb;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.action.Actions;
import dev.queuectl.action.AuditLog;
import dev.queuectl.action.Changed;
import dev.queuectl.report.DeadGroups;
import dev.queuectl.store.JobRef;
import dev.queuectl.store.JobStore.Enqueued;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/// What can be done to jobs by way of the dashboard.
public final class JobActions {
  /// How many jobs one action on many changes; the next one goes on.
  public static final int MOST_CHANGED = 100_000;

  private final ServedQueue served;
  private final Feed feed;
  private final Actions actions;

  JobActions(ServedQueue served, Feed feed) {
    this.served = served;
    this.feed = feed;
    this.actions = new Actions(served.store(), served::logs);
  }

  /// Does it to one job.
  ///
  /// @throws QueueException.NotFound
  /// @throws QueueException.WrongState
  public Job change(JobAction.Verb action, JobRef which, Caller by) {
    var job = actions.change(action, which);
    audit(by).add(action.verb().word(), job.id(), null);
    return job;
  }

  /// Does it to those of these jobs to which it can be done.
  ///
  /// @param what the jobs that are meant, for the event
  public Changed changeAll(
      JobAction.Verb action, Collection<? extends JobRef> jobs, String what, Caller by) {
    var each = new LinkedHashSet<>(jobs).iterator();
    return finished(action, what, actions.changeAll(action, each, MOST_CHANGED), by);
  }

  /// Does it to the jobs that match and are in a state that suits, at most [#MOST_CHANGED].
  ///
  /// @param what the jobs that are meant, for the event
  public Changed changeAll(JobAction action, String what, Caller by) {
    return finished(action, what, actions.changeAll(action, MOST_CHANGED), by);
  }

  /// Brings back the dead jobs of one cause.
  ///
  /// @throws QueueException.NotFound if there are none
  public Changed retryGroup(String group, Caller by) {
    var members =
        new DeadGroups(served.store().jobs(), served.logs())
            .of(group)
            .map(JobRef.Itself::new)
            .iterator();
    if (!members.hasNext()) {
      throw new QueueException.NotFound(
          "there is no group \"" + group + "\"", "See the dead letter queue.");
    }
    var retry = JobAction.Verb.ofDead(JobVerb.RETRY);
    return finished(retry, "group " + group, actions.changeAll(retry, members, MOST_CHANGED), by);
  }

  private Changed finished(JobAction action, String what, Changed changed, Caller by) {
    audit(by).add(action.word(), null, "%s: %,d changed".formatted(what, changed.jobs()));
    return changed;
  }

  /// Adds jobs, all or none.
  ///
  /// @param replace whether jobs of the same ids give way, with their output
  public Enqueued enqueue(List<NewJob> jobs, boolean replace, Caller by) {
    var enqueued = actions.enqueue(jobs.iterator(), replace);
    enqueued
        .only()
        .ifPresentOrElse(
            job -> audit(by).add("enqueue", job.id(), job.command()),
            () -> audit(by).add("enqueue", null, "%,d jobs".formatted(jobs.size())));
    return enqueued;
  }

  /// @throws QueueException.NotFound
  /// @throws QueueException.WrongState if it is processing
  public Job edit(JobEdit edit, JobRef which, Caller by) {
    var job = actions.change(new JobAction.Edit(edit), which);
    audit(by).add("edit", job.id(), edit.command());
    return job;
  }

  private AuditLog audit(Caller by) {
    return DashboardContext.audit(served, feed, by.actor());
  }
}
