package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobAction.Way;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.NewJob;
import dev.queuectl.Outcome;
import dev.queuectl.QueueException;
import dev.queuectl.Transition;
import dev.queuectl.Wait;
import dev.queuectl.tie.Dependency;
import dev.queuectl.tie.Dependency.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Jobs that wait for ends of others.
class DependencyContractTest extends StoreContract {
  private static NewJob after(String id, Kind kind, String... others) {
    return job(id).after(Stream.of(others).map(on -> new Dependency(kind, on)).toList());
  }

  private List<String> enqueueTied(NewJob... jobs) {
    return store.jobs().enqueueTied(Arrays.asList(jobs).iterator(), false, now).ids();
  }

  private Job claimed(String id) {
    return claim(10).stream().filter(job -> job.id().equals(id)).findFirst().orElseThrow();
  }

  private void end(String id, JobState state) {
    var job = claimed(id);
    switch (state) {
      case COMPLETED -> end(job, new Outcome.Succeeded(), new Transition.Complete());
      case DEAD -> end(job, new Outcome.Failed(2), new Transition.Bury("exit code 2", true));
      default -> end(job, new Outcome.Cancelled(), new Transition.Cancel());
    }
  }

  private JobAction.Result change(JobVerb verb, Way way, String id) {
    var action = new JobAction.Verb(verb, JobFilter.ALL, way);
    return store.jobs().change(action, List.of(new JobRef.Id(id)), now).getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "success, completed, pending", "success, dead, cancelled", "success, cancelled, cancelled",
    "failure, completed, cancelled", "failure, dead, pending", "failure, cancelled, cancelled",
    "end, completed, pending", "end, dead, pending", "end, cancelled, pending"
  })
  void an_end_is_what_was_waited_for_or_makes_it_impossible(
      String kind, String ended, String state) {
    enqueue(job("build"));
    enqueueTied(after("test", Kind.find(kind).orElseThrow(), "build"));
    assertThat(Wait.of(find("test"), now)).contains(Wait.BLOCKED);
    assertThat(store.jobs().waiting(now)).containsEntry(Wait.BLOCKED, 1L);
    end("build", JobState.of(ended));
    var test = find("test");
    assertThat(test.state().word()).isEqualTo(state);
    assertThat(test.ties().isSkipped()).isEqualTo(state.equals("cancelled"));
    if (state.equals("cancelled")) {
      assertThat(test.error()).isEqualTo("not run: build is " + ended);
    } else {
      assertThat(claimIds(1)).containsExactly("test");
    }
    assertThat(store.jobs().waiting(now)).containsEntry(Wait.BLOCKED, 0L);
  }

  @Test
  void a_retry_that_is_coming_is_no_end() {
    enqueue(job("build"));
    enqueueTied(after("test", Kind.END, "build"));
    end(claimed("build"), new Outcome.Failed(1), new Transition.Retry(now.plusSeconds(5)));
    assertThat(find("test").ties().waitingOn()).isEqualTo(1);
    assertThat(claimIds(5)).isEmpty();
  }

  @Test
  void all_conditions_must_hold() {
    enqueue(job("a"), job("b"));
    enqueueTied(
        job("c").after(List.of(new Dependency(Kind.SUCCESS, "a"), new Dependency(Kind.END, "b"))));
    var claimed = claim(5);
    assertThat(claimed).hasSize(2);
    exchange("w1", 0, claimed.stream().limit(1).map(this::completed).toList());
    assertThat(claimIds(5)).isEmpty();
    exchange("w1", 0, claimed.stream().skip(1).map(this::completed).toList());
    assertThat(claimIds(5)).containsExactly("c");
  }

  @Test
  void what_was_not_run_goes_down_the_tree_and_comes_back_when_the_cause_is_mended() {
    enqueue(job("build"));
    enqueueTied(
        after("deploy", Kind.SUCCESS, "test"),
        after("test", Kind.SUCCESS, "build"),
        after("always", Kind.END, "test"),
        after("tell", Kind.FAILURE, "build"));
    end("build", JobState.DEAD);
    for (var id : List.of("test", "deploy", "always")) {
      assertThat(find(id).ties().isSkipped()).as(id).isTrue();
    }
    assertThat(find("deploy").error()).isEqualTo("not run: test is cancelled");
    assertThat(find("tell").ties().waitingOn()).isZero();
    var result = (JobAction.Result.Done) change(JobVerb.RETRY, Way.USUAL, "build");
    assertThat(result.others()).containsExactlyInAnyOrder("test", "deploy", "always");
    assertThat(find("test").state()).isEqualTo(JobState.PENDING);
    assertThat(find("test").error()).isNull();
    assertThat(find("tell").ties().waitingOn()).isEqualTo(1);
    assertThat(claimIds(9)).containsExactly("build");
  }

  @Test
  void who_was_cancelled_by_a_person_stays() {
    enqueue(job("build"));
    enqueueTied(after("test", Kind.SUCCESS, "build"));
    ByHand.cancel(store.jobs(), "test", now);
    end("build", JobState.DEAD);
    ByHand.retry(store.jobs(), "build", now);
    assertThat(find("test").state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void a_child_is_not_retried_before_its_parent_unless_that_is_ignored() {
    enqueue(job("build"));
    enqueueTied(after("test", Kind.SUCCESS, "build"));
    end("build", JobState.DEAD);
    assertThatThrownBy(() -> ByHand.retry(store.jobs(), "test", now))
        .isInstanceOf(QueueException.WrongState.class)
        .hasMessage("test waits for build, which is dead");
    change(JobVerb.RETRY, Way.IGNORING_DEPENDENCIES, "test");
    assertThat(claimIds(5)).containsExactly("test");
  }

  @Test
  void a_waiting_child_can_be_let_go() {
    enqueue(job("build"));
    enqueueTied(after("test", Kind.SUCCESS, "build"));
    change(JobVerb.RELEASE, Way.IGNORING_DEPENDENCIES, "test");
    assertThat(claimIds(5)).containsExactly("build", "test");
  }

  @Test
  void a_retry_of_what_has_completed_moves_nothing_but_in_a_cascade() {
    enqueue(job("build"));
    enqueueTied(after("test", Kind.SUCCESS, "build"), after("deploy", Kind.SUCCESS, "test"));
    end("build", JobState.COMPLETED);
    end("test", JobState.COMPLETED);
    end("deploy", JobState.COMPLETED);
    ByHand.retry(store.jobs(), "build", now);
    assertThat(claimIds(5)).containsExactly("build");
    end(find("build"), new Outcome.Succeeded(), new Transition.Complete());
    var result = (JobAction.Result.Done) change(JobVerb.RETRY, Way.CASCADE, "build");
    assertThat(result.others()).containsExactly("test", "deploy");
    assertThat(claimIds(5)).containsExactly("build");
    end(find("build"), new Outcome.Succeeded(), new Transition.Complete());
    assertThat(claimIds(5)).containsExactly("test");
  }

  @Test
  void a_job_that_others_wait_for_is_removed_only_with_them() {
    enqueue(job("build"));
    enqueueTied(after("test", Kind.SUCCESS, "build"), after("deploy", Kind.SUCCESS, "test"));
    assertThatThrownBy(() -> ByHand.remove(store.jobs(), "build"))
        .hasMessage("2 jobs wait for build: test and deploy");
    change(JobVerb.REMOVE, Way.WITH_DEPENDENTS, "build");
    assertThat(store.jobs().find("test")).isEmpty();
    assertThat(store.jobs().find("deploy")).isEmpty();
  }

  @Test
  void the_id_and_the_end_of_a_removed_job_stay_with_those_that_waited_for_it() {
    enqueue(job("build"));
    enqueueTied(after("test", Kind.SUCCESS, "build"));
    end("build", JobState.COMPLETED);
    ByHand.remove(store.jobs(), "build");
    var parent = store.jobs().ties(find("test").seq()).parents().getFirst();
    assertThat(parent.dependency().on()).isEqualTo("build");
    assertThat(parent.state()).isEqualTo("completed");
    assertThat(claimIds(5)).containsExactly("test");
  }

  @Test
  void whoever_waits_for_a_replaced_job_waits_for_the_new_one() {
    enqueue(job("build"));
    enqueueTied(after("test", Kind.SUCCESS, "build"));
    replace(job("build"));
    assertThat(find("test").ties().waitingOn()).isEqualTo(1);
    end("build", JobState.COMPLETED);
    assertThat(claimIds(5)).containsExactly("test");
  }

  @Test
  void what_cannot_be_waited_for_is_refused_and_nothing_is_added() {
    enqueue(job("build"));
    end("build", JobState.DEAD);
    assertThatThrownBy(() -> enqueueTied(job("x"), after("a", Kind.SUCCESS, "biuld")))
        .isInstanceOf(QueueException.NotFound.class)
        .hasMessage("there is no job \"biuld\" to wait for")
        .extracting(e -> ((QueueException) e).advice())
        .isEqualTo("Did you mean build?");
    assertThatThrownBy(() -> enqueueTied(after("a", Kind.SUCCESS, "build")))
        .isInstanceOf(QueueException.WrongState.class)
        .hasMessage("build is dead, so a job after its success would never run");
    assertThatThrownBy(
            () ->
                enqueueTied(
                    after("a", Kind.END, "b"),
                    after("b", Kind.END, "c"),
                    after("c", Kind.END, "b")))
        .isInstanceOf(QueueException.Invalid.class)
        .hasMessage("b waits for itself: b -> c -> b");
    assertThatThrownBy(() -> enqueueTied(after("a", Kind.END, "a")))
        .hasMessage("a waits for itself: a -> a");
    assertThat(store.jobs().counts()).containsEntry(JobState.PENDING, 0L);
  }

  @Test
  void the_end_of_a_job_reaches_all_of_many_in_steps() {
    enqueue(job("build"));
    var many = new ArrayList<NewJob>();
    for (var i = 0; i < 2500; i++) {
      many.add(after("t" + i, Kind.FAILURE, "build"));
    }
    many.add(after("last", Kind.SUCCESS, "t2499"));
    enqueueTied(many.toArray(NewJob[]::new));
    end("build", JobState.COMPLETED);
    assertThat(store.jobs().counts()).containsEntry(JobState.CANCELLED, 2501L);
  }
}
