package dev.queuectl.cli.top;

import static dev.queuectl.JobState.CANCELLED;
import static dev.queuectl.JobState.COMPLETED;
import static dev.queuectl.JobState.FAILED;
import static dev.queuectl.JobState.PENDING;
import static dev.queuectl.JobState.PROCESSING;
import static dev.queuectl.cli.top.TopSample.NOW;
import static dev.queuectl.cli.top.TopSample.data;
import static dev.queuectl.cli.top.TopSample.job;
import static dev.queuectl.cli.top.TopSample.screen;
import static dev.queuectl.cli.top.TopSample.waiting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Lease;
import dev.queuectl.Queue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The lines of the lists of `top`, whatever the jobs in them wait for.
class TopRowsTest {
  private static final TopLists EVERYTHING =
      new TopLists(
          List.of(),
          List.of(waiting(job(1, "ready", "a", PENDING), "default", -1000, false, NOW)),
          List.of(
              waiting(job(2, "later", "b", PENDING), "default", 0, false, in(86_400 + 3600)),
              job(3, "again", "c", FAILED)),
          List.of(
              waiting(job(4, "held", "d", PENDING), "default", 7, true, NOW),
              waiting(job(5, "mail", "e", PENDING), "slow", 0, false, NOW),
              waiting(job(6, "full", "f", PENDING), "one", 0, false, NOW)),
          List.of(),
          List.of(
              job(7, "done", "g", COMPLETED, null, in(-75 * 60), in(-10)),
              job(8, "gone", "h", CANCELLED, null, null, in(-20))));

  private static Instant in(long seconds) {
    return NOW.plusSeconds(seconds);
  }

  @Test
  void shows_what_every_job_waits_for_and_what_has_finished() {
    var paused = new Queue("slow", Map.of(), null, NOW, null);
    var full = new Queue("one", Map.of(PROCESSING, 1L), 1, null, null);
    assertThat(screen(TopState.START, data(EVERYTHING, paused, full), 80, 24))
        .containsSubsequence(
            "-- Waiting 6: 1 next, 1 scheduled, 1 to retry, 1 held, 1 paused, 1 at the limit",
            "> ready next      p-1000 1/3   a",
            "  later in 1d1h   p0     1/3   b",
            "  again again 4s  p0     1/3   c",
            "  held  held      p7     1/3   d",
            "  mail  paused    p0     1/3   e",
            "  full  limit     p0     1/3   f",
            "-- Dead 0 ----------------------------------------------------------------------",
            "-- Finished 2 ------------------------------------------------------------------",
            "  done completed 09:59:50   1h14m  g",
            "  gone cancelled 09:59:40   -      h");
  }

  @Test
  void headings_count_what_a_filter_has_left() {
    var state = TopState.START.filtered("held", true);
    assertThat(screen(state, data(EVERYTHING), 80, 24))
        .anyMatch(line -> line.startsWith("-- Waiting 1 of 6: 1 held --"));
  }

  @Test
  void no_time_and_no_priority_is_cut_however_long() {
    var far = in(999L * 86_400 + 23 * 3600);
    var due = waiting(job(1, "far", "a", PENDING), "default", -1000, false, far);
    var slow =
        job(
            2,
            "slow",
            "b",
            PROCESSING,
            new Lease("w1", 0, 1, NOW),
            in(-(999L * 86_400 + 23 * 3600)),
            null);
    var lists =
        new TopLists(List.of(slow), List.of(), List.of(due), List.of(), List.of(), List.of());
    for (var width : List.of(60, 80, 160)) {
      assertThat(screen(TopState.START, data(lists), width, 24))
          .anyMatch(line -> line.startsWith("> 0   slow 999d 23h"))
          .anyMatch(line -> line.startsWith("  far in 999d23h p-1000 "));
    }
  }

  @Test
  void a_long_id_is_shortened_in_the_middle() {
    var lists =
        new TopLists(
            List.of(),
            List.of(
                job(1, "nightly-backup-of-the-database-server-2026-11-28", "make", PENDING),
                job(2, "short", "make", PENDING)),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    assertThat(screen(TopState.START, data(lists), 80, 24))
        .contains(
            "> nightly-backup-o..26-11-28 next      p0   1/3   make",
            "  short                      next      p0   1/3   make");
  }
}
