package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Event;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.store.RequestStore.Addition;
import dev.queuectl.store.RequestStore.Answer;
import dev.queuectl.store.RequestStore.Result;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What clients of a server ask for.
class RequestContractTest extends StoreContract {

  private Addition addition(@Nullable String key, NewJob... jobs) {
    return new Addition(
        List.of(jobs),
        false,
        added -> new Event(now, "api", "::1", "enqueue", added.ids().getFirst(), null),
        key == null ? null : added -> answer(key, added.ids().toString()));
  }

  private static Answer answer(String key, String body) {
    return new Answer(key, "hash of " + key, 201, "/jobs", body);
  }

  private List<Result> add(Addition... additions) {
    return store.requests().add(List.of(additions), now);
  }

  private List<String> ids() {
    return store.jobs().list(JobQuery.newest(99)).stream().map(job -> job.id()).toList();
  }

  private List<@Nullable String> recorded() {
    return store.events().list(Long.MAX_VALUE, 99).stream().map(Event::subject).toList();
  }

  @Test
  void the_jobs_of_one_request_are_added_all_or_none_whatever_becomes_of_the_others() {
    var results =
        add(
            addition(null, job("a")),
            addition(null, job("b"), job("a")),
            addition(null, job("c"), job("c")),
            addition(null, job("d"), job("e")));
    assertThat(ids()).containsExactly("e", "d", "a");
    assertThat(recorded()).as("what was done, and nothing else").containsExactly("d", "a");
    assertThat(results)
        .satisfiesExactly(
            it -> assertThat(it).isInstanceOf(Result.Added.class),
            it -> assertThat(refused(it)).isInstanceOf(QueueException.Duplicate.class),
            it -> assertThat(refused(it)).isInstanceOf(QueueException.Duplicate.class),
            it -> assertThat(((Result.Added) it).jobs().ids()).containsExactly("d", "e"));
  }

  private static RuntimeException refused(Result result) {
    return ((Result.Refused) result).why();
  }

  @Test
  void what_goes_wrong_in_one_request_only_is_said_to_that_one() {
    var broken =
        new Addition(
            List.of(job("b")),
            false,
            _ -> {
              throw new IllegalStateException("a bug");
            },
            null);
    var results = add(addition(null, job("a")), broken, addition(null, job("c")));
    assertThat(ids()).containsExactly("c", "a");
    assertThat(refused(results.get(1))).hasMessage("a bug");
  }

  @Test
  void an_answer_is_kept_with_its_jobs_for_a_day() {
    add(addition("k", job("a")));
    assertThat(store.requests().answer("k", now)).contains(answer("k", "[a]"));
    assertThat(store.requests().answer("other", now)).isEmpty();
    advance(RequestStore.KEPT_FOR.minusMillis(1));
    assertThat(store.requests().answer("k", now)).isPresent();
    advance(Duration.ofMillis(1));
    assertThat(store.requests().answer("k", now)).isEmpty();
    add(addition("k", job("b")));
    assertThat(store.requests().answer("k", now)).contains(answer("k", "[b]"));
  }

  @Test
  void a_request_whose_answer_is_there_already_adds_nothing() {
    add(addition("k", job("a")));
    var again = add(addition("k", job("b")), addition("l", job("c")));
    assertThat(refused(again.getFirst())).isInstanceOf(QueueException.WrongState.class);
    assertThat(ids()).containsExactly("c", "a");
    assertThat(store.requests().answer("k", now)).contains(answer("k", "[a]"));
  }

  @Test
  void an_answer_can_be_kept_without_jobs_and_the_first_one_stays() {
    store.requests().keep(answer("k", "1"), now);
    store.requests().keep(answer("k", "2"), now);
    assertThat(store.requests().answer("k", now)).contains(answer("k", "1"));
  }
}
