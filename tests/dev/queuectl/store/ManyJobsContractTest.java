package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobAction.Result;
import dev.queuectl.JobEdit;
import dev.queuectl.JobFilter;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.Outcome;
import dev.queuectl.QueueException;
import dev.queuectl.Refusal;
import dev.queuectl.Transition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Doing the same to many jobs, each as it is by then.
class ManyJobsContractTest extends StoreContract {
  /// What a job says may have been edited since it was found.
  @Test
  void a_verb_for_all_that_match_looks_again_at_what_they_say() {
    enqueue(job("a", "default", 0), job("b", "default", 0));
    replaceCommand("a", "wanted");
    replaceCommand("b", "wanted");
    var found = List.of(find("a").seq(), find("b").seq());
    replaceCommand("a", "other");
    assertThat(
            changed(
                new JobAction.Verb(
                    JobVerb.CANCEL, new JobFilter(Set.of(), null, "wanted", null, null, null)),
                found))
        .extracting(Job::id)
        .containsExactly("b");
  }

  private void replaceCommand(String id, String command) {
    var edit =
        new JobEdit(
            command, null, null, null, JobPolicy.CONFIGURED, null, null, Map.of(), Set.of());
    ByHand.edit(store.jobs(), id, edit, now);
  }

  @Test
  void a_verb_for_many_leaves_those_that_it_does_not_suit() {
    enqueue(job("a"), job("b"), job("c"));
    ByHand.cancel(store.jobs(), "b", now);
    advance(Duration.ofSeconds(1));
    var cancel = new JobAction.Verb(JobVerb.CANCEL);
    var seq = find("c").seq();
    var refs =
        List.of(
            new JobRef.Id("a"),
            new JobRef.Id("b"),
            new JobRef.Id("gone"),
            new JobRef.Itself(seq),
            new JobRef.Itself(seq + 1));
    assertThat(store.jobs().change(cancel, refs, now))
        .containsExactly(
            new Result.Done(find("a")),
            new Result.Refused(new Refusal.Unsuited(cancel, find("b"))),
            new Result.Refused(new Refusal.Missing("gone")),
            new Result.Done(find("c")),
            new Result.Refused(new Refusal.Gone(seq + 1)));
    assertThat(find("c").state()).isEqualTo(JobState.CANCELLED);
    assertThat(find("b").updatedAt()).isBefore(now);
  }

  /// Between looking for jobs and changing them somebody else may be faster.
  @Test
  void a_verb_for_all_that_match_leaves_those_that_do_not_any_more() {
    enqueue(job("a"), job("b"), job("c", "other", 0));
    var found = Stream.of("a", "b", "c").map(id -> find(id).seq()).toList();
    var only = JobFilter.of(Set.of(JobState.PENDING), "default");
    replace(job("a"));
    assertThat(changed(new JobAction.Verb(JobVerb.CANCEL, only), found))
        .extracting(Job::id)
        .containsExactly("b");
    assertThat(find("a").state()).isEqualTo(JobState.PENDING);
    assertThat(find("c").state()).isEqualTo(JobState.PENDING);
  }

  private List<Job> changed(JobAction action, List<Long> seqs) {
    var refs = seqs.stream().map(JobRef.Itself::new).toList();
    return store.jobs().change(action, refs, now).stream()
        .flatMap(result -> result instanceof Result.Done(var job, _) ? Stream.of(job) : Stream.of())
        .toList();
  }

  @Test
  void jobs_of_a_batch_come_back_with_their_own_times_in_the_order_in_which_they_were_named() {
    for (var id : List.of("a", "b", "c")) {
      jobIn(JobState.DEAD, id);
    }
    var ahead = now.plus(Duration.ofDays(3));
    var edit =
        new JobEdit(null, null, null, null, JobPolicy.CONFIGURED, ahead, null, Map.of(), Set.of());
    ByHand.edit(store.jobs(), "b", edit, now);
    advance(Duration.ofSeconds(1));
    var seqs = Stream.of("c", "b", "a").map(id -> find(id).seq()).toList();
    var retried = changed(JobAction.Verb.ofDead(JobVerb.RETRY), seqs);
    assertThat(retried).extracting(Job::id).containsExactly("c", "b", "a");
    assertThat(retried).extracting(Job::runAt).containsExactly(now, ahead, now);
    assertThat(retried).extracting(Job::state).containsOnly(JobState.PENDING);
    assertThat(claimIds(3)).containsExactlyInAnyOrder("a", "c");
  }

  /// Somebody looks at the dead letter queue, somebody else brings a job back, and it has run again
  /// when the first one acts.
  @ParameterizedTest
  @EnumSource(names = {"RETRY", "REMOVE"})
  void a_job_that_has_left_the_dead_letter_queue_since_it_was_seen_there_is_left_alone(
      JobVerb verb) {
    var seen = jobIn(JobState.DEAD, "a");
    ByHand.retry(store.jobs(), "a", now);
    end(claim(1, "of-a").getFirst(), new Outcome.Succeeded(), new Transition.Complete());
    var action = JobAction.Verb.asSeen(verb, seen.state());
    var left = find("a");
    assertThat(store.jobs().change(action, List.of(new JobRef.Itself(seen)), now))
        .containsExactly(new Result.Refused(new Refusal.NotMeant(action, left)));
    assertThat(find("a")).isEqualTo(left);
  }

  @Test
  void what_only_dead_jobs_are_brought_back_by_leaves_all_others() {
    for (var state : JobState.values()) {
      jobIn(state, state.word());
      var action = JobAction.Verb.ofDead(JobVerb.RETRY);
      var job = List.of(new JobRef.Id(state.word()));
      assertThat(store.jobs().change(action, job, now).getFirst())
          .isInstanceOf(state == JobState.DEAD ? Result.Done.class : Result.Refused.class);
      assertThat(find(state.word()).state())
          .isEqualTo(state == JobState.DEAD ? JobState.PENDING : state);
    }
  }

  @Test
  void no_transaction_changes_more_than_a_batch() {
    var many = LongStream.rangeClosed(0, JobStore.BATCH).boxed().toList();
    var refs = many.stream().map(JobRef.Itself::new).toList();
    var jobs = store.jobs();
    assertThatThrownBy(() -> jobs.change(new JobAction.Verb(JobVerb.RETRY), refs, now))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource
  void a_verb_for_many_suits_the_states_that_the_verb_for_one_allows(JobState state) {
    for (var verb : JobVerb.values()) {
      var id = verb.word() + "-" + state.word();
      jobIn(state, id);
      var changed = changed(new JobAction.Verb(verb), List.of(find(id).seq()));
      assertThat(changed).hasSize(verb.suits(state) ? 1 : 0);
      assertThat(store.jobs().find(id).isPresent())
          .isEqualTo(verb != JobVerb.REMOVE || changed.isEmpty());
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_does_not_suit_is_refused_for_one(JobState state) {
    for (var verb : JobVerb.values()) {
      var id = verb.word() + "-" + state.word();
      jobIn(state, id);
      assertThat(isAllowed(verb, id)).as(id).isEqualTo(verb.suits(state));
    }
  }

  private boolean isAllowed(JobVerb verb, String id) {
    try {
      ByHand.change(store.jobs(), verb, id, now);
      return true;
    } catch (QueueException.WrongState e) {
      return false;
    }
  }
}
