package dev.queuectl;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What people and programs do with jobs. Every method is one transaction, durable when it returns.
///
/// All methods throw [QueueException.Unavailable] when the store cannot do it; nothing was changed
/// then.
public interface JobStore {

  /// Adds jobs, all or none, in the order of the iterator.
  ///
  /// What the iterator throws ends the transaction without a change and is passed on.
  ///
  /// @param replace whether a job of the same id that is not processing gives way; its history goes
  /// @return the id of each job, in order
  /// @throws QueueException.Duplicate if an id is taken and `replace` is false
  /// @throws QueueException.WrongState if a job to be replaced is processing
  List<String> enqueue(Iterator<NewJob> jobs, boolean replace, Instant now);

  Optional<Job> find(String id);

  /// The jobs whose ids begin so, the last id first: of ids that we have made, the newest.
  ///
  /// @param limit at most so many of them
  List<Job> beginningWith(String idPart, int limit);

  /// The jobs that match, at most `query.limit()` of them.
  List<Job> list(JobQuery query);

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

  /// Ends the job: at once where it waits, by a request to its worker where it runs.
  ///
  /// @return the job afterwards: `cancelled`, or still `processing` with the request recorded
  /// @throws QueueException.NotFound
  /// @throws QueueException.WrongState if it has ended already
  Job cancel(String id, Instant now);

  /// Puts a failed or final job back to `pending`, with no attempts counted; its history stays.
  ///
  /// @throws QueueException.NotFound
  /// @throws QueueException.WrongState if it is pending or processing
  Job retry(String id, Instant now);

  /// Changes what a job that is not processing says of itself.
  ///
  /// @throws QueueException.NotFound
  /// @throws QueueException.WrongState if it is processing
  Job edit(String id, JobEdit edit, Instant now);

  /// Keeps a waiting job (pending or failed) from being claimed.
  ///
  /// @throws QueueException.NotFound
  /// @throws QueueException.WrongState if it is not waiting
  Job hold(String id, Instant now);

  /// Ends a hold; a job that is not held stays as it is.
  ///
  /// @throws QueueException.NotFound
  /// @throws QueueException.WrongState if it is not waiting
  Job release(String id, Instant now);

  /// Deletes a job that is not processing, with its history. Its output files are the caller's to
  /// delete.
  ///
  /// @return the job as it was
  /// @throws QueueException.NotFound
  /// @throws QueueException.WrongState if it is processing
  Job remove(String id);

  /// Deletes the jobs that match and are not processing, at most `query.limit()` of them.
  ///
  /// @return the jobs as they were
  List<Job> removeAll(JobQuery query);

  /// Looks for jobs, at [JobSearch#MOST_LOOKED_AT] of them at most.
  JobSearch.Found search(JobSearch search);

  /// Does the same to many jobs. Those that are gone, or in a state that does not suit, stay as
  /// they are. The output files of removed jobs are the caller's to delete.
  ///
  /// @return those to which it was done, afterwards; removed ones as they were
  List<Job> changeAll(JobVerb verb, List<String> ids, Instant now);
}
