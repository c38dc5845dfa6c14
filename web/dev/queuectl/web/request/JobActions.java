package dev.queuectl.web.request;

import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobAction.Result;
import dev.queuectl.JobEdit;
import dev.queuectl.JobVerb;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.action.Actions;
import dev.queuectl.report.DeadGroups;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobQuery.Sort;
import dev.queuectl.store.JobRef;
import dev.queuectl.store.JobStore;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What can be done to jobs by way of the dashboard.
public final class JobActions {
  /// How many jobs one action on many changes; the next one goes on.
  public static final int MOST_CHANGED = 100_000;

  private final ServedQueue served;
  private final AuditLog audit;
  private final Actions actions;

  JobActions(ServedQueue served, AuditLog audit) {
    this.served = served;
    this.audit = audit;
    this.actions = new Actions(served.store(), served::logs);
  }

  /// Does it to one job.
  ///
  /// @throws QueueException.NotFound
  /// @throws QueueException.WrongState
  public Job change(JobAction.Verb action, JobRef which, Caller by) {
    var job = actions.change(action, which);
    audit.add(by, action.verb().word(), job.id(), null);
    return job;
  }

  /// What became of an action on many.
  ///
  /// @param changed how many jobs it was done to
  /// @param more whether others may be left
  public record Changed(long changed, boolean more) {}

  /// Does it to those of these jobs to which it can be done.
  ///
  /// @param what the jobs that are meant, for the event
  public Changed changeAll(
      JobAction.Verb action, Collection<? extends JobRef> jobs, String what, Caller by) {
    var changed =
        actions
            .change(action, new LinkedHashSet<>(jobs).iterator())
            .filter(Result.Done.class::isInstance)
            .count();
    return finished(action.verb(), what, new Changed(changed, false), by);
  }

  /// Does it to the jobs that match and are in a state that suits, at most [#MOST_CHANGED].
  ///
  /// @param what the jobs that are meant, for the event
  public Changed changeAll(JobVerb verb, JobQuery query, String what, Caller by) {
    var suiting = suiting(verb, query);
    var changed = 0L;
    var open = suiting;
    while (open.isPresent() && changed < MOST_CHANGED) {
      var found = served.store().jobs().search(open.get());
      var action = new JobAction.Verb(verb, open.get().filter());
      changed += actions.changeAll(action, found.jobs().stream()).count();
      open = Optional.ofNullable(found.next()).flatMap(next -> suiting.map(it -> it.after(next)));
    }
    return finished(verb, what, new Changed(changed, open.isPresent()), by);
  }

  /// The same jobs from the oldest on, without those in states that do not suit; empty if that are
  /// all.
  private static Optional<JobQuery> suiting(JobVerb verb, JobQuery query) {
    var states = query.filter().statesFor(verb);
    return states.isEmpty()
        ? Optional.empty()
        : Optional.of(new JobQuery(query.filter().in(states), Sort.OLDEST, JobStore.BATCH));
  }

  /// Brings back the dead jobs of one cause.
  ///
  /// @throws QueueException.NotFound if there are none
  public Changed retryGroup(String group, Caller by) {
    var members = new DeadGroups(served.store().jobs(), served.logs()).of(group).iterator();
    if (!members.hasNext()) {
      throw new QueueException.NotFound(
          "there is no group \"" + group + "\"", "See the dead letter queue.");
    }
    var changed = actions.changeAll(JobAction.Verb.ofDead(JobVerb.RETRY), firstOf(members)).count();
    return finished(JobVerb.RETRY, "group " + group, new Changed(changed, members.hasNext()), by);
  }

  private static Stream<Job> firstOf(Iterator<Job> jobs) {
    return Stream.generate(() -> jobs)
        .takeWhile(Iterator::hasNext)
        .limit(MOST_CHANGED)
        .map(Iterator::next);
  }

  private Changed finished(JobVerb verb, String what, Changed changed, Caller by) {
    audit.add(by, verb.word(), null, "%s: %,d changed".formatted(what, changed.changed()));
    return changed;
  }

  /// Adds a job.
  ///
  /// @param replace whether a job of the same id gives way, with its output
  public Job add(NewJob job, boolean replace, Caller by) {
    var added = actions.add(job, replace);
    audit.add(by, "enqueue", added.id(), added.command());
    return added;
  }

  /// Adds jobs, all or none.
  ///
  /// @param replace whether jobs of the same ids give way, with their output
  /// @return their ids, in order
  public List<String> enqueue(List<NewJob> added, boolean replace, Caller by) {
    var ids = actions.enqueue(added, added.iterator(), replace);
    var isOne = ids.size() == 1;
    audit.add(
        by,
        "enqueue",
        isOne ? ids.getFirst() : null,
        isOne ? added.getFirst().command() : "%,d jobs".formatted(ids.size()));
    return ids;
  }

  /// @throws QueueException.NotFound
  /// @throws QueueException.WrongState if it is processing
  public Job edit(JobEdit edit, JobRef which, Caller by) {
    var job = actions.change(new JobAction.Edit(edit), which);
    audit.add(by, "edit", job.id(), edit.command());
    return job;
  }
}
