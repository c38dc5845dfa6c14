package dev.queuectl.store.worker;

import static dev.queuectl.store.job.JobConditions.inState;
import static dev.queuectl.store.job.JobConditions.word;
import static dev.queuectl.store.schema.Prepared.COMPLETE_GROUP;
import static dev.queuectl.store.schema.Tables.JOBS;
import static dev.queuectl.store.sql.Parameters.none;
import static dev.queuectl.store.sql.Parameters.value;

import dev.queuectl.JobState;
import dev.queuectl.Lease;
import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.sql.SqlSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.RowN;
import org.jooq.impl.DSL;

/// Endings of the usual kind: the command succeeded, and its job is completed. One statement stores
/// a group of them, and does to each what [Endings] does one by one, under the same lease.
///
/// @param groups of such endings
/// @param others all other endings, and those too few for a group
record Completions(List<List<Ending>> groups, List<Ending> others) {
  private static final int GROUP = 16;

  /// For fewer, one statement for each takes less time.
  private static final int FEWEST = 4;

  static Completions among(List<Ending> endings) {
    var usual = endings.stream().filter(Completions::isUsual).toList();
    if (usual.size() < FEWEST) {
      return new Completions(List.of(), endings);
    }
    var groups = new ArrayList<List<Ending>>();
    for (var at = 0; at < usual.size(); at += GROUP) {
      groups.add(usual.subList(at, Math.min(at + GROUP, usual.size())));
    }
    return new Completions(groups, endings.stream().filter(one -> !isUsual(one)).toList());
  }

  private static boolean isUsual(Ending ending) {
    return ending.transition() instanceof Transition.Complete
        && ending.outcome() instanceof Outcome.Succeeded;
  }

  /// A job, by the lease under which it was completed.
  record Changed(long seq, long token) {
    static Changed by(Ending ending) {
      return new Changed(ending.job().seq(), lease(ending).token());
    }
  }

  private static Lease lease(Ending ending) {
    return Objects.requireNonNull(ending.job().lease());
  }

  /// @return what those that were applied have changed; the leases of the others have gone to
  ///   somebody else, whose jobs are not changed
  static Set<Changed> apply(SqlSession session, List<Ending> group) {
    var changed =
        Set.copyOf(
            session.list(
                COMPLETE_GROUP, row -> new Changed(row.getLong(1), row.getLong(2)), values(group)));
    group.stream()
        .filter(one -> changed.contains(Changed.by(one)))
        .forEach(one -> Endings.keepAttempt(session, one, one.job().lastAttempt()));
    return changed;
  }

  /// Where there are fewer endings than places, the last one takes the rest.
  private static Object[] values(List<Ending> group) {
    var values = new ArrayList<Object>();
    for (var place = 0; place < GROUP; place++) {
      var ending = group.get(Math.min(place, group.size() - 1));
      values.add(ending.job().seq());
      values.add(lease(ending).token());
      values.add(ending.job().attemptsAfterNext());
      values.add(ending.endedAt().toEpochMilli());
    }
    return values.toArray();
  }

  /// What `just generate` renders; nothing loads this at run time.
  static final class Statements {
    private Statements() {}

    /// All else about a job is as it was when it was claimed, since its lease is the same.
    static Query completeGroup(DSLContext sql) {
      var ended =
          DSL.values(Collections.nCopies(GROUP, row()).toArray(RowN[]::new))
              .as(
                  "ended",
                  JOBS.SEQ.getName(),
                  JOBS.LEASE_TOKEN.getName(),
                  JOBS.ATTEMPTS.getName(),
                  JOBS.FINISHED_AT.getName());
      var endedAt = ended.field(JOBS.FINISHED_AT);
      return sql.update(JOBS)
          .set(JOBS.STATE, word(JobState.COMPLETED))
          .set(JOBS.ATTEMPTS, ended.field(JOBS.ATTEMPTS))
          .set(JOBS.DUE_AT, none(JOBS.DUE_AT))
          .set(JOBS.NEXT_RETRY_AT, none(JOBS.NEXT_RETRY_AT))
          .set(JOBS.FINISHED_AT, endedAt)
          .set(JOBS.EXIT_CODE, DSL.inline(0))
          .set(JOBS.ERROR, none(JOBS.ERROR))
          .set(JOBS.LAST_STDERR, none(JOBS.LAST_STDERR))
          .set(JOBS.CAUSE, none(JOBS.CAUSE))
          .set(JOBS.CAUSE_MESSAGE, none(JOBS.CAUSE_MESSAGE))
          .set(JOBS.UPDATED_AT, endedAt)
          .set(JOBS.WORKER, none(JOBS.WORKER))
          .set(JOBS.SLOT, none(JOBS.SLOT))
          .set(JOBS.LEASE_UNTIL, none(JOBS.LEASE_UNTIL))
          .set(JOBS.CANCEL_REQUESTED_AT, none(JOBS.CANCEL_REQUESTED_AT))
          .from(ended)
          .where(JOBS.SEQ.eq(ended.field(JOBS.SEQ)), inState(JobState.PROCESSING))
          .and(JOBS.LEASE_TOKEN.eq(ended.field(JOBS.LEASE_TOKEN)))
          .returning(JOBS.SEQ, JOBS.LEASE_TOKEN);
    }

    private static RowN row() {
      return DSL.row(
          List.of(
              value(JOBS.SEQ),
              value(JOBS.LEASE_TOKEN),
              value(JOBS.ATTEMPTS),
              value(JOBS.FINISHED_AT)));
    }
  }
}
