package dev.queuectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewJobTest {

  private static NewJob job(String id, String queue) {
    return new NewJob(id, "true", queue, 0, 3, JobPolicy.CONFIGURED, "/", Map.of(), null, false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "7", "_", "nightly-backup", "a.b:c@d+e/f=g-h", "A_Z"})
  void accepts_ids_of_letters_digits_and_some_marks(String id) {
    assertThat(job(id, "default").id()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", ".a", "/a", "a b", "ä", "a\n", "a\0", "a*", "a'b", "日"})
  void refuses_other_ids(String id) {
    assertThatThrownBy(() -> job(id, "default")).isInstanceOf(QueueException.Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a@b", "-a", "a b"})
  void refuses_other_queues(String queue) {
    assertThatThrownBy(() -> job("a", queue)).isInstanceOf(QueueException.Invalid.class);
  }

  @Test
  void accepts_ids_up_to_128_characters_and_queues_up_to_64() {
    assertThat(job("x".repeat(128), "x".repeat(64)).queue()).hasSize(64);
    assertThatThrownBy(() -> job("x".repeat(129), "q")).isInstanceOf(QueueException.Invalid.class);
    assertThatThrownBy(() -> job("a", "x".repeat(65))).isInstanceOf(QueueException.Invalid.class);
  }
}
