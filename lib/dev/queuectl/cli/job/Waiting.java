package dev.queuectl.cli.job;

import dev.queuectl.Job;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.Numbers;
import dev.queuectl.QueueException;
import dev.queuectl.action.Matching;
import dev.queuectl.cli.access.JobFinder;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.PollDelay;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.report.JobJson;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobRef;
import dev.queuectl.store.Store;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Waits for jobs that others run.
@Singleton
final class Waiting {
  private static final Duration BETWEEN = Duration.ofMillis(50);
  private static final Set<JobState> LOST = EnumSet.of(JobState.DEAD, JobState.CANCELLED);

  /// So many that ended last are looked at.
  private static final int MOST_ENDED = 1000;

  /// So many that failed are named.
  private static final int NAMED = 10;

  private final StoreAccess access;
  private final Printer printer;
  private final JobFinder finder;

  Waiting(StoreAccess access, Printer printer, JobFinder finder) {
    this.access = access;
    this.printer = printer;
    this.finder = finder;
  }

  /// The jobs that match, whichever they are by then.
  ///
  /// @param except the id of one that is not meant
  record Unfinished(StoreAccess access, JobFilter filter, Optional<String> except) {
    List<Job> first(int limit) {
      var query = new JobQuery(filter, JobQuery.Sort.OLDEST, limit + (int) except.stream().count());
      return access.open().jobs().list(query).stream()
          .filter(job -> !job.id().equals(except.orElse(null)))
          .limit(limit)
          .toList();
    }
  }

  Unfinished unfinished(JobFilter filter, Optional<String> except) {
    return new Unfinished(access, filter, except);
  }

  /// Until no job is left of those.
  ///
  /// @param filter which jobs, in whatever state
  /// @param meanwhile called between two looks
  /// @return the exit code, empty if the time was over first
  OptionalInt forAll(JobFilter filter, Unfinished jobs, Instant until, Runnable meanwhile) {
    var before = Lost.of(access.open(), filter.in(LOST));
    if (!await(until, meanwhile, () -> jobs.first(1).isEmpty())) {
      return OptionalInt.empty();
    }
    var after = Lost.of(access.open(), filter.in(LOST));
    var failed = after.since(before);
    noteFailed(failed, null);
    return OptionalInt.of(failed.isEmpty() && after.count <= before.count ? 0 : Failures.FAILED);
  }

  /// The jobs that died or were cancelled last, and how many of those that match have in all.
  private record Lost(List<Job> last, JobFilter filter, long count) {
    static Lost of(Store store, JobFilter filter) {
      return new Lost(
          store.jobs().lastEnded(LOST, MOST_ENDED),
          filter,
          Matching.of(store, filter, _ -> true, JobQuery.Sort.NEWEST).number());
    }

    /// Without those that only are among the last because others have been removed.
    List<Job> since(Lost before) {
      var known = before.last.stream().map(Lost::end).collect(Collectors.toSet());
      var newest = before.last.stream().map(Lost::at).max(Comparator.naturalOrder());
      return last.stream()
          .filter(job -> !known.contains(end(job)))
          .filter(job -> newest.isEmpty() || !at(job).isBefore(newest.get()))
          .filter(filter::matches)
          .toList();
    }

    private static String end(Job job) {
      return job.seq() + " " + at(job);
    }

    private static Instant at(Job job) {
      return Objects.requireNonNullElse(job.finishedAt(), job.updatedAt());
    }
  }

  /// The jobs that words name, in their order.
  ///
  /// @throws QueueException.NotFound
  List<Job> named(List<String> words) {
    access.openToStay();
    return words.stream().map(finder::named).toList();
  }

  /// Until each of the jobs has ended, or is in the wanted state: these very jobs, and not others
  /// that take their ids meanwhile.
  ///
  /// @param meanwhile called between two looks
  /// @return the exit code, empty if the time was over first
  OptionalInt forJobs(
      List<Job> jobs, @Nullable JobState wanted, Instant until, Runnable meanwhile) {
    var left = new LinkedHashMap<Long, Job>();
    jobs.forEach(job -> left.put(job.seq(), job));
    var ended = new ArrayList<Job>();
    var gone = new ArrayList<Job>();
    var inTime = await(until, meanwhile, () -> look(left, wanted, ended, gone));
    print(ended, jobs.size() > 1);
    noteFailed(ended.stream().filter(job -> !isWanted(job, wanted)).toList(), wanted);
    gone.forEach(
        job -> printer.complain(Failures.sentence(QueueException.NotFound.gone(job.id()))));
    if (!inTime) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(gone.isEmpty() ? exitCode(ended, wanted) : Failures.FAILED);
  }

  private boolean look(
      Map<Long, Job> left, @Nullable JobState wanted, List<Job> ended, List<Job> gone) {
    for (var awaited : List.copyOf(left.values())) {
      var job = access.open().jobs().find(new JobRef.Itself(awaited));
      if (job.isEmpty()) {
        gone.add(awaited);
        left.remove(awaited.seq());
      } else if (job.get().state() == wanted || job.get().state().isFinal()) {
        ended.add(job.get());
        left.remove(awaited.seq());
      }
    }
    return left.isEmpty();
  }

  private void print(List<Job> ended, boolean list) {
    if (printer.json()) {
      try (var json = printer.json(list)) {
        ended.forEach(job -> json.object(() -> JobJson.fields(json, job, access.now(), false)));
      }
    } else {
      ended.forEach(job -> printer.remark(job.id() + " " + job.state().word()));
    }
  }

  /// Says which they are, as `run` does.
  private void noteFailed(List<Job> failed, @Nullable JobState wanted) {
    failed.stream().limit(NAMED).forEach(job -> printer.note(sentence(job, wanted)));
    if (failed.size() > NAMED) {
      printer.note(
          "%s. See queuectl list --state dead,cancelled."
              .formatted(
                  Numbers.counted(
                      failed.size() - NAMED, "other did not complete", "others did not complete")));
    }
  }

  private static String sentence(Job job, @Nullable JobState wanted) {
    return switch (job.state()) {
      case DEAD -> "%s failed: %s.".formatted(job.id(), job.error());
      case CANCELLED -> job.id() + " was cancelled.";
      case PENDING, PROCESSING, COMPLETED, FAILED ->
          "%s is %s, and was not %s."
              .formatted(job.id(), job.state().word(), wanted == null ? "" : wanted.word());
    };
  }

  private static boolean isWanted(Job job, @Nullable JobState wanted) {
    return job.state() == Objects.requireNonNullElse(wanted, JobState.COMPLETED);
  }

  private static int exitCode(List<Job> ended, @Nullable JobState wanted) {
    return wanted == null && ended.size() == 1
        ? exitCode(ended.getFirst())
        : ended.stream().allMatch(job -> isWanted(job, wanted)) ? 0 : Failures.FAILED;
  }

  /// That of the job's newest attempt; 1 of a job that was cancelled.
  static int exitCode(Job job) {
    return switch (job.state()) {
      case COMPLETED -> 0;
      case DEAD -> Objects.requireNonNullElse(job.exitCode(), Failures.FAILED);
      case CANCELLED, PENDING, PROCESSING, FAILED -> Failures.FAILED;
    };
  }

  private interface Condition {
    boolean holds();
  }

  /// Asks only when the store has changed, and now and then for good measure.
  private boolean await(Instant until, Runnable meanwhile, Condition condition) {
    var changes = access.open().changes();
    var delay = new PollDelay();
    for (var round = 0; ; round++) {
      if ((changes.any() || round % 20 == 0) && condition.holds()) {
        return true;
      }
      changes.seen();
      meanwhile.run();
      if (!access.now().isBefore(until)) {
        return false;
      }
      delay.take(BETWEEN);
    }
  }
}
