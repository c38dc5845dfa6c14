package dev.queuectl.cli;

import dev.queuectl.Job;
import dev.queuectl.JobQuery;
import dev.queuectl.JobState;
import dev.queuectl.QueueException;
import dev.queuectl.report.JobPages;
import jakarta.inject.Singleton;

/// Finds the job that a person means.
@Singleton
final class JobFinder {
  private static final int NAMED = 3;

  private final StoreDoor door;

  JobFinder(StoreDoor door) {
    this.door = door;
  }

  /// @throws QueueException.NotFound
  Job job(String id) {
    return door.open()
        .jobs()
        .find(id)
        .orElseThrow(
            () ->
                new QueueException.NotFound(
                    "there is no job \"" + id + "\"", "See queuectl list --all."));
  }

  /// @throws QueueException.NotFound
  /// @throws QueueException.WrongState if it is not in the dead letter queue
  Job dead(String id) {
    var job = job(id);
    if (job.state() != JobState.DEAD) {
      throw new QueueException.WrongState(
          "the job \"%s\" is %s, not in the dead letter queue".formatted(id, job.state().word()),
          "See queuectl dlq list.");
    }
    return job;
  }

  /// The dead job of that id, or the only one whose id contains it.
  ///
  /// @throws QueueException.NotFound
  /// @throws QueueException.Invalid if several do
  Job deadLike(String part) {
    var jobs = door.open().jobs();
    var exact = jobs.find(part);
    if (exact.isPresent()) {
      return dead(part);
    }
    var fitting =
        JobPages.of(jobs, JobQuery.newest(1, JobState.DEAD))
            .filter(job -> job.id().contains(part))
            .limit(NAMED + 1L)
            .toList();
    if (fitting.size() > 1) {
      var ids = String.join(", ", fitting.stream().limit(NAMED).map(Job::id).toList());
      throw new QueueException.Invalid(
          "\"%s\" fits several dead jobs: %s%s"
              .formatted(part, ids, fitting.size() > NAMED ? ", ..." : ""),
          "Give more of the id.");
    }
    return fitting.stream()
        .findFirst()
        .orElseThrow(
            () ->
                new QueueException.NotFound(
                    "there is no dead job \"" + part + "\"", "See queuectl dlq list."));
  }
}
