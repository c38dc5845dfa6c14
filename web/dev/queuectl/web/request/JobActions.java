package dev.queuectl.web.request;

import dev.queuectl.Batches;
import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobEdit;
import dev.queuectl.JobQuery;
import dev.queuectl.JobQuery.Sort;
import dev.queuectl.JobState;
import dev.queuectl.JobStore;
import dev.queuectl.JobVerb;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.report.DeadGroups;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What can be done to jobs by way of the dashboard.
public final class JobActions {
  /// How many jobs one action on many changes; the next one goes on.
  public static final int MOST_CHANGED = 100_000;

  private final Site site;
  private final Trail trail;

  JobActions(Site site, Trail trail) {
    this.site = site;
    this.trail = trail;
  }

  /// @throws QueueException.NotFound
  /// @throws QueueException.WrongState
  public Job change(JobVerb verb, String id, Visitor by) {
    return change(verb, id, null, by);
  }

  /// @param seq of the job that is meant, in case another one has its id now; null for any
  /// @throws QueueException.NotFound
  /// @throws QueueException.WrongState
  public Job change(JobVerb verb, String id, @Nullable Long seq, Visitor by) {
    var job = change(new JobAction.Verb(verb), id, seq);
    if (verb == JobVerb.REMOVE) {
      removeOutput(job);
    }
    trail.add(by, verb.word(), id, null);
    return job;
  }

  private Job change(JobAction action, String id, @Nullable Long seq) {
    var jobs = site.store().jobs();
    if (seq != null) {
      return jobs.change(action, seq, site.now());
    }
    return switch (jobs.change(action, List.of(id), site.now()).getFirst()) {
      case JobAction.Result.Done(var job) -> job;
      case JobAction.Result.Refused(_, var why) -> throw why;
    };
  }

  /// What became of an action on many.
  ///
  /// @param changed how many jobs it was done to
  /// @param more whether others may be left
  public record Changed(long changed, boolean more) {}

  /// Does it to the jobs of these ids that are in a state that suits.
  public Changed changeAll(JobVerb verb, List<String> ids, Visitor by) {
    var action = new JobAction.Verb(verb);
    var changed =
        Batches.of(new LinkedHashSet<>(ids).iterator())
            .flatMap(batch -> site.store().jobs().change(action, batch, site.now()).stream())
            .filter(result -> isDone(result, verb))
            .count();
    return finished(verb, "%,d jobs by id".formatted(ids.size()), new Changed(changed, false), by);
  }

  /// Does it to these very jobs, where they are in a state that suits.
  public Changed changeSeen(JobVerb verb, List<Job> seen, Visitor by) {
    var whatever = JobQuery.newest(JobStore.BATCH);
    var changed =
        Batches.<Job>of(seen.iterator()).mapToLong(batch -> changeNow(verb, whatever, batch)).sum();
    return finished(
        verb, "%,d selected jobs".formatted(seen.size()), new Changed(changed, false), by);
  }

  private boolean isDone(JobAction.Result result, JobVerb verb) {
    if (result instanceof JobAction.Result.Done(var job) && verb == JobVerb.REMOVE) {
      removeOutput(job);
    }
    return result instanceof JobAction.Result.Done;
  }

  /// Does it to the jobs that match and are in a state that suits, at most [#MOST_CHANGED].
  ///
  /// @param what the jobs that are meant, for the event
  public Changed changeAll(JobVerb verb, JobQuery query, String what, Visitor by) {
    var suiting = suiting(verb, query);
    var changed = 0L;
    var open = suiting;
    while (open.isPresent() && changed < MOST_CHANGED) {
      var found = site.store().jobs().search(open.get());
      changed += changeNow(verb, open.get(), found.jobs());
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
  public Changed retryGroup(String group, Visitor by) {
    var dead = JobQuery.newest(JobStore.BATCH, JobState.DEAD);
    var members = new DeadGroups(site.store().jobs(), site.logs()).of(group).iterator();
    if (!members.hasNext()) {
      throw new QueueException.NotFound(
          "no dead job is in a group \"" + group + "\"", "See the dead letter queue.");
    }
    var changed = 0L;
    for (var batches = Batches.<Job>of(members).iterator();
        changed < MOST_CHANGED && batches.hasNext(); ) {
      changed += changeNow(JobVerb.RETRY, dead, batches.next());
    }
    return finished(JobVerb.RETRY, "group " + group, new Changed(changed, members.hasNext()), by);
  }

  /// To those that still match.
  private int changeNow(JobVerb verb, JobQuery only, List<Job> found) {
    var seqs = found.stream().map(Job::seq).toList();
    var jobs = site.store().jobs().changeAll(verb, only, seqs, site.now());
    if (verb == JobVerb.REMOVE) {
      jobs.forEach(this::removeOutput);
    }
    return jobs.size();
  }

  private Changed finished(JobVerb verb, String what, Changed changed, Visitor by) {
    trail.add(by, verb.word(), null, "%s: %,d changed".formatted(what, changed.changed()));
    return changed;
  }

  /// Adds a job.
  ///
  /// @param replace whether a job of the same id gives way, with its output
  public Job add(NewJob job, boolean replace, Visitor by) {
    var replaced = replace ? existing(List.of(job)) : List.<Job>of();
    var added = site.store().jobs().add(job, replace, site.now());
    replaced.forEach(this::removeOutput);
    trail.add(by, "enqueue", added.id(), added.command());
    return added;
  }

  /// Adds jobs, all or none.
  ///
  /// @param replace whether jobs of the same ids give way, with their output
  /// @return their ids, in order
  public List<String> enqueue(List<NewJob> added, boolean replace, Visitor by) {
    var replaced = replace ? existing(added) : List.<Job>of();
    var ids = site.store().jobs().enqueue(added.iterator(), replace, site.now());
    replaced.forEach(this::removeOutput);
    var isOne = ids.size() == 1;
    trail.add(
        by,
        "enqueue",
        isOne ? ids.getFirst() : null,
        isOne ? added.getFirst().command() : "%,d jobs".formatted(ids.size()));
    return ids;
  }

  private List<Job> existing(List<NewJob> added) {
    var jobs = site.store().jobs();
    return added.stream()
        .flatMap(job -> Stream.ofNullable(job.id()).flatMap(id -> jobs.find(id).stream()))
        .toList();
  }

  /// @throws QueueException.NotFound
  /// @throws QueueException.WrongState if it is processing
  public Job edit(String id, JobEdit edit, Visitor by) {
    return edit(id, null, edit, by);
  }

  /// @param seq of the job that is meant, in case another one has its id now; null for any
  /// @throws QueueException.NotFound
  /// @throws QueueException.WrongState if it is processing
  public Job edit(String id, @Nullable Long seq, JobEdit edit, Visitor by) {
    var job = change(new JobAction.Edit(edit), id, seq);
    trail.add(by, "edit", id, edit.command());
    return job;
  }

  private void removeOutput(Job job) {
    try {
      site.logs().remove(job.seq(), job.lastAttempt());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
