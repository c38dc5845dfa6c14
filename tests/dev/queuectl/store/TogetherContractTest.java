package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.Event;
import dev.queuectl.QueueException;
import dev.queuectl.store.QueueChange.Limit;
import org.junit.jupiter.api.Test;

/// Several verbs in one transaction.
class TogetherContractTest extends StoreContract {
  private void record(String action) {
    store.events().record(new Event(now, "anna", "::1", action, null, null));
  }

  @Test
  void all_of_it_is_done_and_each_verb_sees_what_the_ones_before_have_done() {
    var queue =
        store.together(
            () -> {
              record("limit");
              store.queues().change("gpu", new Limit(2));
              return store.together(() -> store.queues().find("gpu"));
            });
    assertThat(queue.concurrency()).isEqualTo(2);
    assertThat(store.events().list(Long.MAX_VALUE, 9)).hasSize(1);
  }

  @Test
  void reads_of_one_state_see_that_too() {
    var seen =
        store.together(
            () -> {
              record("limit");
              return store.snapshot(() -> store.events().list(Long.MAX_VALUE, 9));
            });
    assertThat(seen).hasSize(1);
  }

  @Test
  void or_nothing_is() {
    assertThatThrownBy(
            () ->
                store.together(
                    () -> {
                      record("limit");
                      store.queues().change("gpu", new Limit(2));
                      throw new QueueException.Invalid("no");
                    }))
        .isInstanceOf(QueueException.Invalid.class);
    assertThat(store.events().list(Long.MAX_VALUE, 9)).isEmpty();
    assertThat(store.queues().list()).isEmpty();
    record("later");
    assertThat(store.events().list(Long.MAX_VALUE, 9)).hasSize(1);
  }
}
