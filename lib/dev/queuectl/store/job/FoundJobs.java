package dev.queuectl.store.job;

import static dev.queuectl.store.schema.Prepared.FIND_JOBS_BY_SEQ;

import dev.queuectl.Job;
import dev.queuectl.store.JobRef;
import dev.queuectl.store.sql.SqlSession;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The jobs that a batch is about, as they are in its transaction.
final class FoundJobs {
  private final Map<String, Job> byId = new HashMap<>();
  private final Map<Long, Job> bySeq = new HashMap<>();

  FoundJobs(SqlSession session, Collection<? extends JobRef> refs) {
    list(session, refs.stream().flatMap(FoundJobs::seq).toList())
        .forEach(job -> bySeq.put(job.seq(), job));
    for (var ref : refs) {
      if (ref instanceof JobRef.Id(var id)) {
        Jobs.find(session, id).ifPresent(job -> byId.put(id, job));
      }
    }
  }

  /// Those of these jobs that exist.
  static List<Job> list(SqlSession session, List<Long> seqs) {
    return seqs.isEmpty()
        ? List.of()
        : session.list(FIND_JOBS_BY_SEQ, JobRows::job, array(seqs.stream()));
  }

  private static Stream<Long> seq(JobRef ref) {
    return ref instanceof JobRef.Itself(var seq) ? Stream.of(seq) : Stream.empty();
  }

  Optional<Job> find(JobRef ref) {
    return Optional.ofNullable(
        switch (ref) {
          case JobRef.Id(var id) -> byId.get(id);
          case JobRef.Itself(var seq) -> bySeq.get(seq);
        });
  }

  /// What represents jobs in a statement on many: a JSON array of their numbers.
  static String array(Stream<Long> seqs) {
    return seqs.map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  }
}
