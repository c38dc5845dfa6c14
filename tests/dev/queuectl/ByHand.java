package dev.queuectl;

import dev.queuectl.JobAction.Result;
import dev.queuectl.action.Refusals;
import dev.queuectl.store.JobQuery.Place;
import dev.queuectl.store.JobRef;
import dev.queuectl.store.JobStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a person does to one job, by its id. Each throws what a command would say.
public final class ByHand {
  private ByHand() {}

  public static Job cancel(JobStore jobs, String id, Instant now) {
    return change(jobs, JobVerb.CANCEL, id, now);
  }

  public static Job retry(JobStore jobs, String id, Instant now) {
    return change(jobs, JobVerb.RETRY, id, now);
  }

  public static Job hold(JobStore jobs, String id, Instant now) {
    return change(jobs, JobVerb.HOLD, id, now);
  }

  public static Job release(JobStore jobs, String id, Instant now) {
    return change(jobs, JobVerb.RELEASE, id, now);
  }

  public static Job remove(JobStore jobs, String id) {
    return change(jobs, JobVerb.REMOVE, id, Instant.EPOCH);
  }

  /// Removes all that match.
  public static List<Long> removeAll(JobStore jobs, JobFilter only, Instant now) {
    return changeAll(jobs, new JobAction.Verb(JobVerb.REMOVE, only), now);
  }

  /// Does it to all that match.
  ///
  /// @return their numbers
  public static List<Long> changeAll(JobStore jobs, JobAction.Verb action, Instant now) {
    var done = new ArrayList<Long>();
    @Nullable Place next = null;
    do {
      var batch = jobs.changeAll(action, next, now);
      batch.jobs().forEach(job -> done.add(job.seq()));
      next = batch.next();
    } while (next != null);
    return done;
  }

  public static Job edit(JobStore jobs, String id, JobEdit edit, Instant now) {
    return change(jobs, new JobAction.Edit(edit), id, now);
  }

  public static Job change(JobStore jobs, JobVerb verb, String id, Instant now) {
    return change(jobs, new JobAction.Verb(verb), id, now);
  }

  public static Job change(JobStore jobs, JobAction action, String id, Instant now) {
    return switch (jobs.change(action, List.of(new JobRef.Id(id)), now).getFirst()) {
      case Result.Done(var job, _) -> job;
      case Result.Refused(var why) -> throw Refusals.exception(why);
    };
  }
}
