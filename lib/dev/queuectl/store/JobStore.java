package dev.queuectl.store;

import dev.queuectl.Attempt;
import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What people and programs do with jobs. Every method is one transaction, durable when it returns.
///
/// All methods throw [QueueException.Unavailable] when the store cannot do it; nothing was changed
/// then.
public interface JobStore {
  /// How many jobs one transaction changes at most, but for [#enqueue], so that nobody who wants to
  /// write waits for long: whoever changes more does it in several, see [Batches].
  int BATCH = 500;

  /// How many jobs one [#search] looks at.
  int MOST_LOOKED_AT = 20_000;

  /// Adds jobs, all or none, in the order of the iterator.
  ///
  /// What the iterator throws ends the transaction without a change and is passed on.
  ///
  /// @param replace whether a job of the same id that is not processing gives way; its history goes
  /// @return the id of each job, in order
  /// @throws QueueException.Duplicate if an id is taken and `replace` is false
  /// @throws QueueException.WrongState if a job to be replaced is processing
  List<String> enqueue(Iterator<NewJob> jobs, boolean replace, Instant now);

  /// Adds one job, as [#enqueue] does.
  ///
  /// @return what was added, whatever becomes of its id afterwards
  Job add(NewJob job, boolean replace, Instant now);

  Optional<Job> find(JobRef job);

  /// Whichever job has that id now.
  default Optional<Job> find(String id) {
    return find(new JobRef.Id(id));
  }

  /// The jobs whose ids begin so, the last id first: of ids that we have made, the newest.
  ///
  /// @param limit at most so many of them
  List<Job> beginningWith(String idPart, int limit);

  /// The jobs that match, at most `query.limit()` of them. Where indexes do not lead to them (see
  /// [JobFilter#isIndexed]) it takes as many searches as are needed, and may take long: whoever has
  /// somebody wait asks for one [#search] at a time.
  default List<Job> list(JobQuery query) {
    var found = search(query);
    var jobs = new ArrayList<>(found.jobs());
    while (found.next() != null && jobs.size() < query.limit()) {
      found = search(query.limitedTo(query.limit() - jobs.size()).after(found.next()));
      jobs.addAll(found.jobs());
    }
    return jobs;
  }

  /// The jobs that a free worker could claim now, in the order in which they will be.
  ///
  /// @param limit at least 1
  List<Job> nextReady(int limit);

  /// The jobs that wait for their time only, scheduled or for a retry, soonest first.
  ///
  /// @param limit at least 1
  List<Job> nextDue(int limit);

  /// The history of a job, oldest first.
  List<Attempt> attempts(long jobSeq);

  /// How many jobs there are in each state; every state has an entry.
  Map<JobState, Long> counts();

  /// Since when the job that could run and has waited longest could run; empty when none waits for
  /// a slot.
  Optional<Instant> oldestWaitingSince();

  /// A page of the jobs that match. What nothing indexes is looked for among [#MOST_LOOKED_AT] jobs
  /// at most, in the order of the list; the page says where the next search goes on.
  JobQuery.Found search(JobQuery query);

  /// Does the same to each of these jobs: it may be refused to one while it is done to the others.
  /// Their states are looked at inside the transaction, so it makes no difference what has happened
  /// to them since they were looked for. The output files of removed jobs are the caller's to
  /// delete.
  ///
  /// @param jobs at most [#BATCH], each once
  /// @return what became of each, in order
  List<JobAction.Result> change(JobAction action, List<? extends JobRef> jobs, Instant now);

  /// Does it to jobs that it is meant for and to which it can be done: to the next [#BATCH] of them
  /// at most. Where indexes do not lead to them they are looked for, among [#MOST_LOOKED_AT] jobs
  /// at most, before the transaction, and looked at again inside it. The output files of removed
  /// jobs are the caller's to delete. Of many batches the first and the last are announced, or all
  /// that had to be looked for.
  ///
  /// @param after where the batch before has ended; null means from the beginning
  /// @return what was done, to no job perhaps, and where to go on
  ChangedJobs changeAll(JobAction.Verb action, JobQuery.@Nullable Place after, Instant now);
}
