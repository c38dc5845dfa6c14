package dev.queuectl.cli.job;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.QueueException;
import dev.queuectl.cli.access.JobFinder;
import dev.queuectl.cli.access.StoreAccess;
import dev.queuectl.cli.console.Failures;
import dev.queuectl.cli.console.PollDelay;
import dev.queuectl.cli.console.Printer;
import dev.queuectl.report.JobJson;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobRef;
import dev.queuectl.store.JobStore;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Waits for jobs that others run.
@Singleton
final class Waiting {
  private static final Duration BETWEEN = Duration.ofMillis(50);
  private static final JobQuery UNFINISHED =
      JobQuery.newest(1, JobState.PENDING, JobState.PROCESSING, JobState.FAILED);

  private final StoreAccess access;
  private final Printer printer;
  private final JobFinder finder;

  Waiting(StoreAccess access, Printer printer, JobFinder finder) {
    this.access = access;
    this.printer = printer;
    this.finder = finder;
  }

  /// Until nothing is waiting or running.
  ///
  /// @return the exit code, empty if the time was over first
  OptionalInt forAll(Instant until) {
    var jobs = access.openToStay().jobs();
    var lostBefore = lost(jobs);
    return await(until, () -> jobs.list(UNFINISHED).isEmpty())
        ? OptionalInt.of(lost(jobs) > lostBefore ? Failures.FAILED : 0)
        : OptionalInt.empty();
  }

  private static long lost(JobStore jobs) {
    var counts = jobs.counts();
    return counts.getOrDefault(JobState.DEAD, 0L) + counts.getOrDefault(JobState.CANCELLED, 0L);
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
  /// @return the exit code, empty if the time was over first
  OptionalInt forJobs(List<Job> jobs, @Nullable JobState wanted, Instant until) {
    var left = new LinkedHashMap<Long, Job>();
    jobs.forEach(job -> left.put(job.seq(), job));
    var ended = new ArrayList<Job>();
    var gone = new ArrayList<Job>();
    var inTime = await(until, () -> look(left, wanted, ended, gone));
    print(ended, jobs.size() > 1);
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

  private static int exitCode(List<Job> ended, @Nullable JobState wanted) {
    if (wanted != null) {
      return ended.stream().allMatch(job -> job.state() == wanted) ? 0 : Failures.FAILED;
    }
    return ended.size() == 1
        ? exitCode(ended.getFirst())
        : ended.stream().allMatch(job -> job.state() == JobState.COMPLETED) ? 0 : Failures.FAILED;
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
  private boolean await(Instant until, Condition condition) {
    var changes = access.open().changes();
    var delay = new PollDelay();
    for (var round = 0; ; round++) {
      if ((changes.any() || round % 20 == 0) && condition.holds()) {
        return true;
      }
      changes.seen();
      if (!access.now().isBefore(until)) {
        return false;
      }
      delay.take(BETWEEN);
    }
  }
}
