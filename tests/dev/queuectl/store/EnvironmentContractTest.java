package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.ByHand;
import dev.queuectl.JobPolicy;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.environment.JobEnvironment;
import dev.queuectl.environment.Surroundings;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The environments that jobs were enqueued in.
class EnvironmentContractTest extends StoreContract {
  private static final JobEnvironment HERE =
      JobEnvironment.of(Map.of("A", "here", "B", "caf\udce9"));
  private static final JobEnvironment THERE = JobEnvironment.of(Map.of("A", "there"));

  private static NewJob job(String id, @Nullable JobEnvironment environment) {
    var given = Surroundings.of(environment);
    var policy = JobPolicy.CONFIGURED;
    return new NewJob(id, "true", "default", 0, 3, policy, "/", Map.of(), null, false, given);
  }

  private @Nullable Long number(String id) {
    return find(id).surroundings().environment();
  }

  @Test
  void a_job_comes_back_with_its_environment() {
    enqueue(job("a", HERE), job("b", THERE), job("none"));
    assertThat(store.jobs().environment(number("a"))).contains(HERE);
    assertThat(store.jobs().environment(number("b"))).contains(THERE);
    assertThat(number("none")).isNull();
  }

  @Test
  void each_is_kept_once() {
    enqueue(IntStream.range(0, 120).mapToObj(i -> job("a" + i, HERE)).toArray(NewJob[]::new));
    enqueue(job("b", JobEnvironment.of(HERE.variables())));
    assertThat(number("a119")).isEqualTo(number("a0")).isEqualTo(number("b"));
  }

  @Test
  void one_goes_with_the_last_job_that_has_it() {
    enqueue(job("a", HERE), job("b", HERE), job("c", THERE));
    var here = number("a");
    ByHand.remove(store.jobs(), "a");
    assertThat(store.jobs().environment(here)).contains(HERE);
    ByHand.remove(store.jobs(), "b");
    assertThat(store.jobs().environment(here)).isEmpty();
  }

  @Test
  void one_of_a_job_that_is_replaced_by_another_with_the_same_stays() {
    enqueue(job("a", HERE));
    replace(job("a", HERE));
    assertThat(store.jobs().environment(number("a"))).contains(HERE);
    var here = number("a");
    replace(job("a", THERE));
    assertThat(store.jobs().environment(here)).isEmpty();
    assertThat(store.jobs().environment(number("a"))).contains(THERE);
  }

  /// Workers remember which number stands for which.
  @Test
  void no_number_is_used_twice() {
    enqueue(job("a", HERE));
    var here = number("a");
    ByHand.remove(store.jobs(), "a");
    enqueue(job("a", THERE));
    assertThat(number("a")).isNotEqualTo(here);
  }

  @Test
  void a_claimed_job_says_which_it_has() {
    enqueue(job("a", HERE));
    var claimed = exchange("w1", 1, List.of()).claimed().getFirst();
    assertThat(claimed.surroundings().environment()).isEqualTo(number("a"));
  }

  @Test
  void it_stays_when_the_job_is_edited_retried_and_restored_elsewhere() {
    enqueue(job("a", HERE));
    ByHand.cancel(store.jobs(), "a", now);
    ByHand.retry(store.jobs(), "a", now);
    assertThat(store.jobs().environment(number("a"))).contains(HERE);
    var archived = new ArchivedJob(find("a"), Surroundings.of(THERE), List.of());
    ByHand.remove(store.jobs(), "a");
    store.archive().restore(List.of(archived), false, now);
    assertThat(store.jobs().environment(number("a"))).contains(THERE);
  }

  @Test
  void one_that_is_too_large_is_refused() {
    var large = JobEnvironment.of(Map.of("A", "x".repeat(NewJob.MAX_ENVIRONMENT_BYTES)));
    assertThatThrownBy(() -> job("a", large))
        .isInstanceOf(QueueException.Invalid.class)
        .hasMessage("the environment has 131,075 bytes, and 131,072 is the limit");
  }
}
