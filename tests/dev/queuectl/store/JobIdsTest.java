package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class JobIdsTest {
  private final JobIds ids = new JobIds();
  private final Instant now = Instant.parse("2026-11-22T10:00:00Z");

  @Test
  void ids_are_eleven_characters_that_an_id_may_have_and_none_that_look_alike() {
    assertThat(ids.next(now)).matches("[0-9a-hjkmnp-tv-z]{11}");
  }

  @Test
  void ids_sort_by_the_time_they_were_made() {
    var earlier = new JobIds().next(now);
    var later = new JobIds().next(now.plusMillis(1));
    assertThat(earlier).isLessThan(later);
  }

  @Test
  void ids_only_grow_within_a_millisecond_over_a_leap_and_when_the_clock_goes_back() {
    var made = new ArrayList<String>();
    for (var i = 0; i < 100_000; i++) {
      made.add(ids.next(now));
    }
    ids.leap();
    made.add(ids.next(now));
    made.add(ids.next(now.minus(Duration.ofDays(1))));
    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void ids_last_until_2060() {
    var last = ids.next(Instant.parse("2060-01-01T00:00:00Z"));
    assertThat(last).hasSize(11).isGreaterThan(new JobIds().next(now));
  }
}
