package dev.queuectl.cli.access;

import dev.queuectl.Job;
import dev.queuectl.JobQuery;
import dev.queuectl.JobState;
import dev.queuectl.QueueException;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.report.JobPages;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// Finds the job that a person means.
@Singleton
public final class JobFinder {
  private static final int NAMED = 3;

  private final StoreDoor door;
  private final Printer printer;

  JobFinder(StoreDoor door, Printer printer) {
    this.door = door;
    this.printer = printer;
  }

  /// @throws QueueException.NotFound
  public Job job(String id) {
    return door.open().jobs().find(id).orElseThrow(() -> missing(id));
  }

  /// The job of that id or, for a person, the only one whose id begins so. A program that asks for
  /// `--json` may want to know whether there is such a job.
  ///
  /// @throws QueueException.NotFound
  /// @throws QueueException.Invalid if several ids begin so
  public Job jobLike(String part) {
    return door.open()
        .jobs()
        .find(part)
        .or(() -> printer.json() ? Optional.empty() : only(part, beginningWith(part), "jobs"))
        .orElseThrow(() -> missing(part));
  }

  /// That there is no such job, naming those that could be meant.
  public QueueException.NotFound missing(String id) {
    var near = beginningWith(id);
    return new QueueException.NotFound(
        "there is no job \"" + id + "\"",
        near.isEmpty() ? "See queuectl list --all." : "Did you mean " + named(near, " or ") + "?");
  }

  private List<Job> beginningWith(String id) {
    return id.isEmpty() ? List.of() : door.open().jobs().beginningWith(id, NAMED + 1);
  }

  private static Optional<Job> only(String part, List<Job> fitting, String kind) {
    if (fitting.size() > 1) {
      throw new QueueException.Invalid(
          "\"%s\" fits several %s: %s".formatted(part, kind, named(fitting, ", ")),
          "Give more of the id.");
    }
    return fitting.stream().findFirst();
  }

  private static String named(List<Job> jobs, String between) {
    var ids = String.join(between, jobs.stream().limit(NAMED).map(Job::id).toList());
    return ids + (jobs.size() > NAMED ? ", ..." : "");
  }

  /// @throws QueueException.NotFound
  /// @throws QueueException.WrongState if it is not in the dead letter queue
  Job dead(String id) {
    var job = job(id);
    if (job.state() != JobState.DEAD) {
      throw new QueueException.WrongState(
          "the job \"%s\" is %s, not in the dead letter queue"
              .formatted(job.id(), job.state().word()),
          "See queuectl dlq list.");
    }
    return job;
  }

  /// The dead job of that id, or the only one whose id contains it.
  ///
  /// @throws QueueException.NotFound
  /// @throws QueueException.Invalid if several do
  public Job deadLike(String part) {
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
    return only(part, fitting, "dead jobs")
        .orElseThrow(
            () ->
                new QueueException.NotFound(
                    "there is no dead job \"" + part + "\"", "See queuectl dlq list."));
  }
}
