package dev.queuectl.store;

import static dev.queuectl.JobState.CANCELLED;
import static dev.queuectl.JobState.COMPLETED;
import static dev.queuectl.JobState.DEAD;
import static dev.queuectl.JobState.FAILED;
import static dev.queuectl.JobState.PENDING;
import static dev.queuectl.JobState.PROCESSING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobEdit;
import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.QueueException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The verbs that people use on one job.
class ChangeContractTest extends StoreContract {
  private static final JobEdit NO_EDIT = edit(null);

  enum Verb {
    CANCEL(EnumSet.of(COMPLETED, DEAD, CANCELLED)),
    RETRY(EnumSet.of(PENDING, PROCESSING)),
    EDIT(EnumSet.of(PROCESSING)),
    HOLD(EnumSet.complementOf(EnumSet.of(PENDING, FAILED))),
    RELEASE(EnumSet.complementOf(EnumSet.of(PENDING, FAILED))),
    REMOVE(EnumSet.of(PROCESSING));

    private final Set<JobState> refusedIn;

    Verb(Set<JobState> refusedIn) {
      this.refusedIn = refusedIn;
    }

    Job apply(JobStore jobs, String id, Instant now) {
      return switch (this) {
        case CANCEL -> ByHand.cancel(jobs, id, now);
        case RETRY -> ByHand.retry(jobs, id, now);
        case EDIT -> ByHand.edit(jobs, id, NO_EDIT, now);
        case HOLD -> ByHand.hold(jobs, id, now);
        case RELEASE -> ByHand.release(jobs, id, now);
        case REMOVE -> ByHand.remove(jobs, id);
      };
    }
  }

  private static JobEdit edit(@Nullable Instant runAt) {
    return new JobEdit(
        null, null, null, null, JobPolicy.CONFIGURED, runAt, null, Map.of(), Set.of());
  }

  @ParameterizedTest
  @EnumSource
  void each_verb_is_refused_where_it_makes_no_sense_and_changes_nothing_then(Verb verb) {
    for (var state : JobState.values()) {
      var before = jobIn(state, state.word());
      advance(Duration.ofMillis(10));
      if (verb.refusedIn.contains(state)) {
        assertThatThrownBy(() -> verb.apply(store.jobs(), state.word(), now))
            .as("%s %s", verb, state)
            .isInstanceOf(QueueException.WrongState.class)
            .hasMessageContaining(state.word());
        assertThat(find(state.word())).isEqualTo(before);
      } else {
        assertThat(verb.apply(store.jobs(), state.word(), now).id()).isEqualTo(state.word());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void each_verb_says_when_there_is_no_such_job(Verb verb) {
    assertThatThrownBy(() -> verb.apply(store.jobs(), "ghost", now))
        .isInstanceOf(QueueException.NotFound.class)
        .hasMessageContaining("ghost");
  }

  @Test
  void a_waiting_job_is_cancelled_at_once() {
    jobIn(FAILED, "a");
    var cancelled = ByHand.cancel(store.jobs(), "a", now);
    assertThat(cancelled.state()).isEqualTo(CANCELLED);
    assertThat(cancelled.finishedAt()).isEqualTo(now);
    assertThat(cancelled.nextRetryAt()).isNull();
    assertThat(find("a")).isEqualTo(cancelled);
  }

  @Test
  void a_running_job_is_asked_to_end_through_its_worker() {
    jobIn(PROCESSING, "a");
    var asked = ByHand.cancel(store.jobs(), "a", now);
    assertThat(asked.state()).isEqualTo(PROCESSING);
    assertThat(asked.cancelRequestedAt()).isEqualTo(now);
    assertThat(store.workers().orders("w1").cancelled()).containsExactly(asked.seq());
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILED", "DEAD", "COMPLETED", "CANCELLED"})
  void a_retry_begins_anew_and_keeps_the_history(JobState state) {
    var old = jobIn(state, "a");
    var history = store.jobs().attempts(old.seq());
    advance(Duration.ofSeconds(1));
    var job = ByHand.retry(store.jobs(), "a", now);
    assertThat(job.state()).isEqualTo(PENDING);
    assertThat(job.seq()).isEqualTo(old.seq());
    assertThat(job.attempts()).isZero();
    assertThat(job.error()).isNull();
    assertThat(job.exitCode()).isNull();
    assertThat(job.finishedAt()).isNull();
    assertThat(job.nextRetryAt()).isNull();
    assertThat(store.jobs().attempts(job.seq())).isEqualTo(history);
    assertThat(store.jobs().oldestWaitingSince()).hasValue(now);
    assertThat(claim(1).getFirst().lastAttempt()).isEqualTo(history.size() + 1);
  }

  @Test
  void an_edit_changes_what_it_names_and_nothing_else() {
    var before = jobIn(PENDING, "a");
    advance(Duration.ofSeconds(1));
    var policy = new JobPolicy(Map.of(JobField.TIMEOUT, Duration.ofSeconds(9)));
    var edit = new JobEdit("false", "q", 4, 1, policy, null, "/tmp", Map.of("A", "b"), Set.of());
    var edited = ByHand.edit(store.jobs(), "a", edit, now);
    assertThat(edited.command()).isEqualTo("false");
    assertThat(edited.queue()).isEqualTo("q");
    assertThat(edited.priority()).isEqualTo(4);
    assertThat(edited.maxRetries()).isEqualTo(1);
    assertThat(edited.policy()).isEqualTo(policy);
    assertThat(edited.cwd()).isEqualTo("/tmp");
    assertThat(edited.env()).containsExactly(Map.entry("A", "b"));
    assertThat(edited.runAt()).isEqualTo(before.runAt());
    assertThat(edited.updatedAt()).isEqualTo(now);
    assertThat(claimIds(1, "q")).containsExactly("a");
  }

  @Test
  void an_edit_sets_and_takes_away_single_variables() {
    jobIn(PENDING, "a");
    environment(Map.of("A", "1", "B", "2"), Set.of());
    assertThat(environment(Map.of("B", "3", "C", "4\n"), Set.of("A", "none")))
        .isEqualTo(Map.of("B", "3", "C", "4\n"));
    assertThat(environment(Map.of(), Set.of("B", "C"))).isEmpty();
  }

  private Map<String, String> environment(Map<String, String> env, Set<String> unset) {
    var policy = JobPolicy.CONFIGURED;
    var edit = new JobEdit(null, null, null, null, policy, null, null, env, unset);
    return ByHand.edit(store.jobs(), "a", edit, now).env();
  }

  @Test
  void jobs_are_found_by_the_beginning_of_their_ids() {
    List.of("ab", "abc", "b", "a", "a.").forEach(id -> jobIn(PENDING, id));
    assertThat(store.jobs().beginningWith("a", 9))
        .extracting(Job::id)
        .containsExactly("abc", "ab", "a.", "a");
    assertThat(store.jobs().beginningWith("ab", 1)).extracting(Job::id).containsExactly("abc");
    assertThat(store.jobs().beginningWith("c", 9)).isEmpty();
  }

  @Test
  void an_edit_moves_when_a_job_runs() {
    jobIn(PENDING, "a");
    ByHand.edit(store.jobs(), "a", edit(now.plusSeconds(60)), now);
    assertThat(claim(1)).isEmpty();
    ByHand.edit(store.jobs(), "a", edit(now.minusSeconds(1)), now);
    assertThat(claimIds(1)).containsExactly("a");
    jobIn(FAILED, "b");
    assertThat(ByHand.edit(store.jobs(), "b", edit(now), now).nextRetryAt()).isEqualTo(now);
    assertThat(claimIds(1)).containsExactly("b");
  }

  @Test
  void an_edit_that_would_make_an_impossible_job_is_refused() {
    var before = jobIn(PENDING, "a");
    var bad =
        new JobEdit(" ", null, null, null, JobPolicy.CONFIGURED, null, null, Map.of(), Set.of());
    assertThatThrownBy(() -> ByHand.edit(store.jobs(), "a", bad, now))
        .isInstanceOf(QueueException.Invalid.class);
    assertThat(find("a")).isEqualTo(before);
  }

  @Test
  void a_held_failed_job_stays_failed_until_it_is_released() {
    jobIn(FAILED, "a");
    assertThat(ByHand.hold(store.jobs(), "a", now).held()).isTrue();
    advance(Duration.ofHours(2));
    assertThat(claim(1)).isEmpty();
    assertThat(store.workers().hasWork(Set.of())).isFalse();
    ByHand.release(store.jobs(), "a", now);
    assertThat(claimIds(1)).containsExactly("a");
  }

  @Test
  void a_removed_job_takes_its_history_along() {
    var dead = jobIn(DEAD, "a");
    assertThat(ByHand.remove(store.jobs(), "a")).isEqualTo(dead);
    assertThat(store.jobs().find("a")).isEmpty();
    assertThat(store.jobs().attempts(dead.seq())).isEmpty();
    assertThat(store.jobs().counts()).containsEntry(DEAD, 0L);
  }
}
