package dev.queuectl.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.cli.console.Glyphs;
import dev.queuectl.store.Rollup;
import dev.queuectl.store.Rollup.Measure;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThroughputTest {
  private static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");

  private static Rollup ended(Measure measure, Instant second, long attempts) {
    return new Rollup(second, measure, 0, attempts);
  }

  @Test
  void what_came_before_is_known_from_what_was_counted_each_second() {
    var before =
        List.of(
            ended(Measure.COMPLETED, NOW.minusSeconds(2), 2),
            ended(Measure.DEAD, NOW.minusSeconds(2), 1));
    var throughput = new Throughput(1000, before, NOW);
    assertThat(throughput.seconds(3, NOW)).containsExactly(0.0, 2.0, 0.0);
    assertThat(throughput.rate(NOW)).isEqualTo(0.2);
  }

  @Test
  void what_comes_is_spread_over_the_time_since_the_last_look() {
    var throughput = new Throughput(1000, List.of(), NOW);
    throughput.look(1040, NOW.plusMillis(500));
    throughput.look(1100, NOW.plusMillis(2000));
    assertThat(throughput.seconds(2, NOW.plusSeconds(2))).containsExactly(60.0, 40.0);
  }

  @Test
  void jobs_that_were_removed_make_no_hole() {
    var throughput = new Throughput(1000, List.of(), NOW);
    throughput.look(3, NOW.plusSeconds(1));
    throughput.look(5, NOW.plusSeconds(2));
    throughput.look(9, NOW.plusSeconds(1)); // the clock was set back
    assertThat(throughput.seconds(2, NOW.plusSeconds(2))).containsExactly(0.0, 2.0);
  }

  @Test
  void a_sparkline_shows_whatever_there_is() {
    assertThat(Glyphs.BLOCKS.sparkline(List.of(0.0, 0.1, 50.0, 100.0))).isEqualTo(" ▁▄█");
    assertThat(Glyphs.ASCII.sparkline(List.of(0.0, 0.0))).isEqualTo("  ");
    assertThat(Glyphs.ASCII.bar(4, 0.5)).isEqualTo("##..");
    assertThat(Glyphs.ASCII.bar(4, 7)).isEqualTo("####");
  }
}
