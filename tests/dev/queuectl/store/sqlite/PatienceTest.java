package dev.queuectl.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final int AFTER_A_SECOND = 1000;
  private static final int AFTER_A_MOMENT = 10;

  private final Patience patience = new Patience(Duration.ofSeconds(70));

  @AfterEach
  void forget() {
    Thread.interrupted();
  }

  @Test
  void waits_as_long_as_it_was_told() {
    assertThat(patience.callback(AFTER_A_SECOND)).isOne();
    assertThat(patience.callback(71 * AFTER_A_SECOND)).isZero();
  }

  @Test
  void a_wait_that_has_begun_ends_soon_when_it_is_hurried() {
    patience.hurry();
    assertThat(patience.callback(AFTER_A_SECOND)).isZero();
    assertThat(patience.callback(AFTER_A_MOMENT)).isOne();
    assertThat(patience.limit()).isEqualTo(Patience.HURRIED);
  }

  @Test
  void one_that_is_short_already_is_not_made_longer() {
    var brief = new Patience(Duration.ofMillis(20));
    brief.hurry();
    assertThat(brief.limit()).isEqualTo(Duration.ofMillis(20));
  }

  @Test
  void an_interrupted_thread_waits_a_moment_and_stays_interrupted() {
    Thread.currentThread().interrupt();
    assertThat(patience.callback(AFTER_A_MOMENT)).isOne();
    assertThat(patience.callback(AFTER_A_SECOND)).isZero();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(patience.limit()).isEqualTo(Duration.ofSeconds(70));
  }
}
