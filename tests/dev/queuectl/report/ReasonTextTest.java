package dev.queuectl.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.store.JobTies;
import dev.queuectl.tie.Dependency;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReasonTextTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final ReasonText TEXT = new ReasonText(NOW, () -> ZoneOffset.UTC);

  private static final JobTies.Parent OTHER =
      new JobTies.Parent(new Dependency(Dependency.Kind.SUCCESS, "b"), null, Dependency.End.DEAD);

  private static Stream<Reason> reasons() {
    return Stream.of(
        new Reason.Runs(NOW.minusSeconds(5), 1, "w"),
        new Reason.WorkerDied("w"),
        new Reason.CancelRequested(NOW),
        new Reason.WorkerSilent(),
        new Reason.Completed(NOW),
        new Reason.Cancelled(NOW),
        new Reason.Expired("a", NOW, Duration.ofMinutes(10)),
        new Reason.Expires(NOW.plusSeconds(5)),
        new Reason.Dead("a", NOW, "exit code 1"),
        new Reason.NotRun("a", NOW, OTHER),
        new Reason.BeingCancelled(OTHER),
        new Reason.WaitsFor(List.of(OTHER)),
        new Reason.Held("a"),
        new Reason.RetryDue(1, 3, "exit code 1", NOW.plusSeconds(5)),
        new Reason.Scheduled(NOW.plusSeconds(5)),
        new Reason.Snoozed("exit code 75: in snooze_on", 2, NOW.plusSeconds(5)),
        new Reason.QueuePaused("q", NOW, "disk"),
        new Reason.QueueFull("q", 2, 2),
        new Reason.HostObstructed("the disk is full"),
        new Reason.NoWorker(),
        new Reason.QueueUnserved("q"),
        new Reason.WorkersStopping(),
        new Reason.WorkersUnable(List.of("the disk is full")),
        new Reason.SlotsBusy(2, "q"),
        new Reason.ParentHoldsPlace("p", 1, "q", true),
        new Reason.SlotFree(Duration.ofSeconds(1)));
  }

  @Test
  void every_reason_is_tried_here() {
    var known =
        Stream.of(
            Reason.class.getPermittedSubclasses(),
            Reason.WantsWorker.class.getPermittedSubclasses());
    assertThat(reasons().map(Reason::getClass))
        .containsExactlyInAnyOrderElementsOf(
            known
                .flatMap(Stream::of)
                .filter(type -> !type.isInterface())
                .<Class<? extends Reason>>map(type -> type.asSubclass(Reason.class))
                .toList());
  }

  /// Those at the API and the dashboard may have no command line.
  @ParameterizedTest
  @MethodSource("reasons")
  void facts_name_no_command(Reason reason) {
    assertThat(TEXT.fact(reason)).endsWith(".").doesNotContain("queuectl ", "--");
    assertThat(TEXT.withCommand(reason)).startsWith(TEXT.fact(reason));
  }

  /// In the order of [#reasons].
  @Test
  void commands_follow_the_fact() {
    assertThat(reasons().map(TEXT::withCommand))
        .containsExactly(
            "It has been running for 5s, in slot 1 of worker w.",
            "Its worker w has died; the job is still running, or has ended in the meantime. The"
                + " next worker will take it over: queuectl worker start",
            "Its worker was asked at 2026-01-02 03:04:05 (0s ago) to cancel it.",
            "Its worker has gone silent; another one will take the job over.",
            "It completed at 2026-01-02 03:04:05 (0s ago).",
            "It was cancelled at 2026-01-02 03:04:05 (0s ago).",
            "It was cancelled at 2026-01-02 03:04:05 (0s ago): it had not begun in time (10m). Run"
                + " it all the same: queuectl retry a",
            "If it has not begun by 2026-01-02 03:04:10 (in 5s), it is cancelled.",
            "It has been in the dead letter queue since 2026-01-02 03:04:05 (0s ago): exit code 1."
                + " Retry it with: queuectl dlq retry a",
            "It was not run: b, which it waits for, is dead.",
            "It is being cancelled: b, which it waits for, is dead.",
            "It waits for the success of b (dead).",
            "It is held. Release it with: queuectl release a",
            "Attempt 1 of 3 failed (exit code 1); it is waiting for its retry at 2026-01-02"
                + " 03:04:10 (in 5s).",
            "It is scheduled for later: 2026-01-02 03:04:10 (in 5s).",
            "It was snoozed (exit code 75: in snooze_on), 2 times so far; it runs again at"
                + " 2026-01-02 03:04:10 (in 5s).",
            "Its queue q has been paused since 2026-01-02 03:04:05 (0s ago): disk. Resume it with:"
                + " queuectl queue resume q",
            "Its queue q runs at most 2 at a time, and 2 are running. See queuectl queue set"
                + " --help.",
            "Workers on this host are not claiming jobs: the disk is full.",
            "No worker is running. Start one with: queuectl worker start",
            "No worker serves the queue q. Start one with: queuectl worker start --queue q",
            "Every worker that serves its queue is stopping.",
            "No worker that serves its queue can start jobs: the disk is full.",
            "All 2 slots that serve the queue q are busy; jobs with a higher priority or enqueued"
                + " earlier go first.",
            "Its own parent p holds the only place in the queue q, which runs 1 at a time. Use"
                + " another queue, or enqueue it instead of waiting for it.",
            "A slot is free: it will start within 1s.");
  }

  @Test
  void one_is_worded_as_one() {
    assertThat(TEXT.fact(new Reason.QueueFull("q", 1, 1)))
        .isEqualTo("Its queue q runs at most 1 at a time, and 1 is running.");
    assertThat(TEXT.fact(new Reason.SlotsBusy(1, "q")))
        .startsWith("The only slot that serves the queue q is busy; ");
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void briefly_it_is_a_clause_to_count(Reason reason) {
    assertThat(ReasonText.brief(reason)).matches("[a-z][a-z ]+");
  }
}
