package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Prepared.COUNT_AWAITING;

import dev.queuectl.Job;
import dev.queuectl.store.JobTies;
import dev.queuectl.store.JobTies.Parent;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.tie.Conditions;
import java.util.HashMap;

/// What ties a job to others, for whoever asks.
final class TieRows {
  private TieRows() {}

  static JobTies of(SqlSession session, long job) {
    var conditions = Conditions.of(session, job);
    var others = new HashMap<Long, Job>();
    var seqs = conditions.stream().map(Conditions.Condition::on).distinct().toList();
    FoundJobs.list(session, seqs).forEach(other -> others.put(other.seq(), other));
    var parents =
        conditions.stream()
            .map(it -> new Parent(it.dependency(), others.get(it.on()), it.counted()))
            .toList();
    var awaitedBy = session.first(COUNT_AWAITING, row -> row.getLong(1), job).orElse(0L);
    return new JobTies(parents, awaitedBy);
  }
}
