package dev.queuectl.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttentionTest {
  private final Attention attention = new Attention();

  @AfterEach
  void forget() {
    Thread.interrupted();
  }

  @Test
  void what_comes_during_a_wait_breaks_it_off_and_no_other() {
    attention.begin();
    attention.interrupt();
    assertThat(Thread.interrupted()).isTrue();
    attention.end();
    attention.begin();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void what_comes_between_two_waits_breaks_off_the_next_one_only() {
    attention.begin();
    attention.end();
    attention.interrupt();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    attention.begin();
    assertThat(Thread.interrupted()).isTrue();
    attention.end();
    attention.begin();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void what_comes_as_a_wait_ends_is_kept_for_the_next_one() {
    attention.begin();
    attention.interrupt();
    attention.end();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    attention.begin();
    assertThat(Thread.interrupted()).isTrue();
  }
}
