package dev.queuectl.store;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.Wait;
import dev.queuectl.environment.JobEnvironment;
import dev.queuectl.environment.Stdin;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.store.ChangedJobs.ChangedJob;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What people and programs do with jobs. Every method is one transaction, durable when it returns.
///
/// All methods throw [QueueException.Unavailable] if the store cannot do it; then nothing was
/// changed.
public interface JobStore {
  /// How many jobs one transaction changes at most, except for [#enqueue], so that other writers
  /// never wait for long: whoever changes more uses several transactions, see [Batches].
  int BATCH = 500;

  /// How many jobs one [#search] looks at.
  int MOST_LOOKED_AT = 20_000;

  /// Adds jobs, all or none, in the order of the iterator.
  ///
  /// An exception from the iterator ends the transaction without a change and is passed on.
  ///
  /// @param replace whether to replace a job of the same id that is not processing; its history is
  ///   deleted, and the caller must delete its output files A job whose key is taken (see
  ///   [dev.queuectl.UniqueKey]) is not added: the one that holds it stands for it.
  ///
  /// @throws QueueException.Duplicate if an id is taken and `replace` is false, or a key that must
  ///   be free
  /// @throws QueueException.WrongState if a job to be replaced is processing
  Enqueued enqueue(Iterator<NewJob> jobs, boolean replace, Instant now);

  /// The same for jobs of which some wait for others: while they are looked for, nobody else
  /// writes.
  ///
  /// @throws QueueException.NotFound if one waits for a job that is not there
  /// @throws QueueException.WrongState if what one waits for can never come
  /// @throws QueueException.Invalid if one waits for itself
  Enqueued enqueueTied(Iterator<NewJob> jobs, boolean replace, Instant now);

  /// What one [#enqueue] has done.
  ///
  /// @param ids of the jobs that were added, in order
  /// @param only the job as it was added, if it was a single one
  /// @param replaced the jobs that gave way
  /// @param twins of those that were not added, since their keys were taken: `ids` has the jobs
  ///   that hold these
  record Enqueued(
      List<String> ids, Optional<Job> only, List<ChangedJob> replaced, List<Twin> twins) {
    /// How many jobs there are more than before, but for those that were replaced by id.
    public int added() {
      return ids.size() - twins.size();
    }

    /// Whether another job stands for the one at that place.
    public boolean isTwin(int place) {
      return twins.stream().anyMatch(twin -> twin.place() == place);
    }
  }

  /// A job whose key was taken when another one was to be added.
  ///
  /// @param place of it in [Enqueued#ids]
  /// @param holder as it was then; if it was replaced, as it is now
  /// @param isReplaced whether it was given what the other one said
  record Twin(int place, Job holder, boolean isReplaced) {}

  Optional<Job> find(JobRef job);

  /// The job that has that id now.
  default Optional<Job> find(String id) {
    return find(new JobRef.Id(id));
  }

  /// The jobs whose ids begin like this, the last id first: for generated ids, the newest.
  ///
  /// @param limit at most this many
  List<Job> beginningWith(String idPart, int limit);

  /// The jobs that match, at most `query.limit()` of them. If no index finds them (see
  /// [JobFilter#isIndexed]), it takes as many searches as needed, which may be slow: if somebody is
  /// waiting, use one [#search] at a time.
  default List<Job> list(JobQuery query) {
    var found = search(query);
    var jobs = new ArrayList<>(found.jobs());
    while (found.next() != null && jobs.size() < query.limit()) {
      found = search(query.limitedTo(query.limit() - jobs.size()).after(found.next()));
      jobs.addAll(found.jobs());
    }
    return jobs;
  }

  /// The jobs that a free worker could claim now, in the order in which it would.
  ///
  /// @param limit at least 1
  List<Job> nextReady(int limit);

  /// The jobs that only wait for their time, scheduled or for a retry, soonest first.
  ///
  /// @param limit at least 1
  default List<Job> nextDue(int limit) {
    return nextDue(null, limit);
  }

  /// The same, from a place in that order on.
  ///
  /// @param after the last job before it; null is the beginning
  List<Job> nextDue(@Nullable Job after, int limit);

  /// The jobs that ended last, from the last.
  ///
  /// @param states those of ended jobs
  /// @param limit at least 1
  default List<Job> lastEnded(Set<JobState> states, int limit) {
    return lastEnded(states, Set.of(), limit);
  }

  /// The same of some queues; empty means all.
  List<Job> lastEnded(Set<JobState> states, Set<String> queues, int limit);

  /// What a job is given besides its options.
  ///
  /// @return empty if some of it is damaged, or no job has it any more
  Optional<Surroundings> surroundings(Surroundings.Kept kept);

  /// The environment with that number.
  default Optional<JobEnvironment> environment(long number) {
    return surroundings(new Surroundings.Kept(number, null, null)).map(Surroundings::environment);
  }

  /// The standard input with that number.
  default Optional<Stdin> stdin(long number) {
    return surroundings(new Surroundings.Kept(null, number, null)).map(Surroundings::stdin);
  }

  /// The history of a job, oldest first.
  List<Attempt> attempts(long jobSeq);

  /// What ties a job to others.
  JobTies ties(long job);

  /// Jobs that were given an end of this one to wait for, first enqueued first.
  ///
  /// @param after only those beyond this [Job#seq]
  List<Job> awaiting(long job, long after, int limit);

  /// The ids of those that would be cancelled with this job, since they wait for its success or
  /// failure, or for that of one of them.
  ///
  /// @param limit at most so many, and some more
  List<String> wouldSkip(long job, int limit);

  /// How many jobs there are in each state; every state has an entry.
  default Map<JobState, Long> counts() {
    return matching(JobFilter.ALL).orElseThrow();
  }

  /// How many pending and failed jobs wait for what; everything has an entry. Of scheduled jobs
  /// whose time has come, no more than 10,000 count as ready before a worker has seen to them.
  default Map<Wait, Long> waiting(Instant now) {
    return waiting(null, now);
  }

  /// The same for the jobs of one queue, which are counted anew.
  ///
  /// @param queue null for all
  Map<Wait, Long> waiting(@Nullable String queue, Instant now);

  /// How many jobs in each state match, whatever states the filter names, and whatever it says that
  /// they wait for; every state has an entry. Empty if more than [#MOST_LOOKED_AT] jobs would have
  /// to be looked at.
  Optional<Map<JobState, Long>> matching(JobFilter filter);

  /// Since when the job that has been ready longest has been ready; empty if no job is waiting for
  /// a slot.
  Optional<Instant> oldestWaitingSince();

  /// A page of the jobs that match. What no index finds is searched for among at most
  /// [#MOST_LOOKED_AT] jobs, in the order of the list; the page says where the next search
  /// continues.
  JobQuery.Found search(JobQuery query);

  /// Does the same to each of these jobs; it may be refused for one and done to the others. Their
  /// states are checked inside the transaction, so it makes no difference what has happened to them
  /// since they were found. The caller must delete the output files of removed jobs.
  ///
  /// @param jobs at most [#BATCH], each once
  /// @return what became of each, in order
  List<JobAction.Result> change(JobAction action, List<? extends JobRef> jobs, Instant now);

  /// Does it to the next jobs that it is meant for and is possible for, at most [#BATCH] of them.
  /// If no index finds them, they are searched for before the transaction, among at most
  /// [#MOST_LOOKED_AT] jobs, and checked again inside it. The caller must delete the output files
  /// of removed jobs. Of many batches, the first and the last are announced, or all of them if they
  /// had to be searched for.
  ///
  /// @param after where the previous batch ended; null means from the beginning
  /// @return what was done, perhaps to no job, and where to continue
  ChangedJobs changeAll(JobAction action, JobQuery.@Nullable Place after, Instant now);
}
