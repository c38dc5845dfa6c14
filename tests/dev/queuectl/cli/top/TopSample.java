package dev.queuectl.cli.top;

import dev.queuectl.Job;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.Lease;
import dev.queuectl.ProcessIdentity;
import dev.queuectl.Queue;
import dev.queuectl.Worker;
import dev.queuectl.cli.console.Glyphs;
import dev.queuectl.cli.worker.Throughput;
import dev.queuectl.cli.worker.UsualRuns;
import dev.queuectl.environment.Surroundings;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Things to show for tests of `top`.
public final class TopSample {
  public static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");
  private static final Optional<String> NONE = Optional.empty();
  private static final Optional<Instant> NEVER = Optional.empty();
  static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  private TopSample() {}

  public static Job job(long seq, String id, String command, JobState state) {
    var lease = state == JobState.PROCESSING ? new Lease("w1", (int) seq, 1, NOW) : null;
    var ended = state == JobState.DEAD || state == JobState.COMPLETED ? NOW.minusSeconds(60) : null;
    return job(seq, id, command, state, lease, NOW.minusSeconds(10 * seq), ended);
  }

  public static Job job(
      long seq,
      String id,
      String command,
      JobState state,
      @Nullable Lease lease,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt) {
    return new Job(
        seq,
        id,
        command,
        state,
        "default",
        0,
        1,
        3,
        0,
        0,
        1,
        JobPolicy.CONFIGURED,
        "/",
        Map.of(),
        false,
        NOW.minusSeconds(100 + seq),
        NOW,
        NOW.minusSeconds(50),
        state == JobState.FAILED ? NOW.plusSeconds(4) : null,
        startedAt,
        finishedAt,
        null,
        state == JobState.DEAD ? "exit code 7" : null,
        null,
        lease,
        null,
        Surroundings.Kept.NONE,
        null);
  }

  static Worker worker(String id, int slots) {
    var process = new ProcessIdentity("here", 4711, 1);
    return new Worker(id, "vm", process, slots, Set.of(), NOW, NOW, NOW, null, 4, 2000);
  }

  /// Two jobs that run, three that wait and two that are dead.
  static TopData data() {
    return data(
        List.of(
            job(1, "run-a", "sleep 9", JobState.PROCESSING),
            job(2, "run-b", "make all", JobState.PROCESSING)));
  }

  static TopData data(List<Job> running) {
    var counts = new EnumMap<JobState, Long>(JobState.class);
    counts.put(JobState.PENDING, 1_000_000L);
    counts.put(JobState.PROCESSING, (long) running.size());
    counts.put(JobState.DEAD, 2L);
    var learned =
        job(
            90,
            "c",
            "sleep 9",
            JobState.COMPLETED,
            null,
            NOW.minusSeconds(80),
            NOW.minusSeconds(60));
    return new TopData(
        counts,
        List.of(worker("w1", 4)),
        new TopLists(
            running,
            List.of(
                job(3, "wait-a", "make all", JobState.PENDING),
                job(4, "wait-b", "tar cf x.tar x", JobState.PENDING)),
            List.of(job(5, "again", "curl x", JobState.FAILED)),
            List.of(),
            List.of(
                job(7, "dead-b", "bad", JobState.DEAD), job(6, "dead-a", "worse", JobState.DEAD)),
            List.of()),
        List.of(),
        Optional.empty(),
        Optional.of(NOW.minusSeconds(90)),
        UsualRuns.of(List.of(learned)));
  }

  /// The lists alone, with counts that agree.
  static TopData data(TopLists lists, Queue... closed) {
    var counts = new EnumMap<JobState, Long>(JobState.class);
    for (var pane : TopPane.values()) {
      var jobs = new TopData(Map.of(), List.of(), lists, List.of(), NONE, NEVER, UsualRuns.NONE);
      jobs.listed(pane).forEach(job -> counts.merge(job.state(), 1L, Long::sum));
    }
    return new TopData(counts, List.of(), lists, List.of(closed), NONE, NEVER, UsualRuns.NONE);
  }

  /// The same job, but for what makes it wait.
  static Job waiting(Job job, String queue, int priority, boolean held, Instant runAt) {
    return new Job(
        job.seq(),
        job.id(),
        job.command(),
        job.state(),
        queue,
        priority,
        job.attempts(),
        job.maxRetries(),
        job.interruptions(),
        job.snoozes(),
        job.lastAttempt(),
        job.policy(),
        job.cwd(),
        job.env(),
        held,
        job.createdAt(),
        job.updatedAt(),
        runAt,
        job.nextRetryAt(),
        job.startedAt(),
        job.finishedAt(),
        job.exitCode(),
        job.error(),
        job.lastStderr(),
        job.lease(),
        job.cancelRequestedAt(),
        job.surroundings(),
        job.cause());
  }

  static TopKeys.Scope scope() {
    return new TopKeys.Scope(data(), 100, 10);
  }

  /// What has been chosen after these keys.
  static TopState after(String... keys) {
    var state = TopState.START;
    for (var key : keys) {
      state = TopKeys.press(state, key, scope()).state();
    }
    return state;
  }

  /// What a terminal of that size shows, without colours.
  static List<String> screen(TopState state, TopData data, int width, int height) {
    var header = new TopHeader("/var/lib/queue.db", ZONE, Glyphs.ASCII);
    var page = IntStream.range(0, 100).mapToObj(i -> "line " + i).toList();
    return new TopView(header, width, height)
        .lines(state, data, new Throughput(0, List.of(), NOW), page, NOW).stream()
            .map(line -> line.text(width, false).toString().stripTrailing())
            .toList();
  }
}
