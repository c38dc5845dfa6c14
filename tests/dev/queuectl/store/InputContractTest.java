package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.ByHand;
import dev.queuectl.JobAction;
import dev.queuectl.JobEdit;
import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import dev.queuectl.environment.JobEnvironment;
import dev.queuectl.environment.Stdin;
import dev.queuectl.environment.Surroundings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What jobs read from standard input, and who enqueued them.
class InputContractTest extends StoreContract {
  private static final Stdin BYTES = Stdin.of(new byte[] {0, -1, 10, 'a'});
  private static final Stdin TEXT = Stdin.of("text".getBytes(StandardCharsets.UTF_8));

  private static NewJob job(String id, Surroundings given) {
    var policy = JobPolicy.CONFIGURED;
    return new NewJob(id, "true", "default", 0, 3, policy, "/", Map.of(), null, false, given);
  }

  private static NewJob job(String id, @Nullable Stdin stdin) {
    return job(id, Surroundings.NONE.reading(stdin));
  }

  private @Nullable Long number(String id) {
    return find(id).surroundings().stdin();
  }

  private void edit(String id, JobPolicy policy, @Nullable Stdin stdin) {
    var edit =
        new JobEdit(
            null, null, null, null, policy, Set.of(), null, null, Map.of(), Set.of(), stdin,
            Map.of());
    store.jobs().change(new JobAction.Edit(edit), List.of(new JobRef.Id(id)), now);
  }

  @Test
  void a_job_comes_back_with_its_input() {
    enqueue(job("a", BYTES), job("b", TEXT), job("none", (Stdin) null), job("empty", Stdin.EMPTY));
    assertThat(store.jobs().stdin(number("a"))).contains(BYTES);
    assertThat(store.jobs().stdin(number("b"))).contains(TEXT);
    assertThat(number("none")).isNull();
    assertThat(number("empty")).isNull();
  }

  @Test
  void each_is_kept_once_and_goes_with_the_last_job_that_has_it() {
    enqueue(IntStream.range(0, 120).mapToObj(i -> job("a" + i, BYTES)).toArray(NewJob[]::new));
    enqueue(job("b", Stdin.of(BYTES.bytes())));
    var number = number("b");
    assertThat(number("a119")).isEqualTo(number("a0")).isEqualTo(number);
    IntStream.range(0, 120).forEach(i -> ByHand.remove(store.jobs(), "a" + i));
    assertThat(store.jobs().stdin(number)).contains(BYTES);
    ByHand.remove(store.jobs(), "b");
    assertThat(store.jobs().stdin(number)).isEmpty();
  }

  @Test
  void an_edit_keeps_replaces_or_takes_it_away() {
    enqueue(job("a", BYTES));
    var first = number("a");
    edit("a", JobPolicy.CONFIGURED, null);
    assertThat(number("a")).isEqualTo(first);
    edit("a", JobPolicy.CONFIGURED, TEXT);
    assertThat(store.jobs().stdin(number("a"))).contains(TEXT);
    assertThat(store.jobs().stdin(first)).isEmpty();
    edit("a", JobPolicy.CONFIGURED, Stdin.EMPTY);
    assertThat(number("a")).isNull();
  }

  @Test
  void an_edit_that_makes_the_environment_clean_forgets_the_callers() {
    var here = JobEnvironment.of(Map.of("SECRET", "x"));
    enqueue(job("a", Surroundings.of(here)));
    var number = find("a").surroundings().environment();
    edit("a", JobPolicy.CONFIGURED, null);
    assertThat(store.jobs().environment(number)).contains(here);
    edit("a", JobPolicy.CONFIGURED.with(JobField.CLEAN_ENV, true), null);
    assertThat(find("a").surroundings().environment()).isNull();
    assertThat(store.jobs().environment(number)).isEmpty();
  }

  @Test
  void it_and_the_parent_stay_when_the_job_is_retried_and_restored_elsewhere() {
    enqueue(job("a", new Surroundings(null, BYTES, "p")));
    ByHand.cancel(store.jobs(), "a", now);
    ByHand.retry(store.jobs(), "a", now);
    assertThat(store.jobs().stdin(number("a"))).contains(BYTES);
    assertThat(find("a").surroundings().parent()).isEqualTo("p");
    var archived = new ArchivedJob(find("a"), new Surroundings(null, TEXT, "p"), List.of());
    ByHand.remove(store.jobs(), "a");
    store.archive().restore(List.of(archived), false, now);
    assertThat(store.jobs().stdin(number("a"))).contains(TEXT);
    assertThat(find("a").surroundings().parent()).isEqualTo("p");
  }

  @Test
  void one_that_is_too_large_is_refused() {
    var large = Stdin.of(new byte[Stdin.MOST_BYTES + 1]);
    assertThatThrownBy(() -> job("a", large))
        .isInstanceOf(QueueException.Invalid.class)
        .hasMessage("standard input is longer than 1,048,576 bytes, the limit");
  }
}
