package dev.queuectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  private static final List<String> COMMANDS =
      List.of("enqueue", "list", "logs", "status", "worker", "why", "wait", "dlq", "run");

  @ParameterizedTest
  @CsvSource({
    "enqeue, enqueue",
    "enqueu, enqueue",
    "enqueeue, enqueue",
    "enqueeu, enqueue",
    "ENQUEUE, enqueue",
    "lsit, list",
    "lis, list",
    "lizt, list",
    "statsu, status",
    "wroker, worker",
    "wokrers, worker",
    "logs, logs",
    "wyh, why",
    "stat, status",
    "enq, enqueue",
    "work, worker"
  })
  void a_slip_of_the_fingers_finds_its_word(String typed, String meant) {
    assertThat(Words.nearest(typed, COMMANDS)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "remove", "tsil", "workflows", "yhw", "inquiry", "dead"})
  void what_is_no_slip_finds_none(String typed) {
    assertThat(Words.nearest(typed, COMMANDS)).isEmpty();
  }

  @Test
  void of_two_that_are_as_near_it_is_the_first_of_the_alphabet() {
    assertThat(Words.nearest("cat", List.of("hat", "bat", "car"))).contains("bat");
    assertThat(Words.nearest("cat", List.of("cart", "cat", "bat"))).contains("cat");
    assertThat(Words.nearest("cat", List.of("cats", "cats"))).contains("cats");
    assertThat(Words.nearest("cat", List.of())).isEmpty();
  }

  @Test
  void the_only_word_that_begins_like_that_comes_before_a_slip() {
    assertThat(Words.nearest("stat", List.of("start", "status"))).contains("status");
    assertThat(Words.nearest("STAT", List.of("start", "Status"))).contains("Status");
    assertThat(Words.nearest("sta", List.of("stay", "start", "status"))).contains("stay");
    assertThat(Words.nearest("st", List.of("start"))).isEmpty();
    assertThat(Words.nearest("--s", List.of("--state"))).isEmpty();
    assertThat(Words.nearest("--time", List.of("--timeout", "--tim"))).contains("--timeout");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dead", "Dead", "DEAD", " dead "})
  void a_word_is_known_in_any_case(String text) {
    assertThat(JobState.of(text)).isEqualTo(JobState.DEAD);
  }

  @ParameterizedTest
  @CsvSource({
    "compleated, Did you mean completed?",
    "pendign, Did you mean pending?",
    "broken, 'It is one of pending, processing, completed, failed, dead, cancelled.'",
    "'', 'It is one of pending, processing, completed, failed, dead, cancelled.'"
  })
  void an_unknown_word_is_answered_with_the_nearest_or_with_all(String text, String advice) {
    assertThatThrownBy(() -> JobState.of(text))
        .isInstanceOfSatisfying(
            QueueException.Invalid.class, invalid -> assertThat(invalid.advice()).isEqualTo(advice))
        .hasMessage("unknown state \"" + text + "\"");
  }

  @Test
  void of_many_names_the_first_are_said_and_how_many_more() {
    assertThat(Words.few(List.of())).isEmpty();
    assertThat(Words.few(List.of("a"))).isEqualTo("a");
    assertThat(Words.few(List.of("a", "b"))).isEqualTo("a and b");
    assertThat(Words.few(List.of("a", "b", "c", "d"))).isEqualTo("a, b, c and d");
    assertThat(Words.few(List.of("a", "b", "c", "d", "e"))).isEqualTo("a, b, c and 2 more");
  }
}
