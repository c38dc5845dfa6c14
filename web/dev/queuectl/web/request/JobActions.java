package dev.queuectl.web.request;

import dev.queuectl.Event;
import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobEdit;
import dev.queuectl.JobFilter;
import dev.queuectl.JobVerb;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.action.Actions;
import dev.queuectl.action.AuditLog;
import dev.queuectl.action.Changed;
import dev.queuectl.store.JobRef;
import dev.queuectl.store.JobStore.Enqueued;
import dev.queuectl.store.RequestStore.Addition;
import dev.queuectl.store.RequestStore.Answer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What can be done to jobs by way of the dashboard.
public final class JobActions {
  /// How many jobs one action on many changes; the next one goes on.
  public static final int MOST_CHANGED = 100_000;

  private final ServedQueue served;
  private final Feed feed;

  /// Of all requests, so that theirs can be carried out together; each says who sent it.
  private final Actions shared;

  JobActions(ServedQueue served, Feed feed) {
    this.served = served;
    this.feed = feed;
    this.shared = new Actions(served.store(), served::logs, AuditLog.NONE);
  }

  private Actions actions(Caller by) {
    var audit = DashboardContext.audit(served, feed, by.actor());
    return new Actions(served.store(), served::logs, audit);
  }

  /// Does it to one job.
  ///
  /// @throws QueueException.NotFound
  /// @throws QueueException.WrongState
  public JobAction.Result.Done change(JobAction.Verb action, JobRef which, Caller by) {
    return actions(by).change(action, which);
  }

  /// Does it to those of these jobs to which it can be done.
  ///
  /// @param what the jobs that are meant, for the event
  public Changed changeAll(
      JobAction action, Collection<? extends JobRef> jobs, String what, Caller by) {
    var each = new LinkedHashSet<>(jobs).iterator();
    return actions(by).changeAll(action, each, what, MOST_CHANGED);
  }

  /// Does it to each of these jobs, if it can be done to it.
  ///
  /// @param ids each once
  /// @return what became of each, in order
  public List<JobAction.Result> changeEach(JobAction action, List<String> ids, Caller by) {
    return actions(by).change(action, ids.stream().map(JobRef.Id::new).iterator()).toList();
  }

  /// Does it to the jobs that match and are in a state that suits, at most [#MOST_CHANGED].
  public Changed changeAll(JobAction action, Caller by) {
    return actions(by).changeAll(action, MOST_CHANGED);
  }

  /// Does it to the dead jobs of one group, as it is when each batch of them is changed.
  ///
  /// @throws QueueException.NotFound if there are none
  public Changed changeGroup(JobVerb verb, String group, Caller by) {
    var name = group.strip().toLowerCase(Locale.ROOT);
    if (served.store().causes().group(name).isEmpty()) {
      throw new QueueException.NotFound(
          "there is no group \"" + group + "\"", "See the dead letter queue.");
    }
    return changeAll(new JobAction.Verb(verb, JobFilter.ALL.diedOf(name)), by);
  }

  /// Adds jobs, all or none.
  ///
  /// @param replace whether jobs of the same ids give way, with their output
  public Enqueued enqueue(List<NewJob> jobs, boolean replace, Caller by) {
    return enqueue(jobs, replace, by, null);
  }

  /// The same.
  ///
  /// @param answer kept in the same transaction; null for none
  public Enqueued enqueue(
      List<NewJob> jobs, boolean replace, Caller by, @Nullable Function<Enqueued, Answer> answer) {
    var addition = new Addition(jobs, replace, added -> event(added, replace, by), answer);
    var enqueued = shared.enqueue(addition);
    feed.touch();
    return enqueued;
  }

  private Event event(Enqueued enqueued, boolean replace, Caller by) {
    return new Event(
        served.now(),
        by.actor().name(),
        by.actor().origin(),
        "enqueue",
        enqueued.only().map(Job::id).orElse(null),
        Actions.detail(enqueued, replace));
  }

  /// @throws QueueException.NotFound
  /// @throws QueueException.WrongState if it is processing
  public Job edit(JobEdit edit, JobRef which, Caller by) {
    return edit(new JobAction.Edit(edit), which, by);
  }

  /// The same, if the job is still one that is meant.
  ///
  /// @throws QueueException.Outdated if it is at another version
  public Job edit(JobAction.Edit action, JobRef which, Caller by) {
    return actions(by).change(action, which).job();
  }
}
