package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobEdit;
import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import dev.queuectl.tie.Dependency;
import dev.queuectl.tie.Dependency.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A job that has not begun in time is cancelled, and is never run.
class ExpiryContractTest extends StoreContract {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final JobPolicy EXPIRING = JobPolicy.CONFIGURED.with(JobField.EXPIRES, LIMIT);

  private NewJob expiring(String id, @Nullable Instant runAt) {
    return job(id, runAt, false).expiring(LIMIT);
  }

  private static JobEdit edit(JobPolicy policy) {
    return new JobEdit(null, null, null, null, policy, null, null, Map.of(), Set.of());
  }

  private List<String> expire() {
    return store.workers().expire(now).ids();
  }

  @Test
  void one_that_has_not_begun_in_time_is_cancelled() {
    enqueue(job("a"), expiring("b", null), expiring("later", now.plus(LIMIT)));
    known("w1");
    assertThat(store.workers().orders("w1").nextExpiryAt()).isEqualTo(now.plus(LIMIT));
    advance(LIMIT.minusMillis(1));
    assertThat(expire()).isEmpty();
    advance(Duration.ofMillis(1));
    assertThat(expire()).containsExactly("b");
    var expired = find("b");
    assertThat(expired.state()).isEqualTo(JobState.CANCELLED);
    assertThat(expired.error()).isEqualTo(Job.EXPIRED);
    assertThat(expired.finishedAt()).isEqualTo(now);
    assertThat(store.workers().orders("w1").nextExpiryAt()).isEqualTo(now.plus(LIMIT));
    assertThat(find("a").state()).isEqualTo(JobState.PENDING);
  }

  @Test
  void one_that_has_begun_is_left_alone_and_so_are_its_retries() {
    enqueue(expiring("a", null));
    var running = claim(1).getFirst();
    advance(LIMIT.multipliedBy(2));
    assertThat(expire()).isEmpty();
    end(running, new Outcome.Failed(1), new Transition.Retry(now.plus(LIMIT)));
    advance(LIMIT.multipliedBy(3));
    assertThat(expire()).isEmpty();
    assertThat(claimIds(1)).containsExactly("a");
  }

  /// Between the moment and the next look of a worker.
  @Test
  void one_that_is_too_late_is_not_claimed() {
    enqueue(expiring("a", null), job("b"));
    advance(LIMIT);
    assertThat(claimIds(2)).containsExactly("b");
    assertThat(find("a").state()).isEqualTo(JobState.PENDING);
    assertThat(expire()).containsExactly("a");
    assertThat(store.jobs().attempts(find("a").seq())).isEmpty();
  }

  @Test
  void the_time_counts_anew_when_it_is_retried_by_hand() {
    enqueue(expiring("a", null));
    advance(LIMIT);
    expire();
    ByHand.retry(store.jobs(), "a", now);
    assertThat(find("a").expiresAt()).contains(now.plus(LIMIT));
    advance(LIMIT.minusMillis(1));
    assertThat(expire()).isEmpty();
    assertThat(claimIds(1)).containsExactly("a");
  }

  @Test
  void it_does_not_pass_while_others_are_waited_for_and_its_end_counts_as_one_by_hand() {
    enqueue(job("build"));
    store
        .jobs()
        .enqueueTied(
            List.of(
                    expiring("test", null).after(List.of(new Dependency(Kind.SUCCESS, "build"))),
                    job("deploy").after(List.of(new Dependency(Kind.SUCCESS, "test"))),
                    job("tidy").after(List.of(new Dependency(Kind.END, "test"))))
                .iterator(),
            false,
            now);
    advance(LIMIT);
    assertThat(expire()).isEmpty();
    var build = claim(1).getFirst();
    end(build, new Outcome.Succeeded(), new Transition.Complete());
    advance(LIMIT);
    assertThat(expire()).containsExactly("test");
    assertThat(find("deploy").ties().isSkipped()).isTrue();
    assertThat(claimIds(9)).containsExactly("tidy");
  }

  @Test
  void an_edit_gives_it_more_time_or_less() {
    enqueue(job("a"), expiring("b", null));
    advance(LIMIT);
    var longer = JobPolicy.CONFIGURED.with(JobField.EXPIRES, LIMIT.multipliedBy(2));
    ByHand.edit(store.jobs(), "a", edit(EXPIRING), now);
    ByHand.edit(store.jobs(), "b", edit(longer), now);
    assertThat(expire()).containsExactly("a");
  }

  @Test
  void many_are_cancelled_step_by_step() {
    var many = IntStream.range(0, 501).mapToObj(i -> expiring("j" + i, null));
    store.jobs().enqueue(many.iterator(), false, now);
    advance(LIMIT);
    var first = store.workers().expire(now);
    assertThat(first.ids()).hasSize(500);
    assertThat(first.nextExpiryAt()).isEqualTo(now);
    assertThat(store.workers().expire(now).nextExpiryAt()).isNull();
  }
}
