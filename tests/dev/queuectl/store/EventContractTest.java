package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Event;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The audit trail.
class EventContractTest extends StoreContract {
  private void record(String action) {
    store.events().record(new Event(now, "token", "127.0.0.1", action, "a", null));
  }

  private List<String> actions(long before, int limit) {
    return store.events().list(before, limit).stream().map(Event::action).toList();
  }

  @Test
  void the_newest_come_first_page_by_page() {
    List.of("one", "two", "three").forEach(this::record);
    assertThat(actions(Long.MAX_VALUE, 2)).containsExactly("three", "two");
    var last = store.events().list(Long.MAX_VALUE, 2).getLast().seq();
    assertThat(actions(last, 2)).containsExactly("one");
  }

  @Test
  void all_of_an_event_is_kept() {
    advance(Duration.ofMillis(3));
    store.events().record(new Event(now, "token", "10.0.0.7", "cancel", "job", "by <filter>\n"));
    store.events().record(new Event(now, "token", "10.0.0.7", "login", null, null));
    assertThat(store.events().list(Long.MAX_VALUE, 5))
        .containsExactly(
            new Event(2, now, "token", "10.0.0.7", "login", null, null),
            new Event(1, now, "token", "10.0.0.7", "cancel", "job", "by <filter>\n"));
  }

  @Test
  void a_text_that_is_too_long_is_cut_between_characters() {
    for (var text : List.of("x".repeat(2000), "x".repeat(498) + "😀".repeat(9))) {
      store.events().record(new Event(now, "token", "::1", "edit", text, null));
      var subject = store.events().list(Long.MAX_VALUE, 1).getFirst().subject();
      assertThat(subject).hasSizeBetween(499, 500).endsWith("…").startsWith("x".repeat(498));
      assertThat(subject.codePoints().filter(c -> c >= 0xD800 && c <= 0xDFFF)).isEmpty();
    }
  }
}
