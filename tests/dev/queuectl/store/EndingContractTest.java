package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Attempt;
import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobState;
import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.WorkerStore.Exchange;
import dev.queuectl.store.WorkerStore.Exchanged;
import dev.queuectl.store.WorkerStore.Noticed;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What each transition makes of a job.
class EndingContractTest extends StoreContract {
  private Job job;

  @BeforeEach
  void claimOne() {
    join("w1");
    enqueue(job("a"));
    job = claim(1).getFirst();
    advance(Duration.ofMillis(1500));
  }

  @Test
  void complete_counts_the_attempt_and_keeps_it() {
    assertThat(end(job, new Outcome.Succeeded(), new Transition.Complete())).isEmpty();
    var after = find("a");
    assertThat(after.state()).isEqualTo(JobState.COMPLETED);
    assertThat(after.attempts()).isEqualTo(1);
    assertThat(after.finishedAt()).isEqualTo(now);
    assertThat(after.exitCode()).isZero();
    assertThat(after.error()).isNull();
    assertThat(after.lease()).isNull();
    assertThat(store.jobs().attempts(job.seq()))
        .containsExactly(
            new Attempt(
                job.seq(),
                1,
                "w1",
                0,
                job.startedAt(),
                now,
                "succeeded",
                0,
                null,
                null,
                null,
                null,
                3,
                4));
    var worker = store.workers().workers().getFirst();
    assertThat(worker.jobsDone()).isEqualTo(1);
    assertThat(worker.runMillis()).isEqualTo(1500);
  }

  @Test
  void what_was_completed_lately_is_counted() {
    end(job, new Outcome.Succeeded(), new Transition.Complete());
    assertThat(store.metrics().completedSince(now).jobs()).isEqualTo(1);
    assertThat(store.metrics().completedSince(now.plusSeconds(1)).jobs()).isZero();
    ByHand.retry(store.jobs(), "a", now);
    assertThat(store.metrics().completedSince(now.minusSeconds(60)).jobs()).isEqualTo(1);
  }

  @Test
  void retry_waits_for_its_time() {
    end(job, new Outcome.Killed(9), new Transition.Retry(now.plusSeconds(4)));
    var after = find("a");
    assertThat(after.state()).isEqualTo(JobState.FAILED);
    assertThat(after.attempts()).isEqualTo(1);
    assertThat(after.nextRetryAt()).isEqualTo(now.plusSeconds(4));
    assertThat(after.finishedAt()).isNull();
    assertThat(after.exitCode()).isEqualTo(137);
    assertThat(after.error()).isEqualTo("killed by SIGKILL");
    assertThat(store.jobs().attempts(job.seq()).getFirst().signal()).isEqualTo(9);
  }

  @Test
  void what_was_written_last_to_stderr_stays_until_the_next_end() {
    var seen = new Noticed(null, "no route", null);
    var retry = new Transition.Retry(now.plusSeconds(4));
    exchange("w1", 0, List.of(new Ending(job, new Outcome.Failed(1), retry, now, 3, 4, seen)));
    assertThat(find("a").lastStderr()).isEqualTo("no route");
    advance(Duration.ofSeconds(5));
    end(claim(1).getFirst(), new Outcome.Succeeded(), new Transition.Complete());
    assertThat(find("a").lastStderr()).isNull();
    assertThat(store.jobs().attempts(job.seq()))
        .extracting(Attempt::lastStderr)
        .containsExactly("no route", null);
  }

  @Test
  void a_retry_by_hand_forgets_what_was_written_last_to_stderr() {
    var seen = new Noticed(null, "no route", null);
    var bury = new Transition.Bury("exit code 1", true);
    exchange("w1", 0, List.of(new Ending(job, new Outcome.Failed(1), bury, now, 3, 4, seen)));
    assertThat(find("a").failure()).isEqualTo("exit code 1: no route");
    ByHand.retry(store.jobs(), "a", now);
    assertThat(find("a").lastStderr()).isNull();
  }

  @Test
  void bury_says_why() {
    end(job, new Outcome.Failed(3), new Transition.Bury("no attempts left", true));
    var after = find("a");
    assertThat(after.state()).isEqualTo(JobState.DEAD);
    assertThat(after.attempts()).isEqualTo(1);
    assertThat(after.interruptions()).isZero();
    assertThat(after.error()).isEqualTo("no attempts left");
    assertThat(after.finishedAt()).isEqualTo(now);
  }

  @Test
  void bury_after_interruptions_counts_no_attempt() {
    end(job, new Outcome.Interrupted("gone"), new Transition.Bury("interrupted 5 times", false));
    assertThat(find("a").attempts()).isZero();
    assertThat(find("a").interruptions()).isEqualTo(1);
    assertThat(find("a").exitCode()).isNull();
  }

  @Test
  void cancel_ends_the_job() {
    ByHand.cancel(store.jobs(), "a", now);
    end(job, new Outcome.Cancelled(), new Transition.Cancel());
    var after = find("a");
    assertThat(after.state()).isEqualTo(JobState.CANCELLED);
    assertThat(after.cancelRequestedAt()).isNull();
    assertThat(after.attempts()).isZero();
    assertThat(after.finishedAt()).isEqualTo(now);
  }

  @Test
  void release_puts_the_job_back_at_once() {
    end(job, new Outcome.Interrupted("its worker died"), new Transition.Release(true));
    var after = find("a");
    assertThat(after.state()).isEqualTo(JobState.PENDING);
    assertThat(after.attempts()).isZero();
    assertThat(after.interruptions()).isEqualTo(1);
    assertThat(store.jobs().oldestWaitingSince()).hasValue(now);
    assertThat(claimIds(1)).containsExactly("a");
    assertThat(store.jobs().attempts(job.seq()))
        .extracting(Attempt::outcome)
        .containsExactly("interrupted", null);
  }

  @Test
  void snooze_puts_the_job_back_for_later_and_counts_no_attempt() {
    var later = now.plusSeconds(300);
    end(job, new Outcome.Failed(75), new Transition.Snooze(later, "exit code 75: in snooze_on"));
    var after = find("a");
    assertThat(after.state()).isEqualTo(JobState.PENDING);
    assertThat(after.runAt()).isEqualTo(later);
    assertThat(after.attempts()).isZero();
    assertThat(after.snoozes()).isEqualTo(1);
    assertThat(after.exitCode()).isEqualTo(75);
    assertThat(after.error()).isEqualTo("exit code 75: in snooze_on");
    assertThat(claimIds(1)).isEmpty();
    advance(Duration.ofSeconds(300));
    assertThat(claimIds(1)).containsExactly("a");
  }

  @Test
  void a_retry_by_hand_starts_the_count_of_snoozes_again() {
    end(job, new Outcome.Failed(75), new Transition.Snooze(now, "exit code 75: in snooze_on"));
    var again = claim(1).getFirst();
    end(again, new Outcome.Failed(2), new Transition.Bury("exit code 2", true, true));
    assertThat(find("a").snoozes()).isEqualTo(1);
    ByHand.retry(store.jobs(), "a", now);
    assertThat(find("a").snoozes()).isZero();
  }

  @Test
  void another_end_that_a_rule_takes_for_a_success_is_recorded_as_one() {
    end(job, new Outcome.Failed(3), new Transition.Complete());
    assertThat(find("a").exitCode()).isEqualTo(3);
    assertThat(find("a").error()).isNull();
    assertThat(store.jobs().attempts(job.seq()).getFirst())
        .matches(it -> "succeeded".equals(it.outcome()) && it.error() == null)
        .matches(it -> Integer.valueOf(3).equals(it.exitCode()));
  }

  @Test
  void what_was_asked_to_be_cancelled_meanwhile_is_not_snoozed() {
    ByHand.cancel(store.jobs(), "a", now);
    end(job, new Outcome.Failed(75), new Transition.Snooze(now, "exit code 75: in snooze_on"));
    assertThat(find("a").state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void what_was_asked_to_be_cancelled_meanwhile_does_not_run_again() {
    ByHand.cancel(store.jobs(), "a", now);
    var released =
        ending(
            job, new Outcome.Interrupted("its worker was stopped"), new Transition.Release(true));
    var exchanged = exchange("w1", 1, List.of(released));
    assertThat(exchanged.cancelled()).containsExactly(job.seq());
    assertThat(exchanged.lost()).isEmpty();
    assertThat(exchanged.claimed()).isEmpty();
    assertThat(find("a").state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void what_was_asked_to_be_cancelled_meanwhile_is_not_retried() {
    ByHand.cancel(store.jobs(), "a", now);
    end(job, new Outcome.Failed(3), new Transition.Retry(now));
    var after = find("a");
    assertThat(after.state()).isEqualTo(JobState.CANCELLED);
    assertThat(after.exitCode()).isEqualTo(3);
    assertThat(after.nextRetryAt()).isNull();
  }

  @Test
  void what_has_ended_before_it_was_cancelled_keeps_its_end() {
    ByHand.cancel(store.jobs(), "a", now);
    end(job, new Outcome.Succeeded(), new Transition.Complete());
    assertThat(find("a").state()).isEqualTo(JobState.COMPLETED);
  }

  private Exchanged giveBack(String worker, Job job) {
    var exchange =
        new Exchange(
            worker, List.of(), List.of(job), List.of(), List.of(), Set.of(), null, now, now);
    return store.workers().exchange(exchange);
  }

  @Test
  void what_was_never_started_goes_back_to_its_place_as_if_it_had_never_been_claimed() {
    var before = find("a");
    enqueue(job("b"));
    giveBack("w1", job);
    var after = find("a");
    assertThat(after.state()).isEqualTo(JobState.PENDING);
    assertThat(after.lastAttempt()).isZero();
    assertThat(after.startedAt()).isNull();
    assertThat(after.lease()).isNull();
    assertThat(after.runAt()).isEqualTo(before.runAt());
    assertThat(store.jobs().attempts(job.seq())).isEmpty();
    assertThat(claimIds(1)).containsExactly("a");
    assertThat(end(job, new Outcome.Succeeded(), new Transition.Complete())).hasSize(1);
  }

  @Test
  void what_was_never_started_keeps_its_history() {
    var startedAt = job.startedAt();
    end(job, new Outcome.Failed(3), new Transition.Retry(now));
    now = now.plusSeconds(5);
    var again = claim(1).getFirst();
    giveBack("w1", again);
    assertThat(find("a").lastAttempt()).isEqualTo(1);
    assertThat(find("a").startedAt()).isEqualTo(startedAt);
    assertThat(find("a").attempts()).isEqualTo(1);
  }

  @Test
  void what_was_never_started_and_is_to_be_cancelled_is_cancelled() {
    ByHand.cancel(store.jobs(), "a", now);
    giveBack("w1", job);
    assertThat(find("a").state()).isEqualTo(JobState.CANCELLED);
    assertThat(find("a").finishedAt()).isEqualTo(now);
    assertThat(find("a").cancelRequestedAt()).isNull();
  }

  @Test
  void what_was_never_started_and_has_gone_to_another_worker_stays_there() {
    join("w2");
    var theirs = store.workers().inherit("w1", "w2", now, now.plusSeconds(30)).getFirst();
    giveBack("w2", job);
    assertThat(find("a")).isEqualTo(theirs);
  }

  @Test
  void the_exit_code_of_the_last_attempt_that_had_one_stays() {
    end(job, new Outcome.Failed(3), new Transition.Retry(now));
    var again = claim(1).getFirst();
    end(again, new Outcome.Interrupted("drained"), new Transition.Release(true));
    assertThat(find("a").exitCode()).isEqualTo(3);
  }

  @Test
  void a_lease_that_has_gone_to_another_worker_is_lost_and_changes_nothing() {
    join("w2");
    var theirs = store.workers().inherit("w1", "w2", now, now.plusSeconds(30)).getFirst();
    enqueue(job("b"));
    var endings = List.of(completed(job));
    var exchange = new Exchange("w1", endings, List.of(0), Set.of(), null, now, now);
    var exchanged = store.workers().exchange(exchange);
    assertThat(exchanged.lost()).containsExactly(completed(job));
    assertThat(exchanged.claimed()).isEmpty(); // it is not known any more
    assertThat(find("a")).isEqualTo(theirs);
    assertThat(store.jobs().attempts(job.seq())).hasSize(1);
    assertThat(store.workers().workers()).extracting(w -> w.jobsDone()).containsExactly(0L);
    assertThat(exchange("w2", 0, List.of(completed(theirs))).lost()).isEmpty();
  }

  @Test
  void an_ending_told_twice_is_applied_once() {
    exchange("w1", 0, List.of(completed(job)));
    var before = find("a");
    advance(Duration.ofSeconds(1));
    assertThat(exchange("w1", 0, List.of(completed(job))).lost()).hasSize(1);
    assertThat(find("a")).isEqualTo(before);
    ByHand.remove(store.jobs(), "a");
    assertThat(exchange("w1", 0, List.of(completed(job))).lost()).hasSize(1);
    assertThat(store.jobs().attempts(job.seq())).isEmpty();
  }

  @Test
  void of_many_completed_together_each_is_completed_and_only_those_of_others_are_lost() {
    IntStream.range(0, 20).forEach(i -> enqueue(job("b" + i)));
    var jobs = claim(20);
    assertThat(jobs).hasSize(20);
    exchange("w1", 0, List.of(completed(jobs.get(3)), completed(jobs.get(7))));
    ByHand.remove(store.jobs(), "b3");
    advance(Duration.ofSeconds(1));
    var endings = jobs.stream().map(this::completed).toList();
    var lost = exchange("w1", 0, endings).lost();
    assertThat(lost).containsExactlyInAnyOrder(endings.get(3), endings.get(7));
    var one = find("b19");
    assertThat(one.state()).isEqualTo(JobState.COMPLETED);
    assertThat(one.attempts()).isEqualTo(1);
    assertThat(one.exitCode()).isZero();
    assertThat(one.finishedAt()).isEqualTo(now);
    assertThat(one.lease()).isNull();
    assertThat(store.jobs().attempts(one.seq())).extracting(Attempt::endedAt).containsExactly(now);
    assertThat(store.jobs().attempts(jobs.get(7).seq())).hasSize(1);
    assertThat(store.jobs().counts()).containsEntry(JobState.COMPLETED, 19L);
    assertThat(store.workers().workers()).extracting(w -> w.jobsDone()).containsExactly(20L);
  }
}
