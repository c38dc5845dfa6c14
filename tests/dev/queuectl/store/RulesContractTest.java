package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobEdit;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.NewJob;
import dev.queuectl.Outcome;
import dev.queuectl.QueueException;
import dev.queuectl.Transition;
import dev.queuectl.store.WorkerStore.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each cell of the tables in `docs/rules.md`, with plain, held and scheduled jobs.
class RulesContractTest extends StoreContract {
  private static final RuleTables TABLES = RuleTables.read();
  private static final Duration LATER = Duration.ofDays(3);
  private static final int PRIORITY = 7;
  private static final int EXIT_CODE = 9;

  /// What is special about the job before.
  enum Kind {
    PLAIN,
    HELD,
    SCHEDULED
  }

  private int made;

  static List<String> verbs() {
    return List.copyOf(TABLES.states().keySet());
  }

  @Test
  void every_verb_stands_in_both_tables() {
    var all = new ArrayList<>(TABLES.states().keySet());
    all.remove("remove");
    assertThat(TABLES.fields().keySet()).containsExactlyElementsOf(all);
    assertThat(TABLES.states().get("edit").keySet())
        .containsExactlyElementsOf(Arrays.stream(JobState.values()).map(JobState::word).toList());
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void a_verb_does_what_its_row_says(String verb) {
    for (var state : JobState.values()) {
      for (var kind : Kind.values()) {
        var expected = TABLES.states().get(verb).getOrDefault(state.word(), "");
        if (!expected.isEmpty() && isPossible(state, kind)) {
          check(verb, job(state, kind), expected, "%s of %s, %s".formatted(verb, state, kind));
        }
      }
    }
  }

  /// Nobody can hold a job that runs or has completed.
  private static boolean isPossible(JobState state, Kind kind) {
    return kind == Kind.PLAIN
        || state != JobState.PROCESSING && (state != JobState.COMPLETED || kind != Kind.HELD);
  }

  private void check(String verb, Job before, String expected, String what) {
    advance(Duration.ofSeconds(1));
    var refusal = refusal(() -> carryOut(verb, before));
    if (expected.equals("refused")) {
      assertThat(refusal).as(what).isInstanceOf(QueueException.WrongState.class);
      assertThat(find(before.id())).as(what).isEqualTo(before);
      return;
    }
    assertThat(refusal).as(what).isNull();
    if (expected.equals("gone")) {
      assertThat(store.jobs().find(before.id())).as(what).isEmpty();
      assertThat(store.jobs().attempts(before.seq())).as(what).isEmpty();
      return;
    }
    var after = find(before.id());
    if (verb.equals("claim") && !isReady(before)) {
      assertThat(after).as(what).isEqualTo(before);
      return;
    }
    assertThat(after.state().word()).as(what).isEqualTo(expected);
    TABLES
        .fields()
        .get(verb)
        .forEach((field, word) -> checkField(what, verb, field, word, before, after));
  }

  private boolean isReady(Job job) {
    return job.state() == JobState.PENDING && !job.held() && !job.runAt().isAfter(now);
  }

  private static @Nullable QueueException refusal(Runnable change) {
    try {
      change.run();
      return null;
    } catch (QueueException e) {
      return e;
    }
  }

  private void carryOut(String verb, Job job) {
    var id = job.id();
    var jobs = store.jobs();
    switch (verb) {
      case "enqueue --force" ->
          replace(new NewJob(id, "new", "q", PRIORITY, 3, policy(), "/", Map.of(), null, false));
      case "cancel" -> ByHand.cancel(jobs, id, now);
      case "retry" -> ByHand.retry(jobs, id, now);
      case "dlq retry" -> ByHand.change(jobs, JobAction.Verb.ofDead(JobVerb.RETRY), id, now);
      case "edit" -> ByHand.edit(jobs, id, edit(PRIORITY, null, now.plus(LATER)), now);
      case "edit, no attempts left" -> ByHand.edit(jobs, id, edit(null, job.attempts(), null), now);
      case "hold" -> ByHand.hold(jobs, id, now);
      case "release" -> ByHand.release(jobs, id, now);
      case "remove" -> ByHand.remove(jobs, id);
      case "claim" -> claim(1, job.queue());
      case "given back" -> giveBack(job);
      default -> end(job, outcome(verb), transition(verb));
    }
  }

  private static JobEdit edit(
      @Nullable Integer priority, @Nullable Integer maxRetries, @Nullable Instant runAt) {
    return new JobEdit(null, null, priority, maxRetries, policy(), runAt, null, Map.of(), Set.of());
  }

  private static JobPolicy policy() {
    return JobPolicy.CONFIGURED;
  }

  private void giveBack(Job job) {
    var until = now.plusSeconds(30);
    var exchange =
        new Exchange(
            "w1", List.of(), List.of(job), List.of(), List.of(), Set.of(), null, now, until);
    store.workers().exchange(exchange);
  }

  private static Outcome outcome(String verb) {
    return switch (verb) {
      case "end, succeeded" -> new Outcome.Succeeded();
      case "end, failed", "end, no attempts left" -> new Outcome.Failed(EXIT_CODE);
      case "end, cancelled" -> new Outcome.Cancelled();
      case "end, interrupted" -> new Outcome.Interrupted("gone", true);
      case "end, never started" -> new Outcome.Interrupted("gone", false);
      default -> throw new AssertionError("the table has a verb that nobody knows: " + verb);
    };
  }

  private Transition transition(String verb) {
    return switch (verb) {
      case "end, succeeded" -> new Transition.Complete();
      case "end, failed" -> new Transition.Retry(now.plus(LATER));
      case "end, no attempts left" -> new Transition.Bury("exit code 9", true);
      case "end, cancelled" -> new Transition.Cancel();
      case "end, interrupted" -> new Transition.Release(true);
      default -> new Transition.Release(false);
    };
  }

  /// A job that has been interrupted and has failed before, so that everything about it is set.
  private Job job(JobState state, Kind kind) {
    var id = "j" + made++;
    enqueue(job(id, "of-" + id, 2));
    end(only(id), new Outcome.Interrupted("gone", true), new Transition.Release(true));
    end(only(id), new Outcome.Failed(2), new Transition.Retry(now.plusSeconds(1)));
    advance(Duration.ofSeconds(2));
    var again = only(id);
    switch (state) {
      case PENDING -> giveBack(again);
      case PROCESSING -> {}
      case COMPLETED -> end(again, new Outcome.Succeeded(), new Transition.Complete());
      case FAILED -> end(again, new Outcome.Failed(2), new Transition.Retry(now.plusSeconds(60)));
      case DEAD -> end(again, new Outcome.Failed(2), new Transition.Bury("exit code 2", true));
      case CANCELLED -> end(again, new Outcome.Cancelled(), new Transition.Cancel());
    }
    switch (kind) {
      case PLAIN -> {}
      case HELD -> hold(id, state);
      case SCHEDULED -> ByHand.edit(store.jobs(), id, edit(null, null, now.plus(LATER)), now);
    }
    return find(id);
  }

  private Job only(String id) {
    return claim(1, "of-" + id).getFirst();
  }

  /// One that has ended was held while it waited.
  private void hold(String id, JobState state) {
    var jobs = store.jobs();
    switch (state) {
      case PENDING, FAILED -> ByHand.hold(jobs, id, now);
      case CANCELLED -> holdBefore(id, () -> ByHand.cancel(jobs, id, now));
      case DEAD -> holdBefore(id, () -> ByHand.edit(jobs, id, edit(null, 1, null), now));
      case PROCESSING, COMPLETED -> throw new AssertionError(state);
    }
  }

  /// From an end back to waiting by way of another failure.
  private void holdBefore(String id, Runnable end) {
    ByHand.retry(store.jobs(), id, now);
    end(only(id), new Outcome.Failed(2), new Transition.Retry(now.plusSeconds(60)));
    ByHand.hold(store.jobs(), id, now);
    end.run();
  }

  private void checkField(
      String what, String verb, String field, String word, Job before, Job after) {
    var where = what + ": " + field;
    var meant = applies(word, before, after);
    Object old = value(field, before);
    Object found = value(field, after);
    switch (meant) {
      case "stays" -> assertThat(found).as(where).isEqualTo(old);
      case "none" -> assertThat(found).as(where).isNull();
      case "now" -> assertThat(found).as(where).isEqualTo(now);
      case "yes", "no" -> assertThat(found).as(where).isEqualTo(meant.equals("yes"));
      case "0" -> assertThat(found).as(where).isEqualTo(0);
      case "+1", "-1" ->
          assertThat(found)
              .as(where)
              .isEqualTo((Integer) java.util.Objects.requireNonNull(old) + Integer.parseInt(meant));
      case "last" -> assertThat(after.seq()).as(where).isGreaterThan(before.seq());
      case "ahead or now" ->
          assertThat(found).as(where).isEqualTo(before.runAt().isAfter(now) ? before.runAt() : now);
      case "given" -> given(field, verb).accept(found);
      default -> throw new AssertionError("the table has a word that nobody knows: " + word);
    }
  }

  /// `cancelled: none` says so of jobs that are cancelled afterwards; others have it as before.
  private static String applies(String word, Job before, Job after) {
    var colon = word.indexOf(": ");
    if (colon < 0) {
      return word;
    }
    var condition = word.substring(0, colon);
    var isMet =
        condition.startsWith("newly ")
            ? before.state() != after.state() && condition.equals("newly " + after.state().word())
            : condition.equals(after.state().word());
    return isMet ? word.substring(colon + 2) : "stays";
  }

  private Consumer<@Nullable Object> given(String field, String verb) {
    return switch (field) {
      case "priority" -> found -> assertThat(found).as(verb).isEqualTo(PRIORITY);
      case "run_at", "next_retry_at" ->
          found -> assertThat(found).as(verb).isEqualTo(now.plus(LATER));
      case "exit_code" ->
          found -> assertThat(found).as(verb).isEqualTo(verb.endsWith("succeeded") ? 0 : EXIT_CODE);
      case "error" -> found -> assertThat(found).as(verb).isEqualTo(outcome(verb).describe());
      default -> throw new AssertionError("nobody gives " + field);
    };
  }

  private static @Nullable Object value(String field, Job job) {
    return switch (field) {
      case "held" -> job.held();
      case "run_at" -> job.runAt();
      case "next_retry_at" -> job.nextRetryAt();
      case "attempts" -> job.attempts();
      case "interruptions" -> job.interruptions();
      case "priority" -> job.priority();
      case "place" -> job.seq();
      case "error" -> job.error();
      case "exit_code" -> job.exitCode();
      case "finished_at" -> job.finishedAt();
      case "last_attempt" -> job.lastAttempt();
      case "cancel_requested_at" -> job.cancelRequestedAt();
      default -> throw new AssertionError("the table has a field that nobody knows: " + field);
    };
  }

  @Test
  void a_job_that_is_brought_back_waits_for_a_time_that_was_set_and_for_no_other() {
    var plain = job(JobState.DEAD, Kind.PLAIN);
    var scheduled = job(JobState.DEAD, Kind.SCHEDULED);
    now = now.minusSeconds(3600); // the clock is set back
    ByHand.retry(store.jobs(), plain.id(), now);
    assertThat(claimIds(1)).containsExactly(plain.id());
    ByHand.retry(store.jobs(), scheduled.id(), now);
    assertThat(claimIds(1)).isEmpty();
    now = scheduled.runAt();
    assertThat(claimIds(1)).containsExactly(scheduled.id());
  }

  @Test
  void asking_twice_to_cancel_keeps_the_first_time() {
    var job = job(JobState.PROCESSING, Kind.PLAIN);
    var asked = ByHand.cancel(store.jobs(), job.id(), now);
    advance(Duration.ofSeconds(5));
    assertThat(ByHand.cancel(store.jobs(), job.id(), now)).isEqualTo(asked);
  }
}
