package dev.queuectl.cli.access;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.QueueException;
import dev.queuectl.action.Refusals;
import dev.queuectl.store.JobIds;
import dev.queuectl.store.JobQuery;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// Finds the job that a person means.
@Singleton
public final class JobFinder {
  /// What help says of a parameter that names a job.
  public static final String ONE = "The job; the beginning of its id is enough.";

  /// What help says of a parameter that names several.
  public static final String SEVERAL = "The jobs; the beginning of an id is enough.";

  private static final int NAMED = 3;

  /// As in git.
  private static final int SHORTEST_PART = 4;

  /// How many jobs whose ids begin alike are searched for a dead one; and how many of the newest
  /// dead jobs are searched for any part of an id.
  private static final int LOOKED_AT = 1000;

  /// Stands in lists for the middle of a long id.
  private static final char LEFT_OUT = '…';

  private final StoreAccess access;

  JobFinder(StoreAccess access) {
    this.access = access;
  }

  /// The job of exactly that id.
  ///
  /// @throws QueueException.NotFound
  public Job ofId(String id) {
    return access.open().jobs().find(id).orElseThrow(() -> missing(id));
  }

  /// The job that a word names, the same for every command: the one of that id or, if there is
  /// none, the only one whose id begins so. Of people's own ids `job1` does not name `job10`, and a
  /// letter or two name nothing, since a script that counts would hit another job than it means.
  ///
  /// @throws QueueException.NotFound
  /// @throws QueueException.Invalid if several ids begin so
  public Job named(String word) {
    return access
        .open()
        .jobs()
        .find(word)
        .or(
            () ->
                only(word, word.length() < SHORTEST_PART ? List.of() : beginningWith(word), "jobs")
                    .filter(job -> !cutsNumber(word, job.id())))
        .orElseThrow(() -> missing(word));
  }

  private static boolean cutsNumber(String part, String id) {
    return part.indexOf(LEFT_OUT) < 0
        && !JobIds.isMade(id)
        && Character.isDigit(part.charAt(part.length() - 1))
        && Character.isDigit(id.charAt(part.length()));
  }

  /// That there is no such job, naming those that could be meant.
  public QueueException.NotFound missing(String id) {
    var near = beginningWith(id);
    return new QueueException.NotFound(
        "there is no job \"" + id + "\"",
        near.isEmpty() ? "See queuectl list --all." : "Did you mean " + named(near, " or ") + "?");
  }

  /// Also of an id as it stands in a list, shortened in the middle.
  private List<Job> beginningWith(String id) {
    if (id.isEmpty()) {
      return List.of();
    }
    var cut = id.indexOf(LEFT_OUT);
    return cut <= 0
        ? access.open().jobs().beginningWith(id, NAMED + 1)
        : access.open().jobs().beginningWith(id.substring(0, cut), LOOKED_AT).stream()
            .filter(job -> job.id().length() >= id.length())
            .filter(job -> job.id().endsWith(id.substring(cut + 1)))
            .limit(NAMED + 1)
            .toList();
  }

  private static Optional<Job> only(String part, List<Job> fitting, String kind) {
    if (fitting.size() > 1) {
      throw new QueueException.Invalid(
          "\"%s\" matches several %s: %s".formatted(part, kind, named(fitting, ", ")),
          "Type more of the id.");
    }
    return fitting.stream().findFirst();
  }

  private static String named(List<Job> jobs, String between) {
    var ids = String.join(between, jobs.stream().limit(NAMED).map(Job::id).toList());
    return ids + (jobs.size() > NAMED ? ", ..." : "");
  }

  /// The dead job that a word names, in the way of [#named]; but among the dead a part of any
  /// length will do and, where no id begins so, one from inside the id of one of the newest.
  ///
  /// @throws QueueException.NotFound
  /// @throws QueueException.WrongState if the job of that id is not in the dead letter queue
  /// @throws QueueException.Invalid if several ids match
  public Job deadLike(String part) {
    var exact = access.open().jobs().find(part);
    if (exact.isPresent()) {
      return exact
          .filter(job -> job.state() == JobState.DEAD)
          .orElseThrow(() -> Refusals.notDead(exact.get()));
    }
    var beginning = deadBeginningWith(part);
    return only(part, beginning.isEmpty() ? newestDeadWith(part) : beginning, "dead jobs")
        .orElseThrow(
            () ->
                new QueueException.NotFound(
                    "there is no dead job \"" + part + "\"", "See queuectl dlq list."));
  }

  /// Found as any job is, by the index of ids: neither their number nor that of the dead matters.
  private List<Job> deadBeginningWith(String part) {
    if (part.indexOf(LEFT_OUT) > 0) {
      return dead(beginningWith(part));
    }
    var all = part.isEmpty() ? List.<Job>of() : access.open().jobs().beginningWith(part, LOOKED_AT);
    if (all.size() == LOOKED_AT) {
      throw new QueueException.Invalid(
          "\"%s\" matches %,d jobs or more".formatted(part, LOOKED_AT), "Type more of the id.");
    }
    return dead(all);
  }

  private static List<Job> dead(List<Job> jobs) {
    return jobs.stream().filter(job -> job.state() == JobState.DEAD).toList();
  }

  /// However many are dead, only the newest are looked at, since no index finds a part of an id.
  private List<Job> newestDeadWith(String part) {
    return part.isEmpty()
        ? List.of()
        : access.open().jobs().list(JobQuery.newest(LOOKED_AT, JobState.DEAD)).stream()
            .filter(job -> job.id().contains(part))
            .toList();
  }
}
