package dev.queuectl.report;

import static org.assertj.core.api.Assertions.assertThat;

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
  private static final ReasonText TEXT = new ReasonText(NOW, ZoneOffset.UTC);

  private static Stream<Reason> reasons() {
    return Stream.of(
        new Reason.Runs(NOW.minusSeconds(5), 1, "w"),
        new Reason.WorkerDied("w"),
        new Reason.CancelRequested(NOW),
        new Reason.WorkerSilent(),
        new Reason.Completed(NOW),
        new Reason.Cancelled(NOW),
        new Reason.Dead("a", NOW, "exit code 1"),
        new Reason.Held("a"),
        new Reason.RetryDue(1, 3, "exit code 1", NOW.plusSeconds(5)),
        new Reason.Scheduled(NOW.plusSeconds(5)),
        new Reason.QueuePaused("q", NOW, "disk"),
        new Reason.QueueFull("q", 2, 2),
        new Reason.HostObstructed("the disk is full"),
        new Reason.NoWorker(),
        new Reason.QueueUnserved("q"),
        new Reason.WorkersStopping(),
        new Reason.WorkersUnable(List.of("the disk is full")),
        new Reason.SlotsBusy(2, "q"),
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

  @Test
  void commands_follow_the_fact() {
    assertThat(TEXT.withCommand(new Reason.Held("a")))
        .isEqualTo("It is held. Release it with: queuectl release a");
    assertThat(TEXT.withCommand(new Reason.Scheduled(NOW.plusSeconds(90))))
        .isEqualTo("It is scheduled for later: 2026-01-02 03:05:35 (in 1m 30s).");
  }
}
