package dev.queuectl.report;

import static dev.queuectl.report.JobSample.BEFORE;
import static dev.queuectl.report.JobSample.LATER;
import static dev.queuectl.report.JobSample.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.ProcessIdentity;
import dev.queuectl.Queue;
import dev.queuectl.Settings;
import dev.queuectl.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class WhyTest {
  private static final int SLOTS = 2;
  private static final String DISK = "the disk is full";
  private static final Queue QUEUE = new Queue("default", Map.of(), null, null, null);
  private static final Reason FREE = new Reason.SlotFree(Duration.ofSeconds(1));

  /// What can be amiss with the workers, of which one thing holds at a time.
  private enum Crew {
    NONE(new Reason.NoWorker()),
    ELSEWHERE(new Reason.QueueUnserved("default"), worker(0, null, null, "other")),
    STOPPING(new Reason.WorkersStopping(), worker(0, Worker.Stop.DRAIN, null)),
    UNABLE(new Reason.WorkersUnable(List.of("w1: no fork")), worker(0, null, "no fork")),
    BUSY(
        new Reason.SlotsBusy(SLOTS, "default"),
        worker(SLOTS, null, null),
        worker(0, null, null, "other")),
    FREE(null, worker(1, null, null), worker(0, null, "no fork"));

    private final @Nullable Reason reason;
    private final List<Why.Load> workers;

    Crew(@Nullable Reason reason, Why.Load... workers) {
      this.reason = reason;
      this.workers = List.of(workers);
    }
  }

  private static Why.Load worker(
      int busy, Worker.@Nullable Stop stop, @Nullable String trouble, String... queues) {
    return new Why.Load(
        new Worker(
            "w1",
            "here",
            new ProcessIdentity("host", 1, 1),
            SLOTS,
            null,
            Set.of(queues),
            NOW,
            NOW,
            NOW,
            stop,
            0,
            0,
            trouble),
        busy);
  }

  private static List<Reason> why(Job job, Why.Load... workers) {
    return why(job, QUEUE, List.of(workers), Optional.empty());
  }

  private static List<Reason> why(
      Job job, Queue queue, List<Why.Load> workers, Optional<String> obstacle) {
    return Why.of(job, queue, NOW, workers, new Settings(Map.of()), obstacle);
  }

  /// Every choice of what a job, its queue and the host can be.
  private record Trouble(
      boolean held, boolean paused, boolean later, boolean full, boolean obstructed) {
    private static Stream<Trouble> all() {
      return IntStream.range(0, 1 << 5)
          .mapToObj(
              bits ->
                  new Trouble(
                      (bits & 1) != 0,
                      (bits & 2) != 0,
                      (bits & 4) != 0,
                      (bits & 8) != 0,
                      (bits & 16) != 0));
    }

    private Job job() {
      return new JobSample(JobState.PENDING, held, later ? LATER : BEFORE, null).job(NOW);
    }

    private Queue queue() {
      return new Queue(
          "default",
          Map.of(JobState.PROCESSING, full ? 1L : 0L),
          1,
          paused ? BEFORE : null,
          paused ? "it moves" : null);
    }

    private Optional<String> obstacle() {
      return obstructed ? Optional.of(DISK) : Optional.empty();
    }

    private List<Reason> reasons() {
      var reasons = new ArrayList<Reason>();
      if (held) {
        reasons.add(new Reason.Held("a"));
      }
      if (paused) {
        reasons.add(new Reason.QueuePaused("default", BEFORE, "it moves"));
      }
      if (later) {
        reasons.add(new Reason.Scheduled(LATER));
      }
      if (full) {
        reasons.add(new Reason.QueueFull("default", 1, 1));
      }
      return reasons;
    }
  }

  private static Stream<Trouble> troubles() {
    return Trouble.all();
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void every_reason_that_holds_is_given_and_no_other(Trouble trouble) {
    for (var crew : Crew.values()) {
      var expected = new ArrayList<>(trouble.reasons());
      trouble.obstacle().map(Reason.HostObstructed::new).ifPresent(expected::add);
      Optional.ofNullable(crew.reason).ifPresent(expected::add);
      assertThat(why(trouble.job(), trouble.queue(), crew.workers, trouble.obstacle()))
          .as("%s, workers: %s", trouble, crew)
          .isEqualTo(expected.isEmpty() ? List.of(FREE) : expected);
    }
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void some_hold_whatever_workers_there_are(Trouble trouble) {
    assertThat(Why.withoutWorkers(trouble.job(), trouble.queue(), NOW))
        .isEqualTo(trouble.reasons());
  }

  @Test
  void a_failed_job_waits_for_its_retry() {
    assertThat(why(new JobSample(JobState.FAILED).job(NOW), worker(0, null, null)))
        .containsExactly(new Reason.RetryDue(1, 3, "exit code 7", LATER));
  }

  @Test
  void it_runs() {
    var job = new JobSample(JobState.PROCESSING).job(NOW);
    assertThat(why(job, worker(1, null, null))).containsExactly(new Reason.Runs(BEFORE, 0, "w1"));
    assertThat(why(job)).containsExactly(new Reason.WorkerDied("w1"));
  }

  @Test
  void it_is_being_cancelled_by_a_worker_that_is_silent() {
    var job = new JobSample(JobState.PROCESSING, false, BEFORE, NOW).job(BEFORE);
    assertThat(why(job, worker(1, null, null)))
        .containsExactly(
            new Reason.Runs(BEFORE, 0, "w1"),
            new Reason.CancelRequested(NOW),
            new Reason.WorkerSilent());
  }

  @ParameterizedTest
  @EnumSource(
      value = JobState.class,
      names = {"COMPLETED", "CANCELLED", "DEAD"})
  void it_has_ended_whatever_else_there_is(JobState state) {
    var trouble = new Trouble(true, true, true, true, true);
    assertThat(why(new JobSample(state).job(NOW), trouble.queue(), List.of(), trouble.obstacle()))
        .containsExactly(
            switch (state) {
              case COMPLETED -> new Reason.Completed(BEFORE);
              case CANCELLED -> new Reason.Cancelled(BEFORE);
              default -> new Reason.Dead("a", BEFORE, "exit code 7");
            });
  }
}
