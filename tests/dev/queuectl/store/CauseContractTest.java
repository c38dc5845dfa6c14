package dev.queuectl.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobFilter;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.Outcome;
import dev.queuectl.QueueException;
import dev.queuectl.Transition;
import dev.queuectl.action.Actions;
import dev.queuectl.action.AuditLog;
import dev.queuectl.action.Matching;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.store.CauseStore.Group;
import dev.queuectl.store.JobQuery.Sort;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.WorkerStore.Noticed;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The dead letter queue by what jobs died of.
class CauseContractTest extends StoreContract {
  private static final int BATCH = 500;

  /// Exit codes make 19 causes.
  private static FailureCause ofCode(int code) {
    return FailureCause.of("exit code " + (code % 19 + 1), "no space left");
  }

  private void bury(Job job, @Nullable FailureCause cause) {
    var error = cause == null ? "exit code 1" : cause.ending();
    var bury = new Transition.Bury(error, true);
    exchange(
        "w1",
        0,
        List.of(new Ending(job, new Outcome.Failed(1), bury, now, 0, 0, Noticed.cause(cause))));
  }

  private Job dead(String id, @Nullable FailureCause cause) {
    enqueue(job(id));
    bury(claim(1).getFirst(), cause);
    return find(id);
  }

  /// Named `dead-0` and so on.
  private void dead(int jobs, IntFunction<FailureCause> causes) {
    for (var from = 0; from < jobs; from += BATCH) {
      var some = IntStream.range(from, Math.min(jobs, from + BATCH));
      enqueue(some.mapToObj(i -> job("dead-" + i)).toArray(dev.queuectl.NewJob[]::new));
      var endings =
          claim(BATCH).stream().map(job -> ending(job, causes.apply(number(job)))).toList();
      exchange("w1", 0, endings);
    }
  }

  private static int number(Job job) {
    return Integer.parseInt(job.id().substring("dead-".length()));
  }

  private Ending ending(Job job, FailureCause cause) {
    var bury = new Transition.Bury(cause.ending(), true);
    return new Ending(job, new Outcome.Failed(1), bury, now, 0, 0, Noticed.cause(cause));
  }

  private static JobFilter of(FailureCause cause) {
    return JobFilter.ALL.diedOf(cause.name());
  }

  private List<String> ids(JobFilter filter, Sort sort) {
    return store.jobs().list(new JobQuery(filter, sort, 20_000)).stream().map(Job::id).toList();
  }

  private Actions actions() {
    return new Actions(store, () -> new LogStore(directory.resolve("logs")), AuditLog.NONE);
  }

  private long change(JobVerb verb, FailureCause cause) {
    return actions().changeAll(new JobAction.Verb(verb, of(cause)), Long.MAX_VALUE).jobs();
  }

  @Test
  void all_the_dead_are_grouped_however_many_they_are() {
    dead(2_000, CauseContractTest::ofCode);
    var page = store.causes().groups(50, 0);
    assertThat(page.groups()).isEqualTo(19);
    assertThat(page.unnamed()).isZero();
    assertThat(page.shown()).hasSize(19).isSortedAccordingTo(bySize());
    assertThat(page.shown().stream().mapToLong(Group::count).sum()).isEqualTo(2_000);
    for (var group : page.shown()) {
      assertThat(ofCode(number(find(group.example())))).isEqualTo(group.cause());
      assertThat(store.causes().group(group.name())).contains(group);
    }
    var some = page.shown().get(3);
    assertThat(ids(JobFilter.ALL.diedOf(some.name()), Sort.NEWEST))
        .hasSize((int) some.count())
        .allMatch(id -> ofCode(number(find(id))).equals(some.cause()));
  }

  private static java.util.Comparator<Group> bySize() {
    return java.util.Comparator.comparingLong(Group::count).reversed();
  }

  @Test
  void a_page_of_many_groups_is_as_long_as_asked_for() {
    dead(1_000, i -> FailureCause.of("exit code 1", "cannot " + letters(i)));
    var second = store.causes().groups(50, 50);
    assertThat(second.groups()).isEqualTo(1_000);
    assertThat(second.shown()).hasSize(50).doesNotContainAnyElementsOf(first().shown());
    assertThat(store.causes().groups(50, 980).shown()).hasSize(20);
    assertThat(store.causes().groups(50, 5_000).shown()).isEmpty();
  }

  private CauseStore.Page first() {
    return store.causes().groups(50, 0);
  }

  /// Numbers make no difference to a cause.
  private static String letters(int number) {
    return Integer.toString(number)
        .chars()
        .mapToObj(c -> "" + (char) (c + 'g' - '0'))
        .toList()
        .toString();
  }

  @Test
  void a_group_knows_when_its_jobs_died_and_which_was_the_last() {
    var cause = ofCode(0);
    dead("a", cause);
    var first = now;
    advance(java.time.Duration.ofMinutes(5));
    dead("b", cause);
    advance(java.time.Duration.ofMinutes(5));
    dead("c", ofCode(1));
    assertThat(first().shown())
        .containsExactly(
            new Group(cause.name(), cause, 2, first, first.plusSeconds(300), "b"),
            new Group(ofCode(1).name(), ofCode(1), 1, now, now, "c"));
    assertThat(find("a").cause()).isEqualTo(cause.name());
  }

  @Test
  void what_is_done_to_a_group_leaves_alone_who_has_left_it_meanwhile() {
    dead(1_200, i -> ofCode(i < 1_100 ? 0 : 1));
    var seen = store.causes().group(ofCode(0).name()).orElseThrow();
    assertThat(seen.count()).isEqualTo(1_100);
    ByHand.retry(store.jobs(), "dead-0", now);
    ByHand.remove(store.jobs(), "dead-1");
    ByHand.retry(store.jobs(), "dead-2", now);
    bury(claim(2).getLast(), ofCode(1));
    var running = find("dead-0");
    advance(java.time.Duration.ofMinutes(1));
    assertThat(change(JobVerb.RETRY, ofCode(0))).isEqualTo(1_097);
    assertThat(find("dead-0")).isEqualTo(running);
    assertThat(find("dead-2").state()).isEqualTo(JobState.DEAD);
    assertThat(store.causes().group(seen.name())).isEmpty();
    assertThat(first().shown()).extracting(Group::count).containsExactly(101L);
    assertThat(find("dead-3").cause()).isNull();
  }

  @Test
  void a_batch_found_before_others_retry_it_is_looked_at_again() {
    dead(3, _ -> ofCode(0));
    var action = new JobAction.Verb(JobVerb.REMOVE, of(ofCode(0)));
    var found = store.jobs().search(new JobQuery(action.only(), Sort.OLDEST, 3)).jobs();
    ByHand.retry(store.jobs(), "dead-1", now);
    var results = store.jobs().change(action, found.stream().map(JobRef.Itself::new).toList(), now);
    assertThat(results.stream().filter(JobAction.Result.Done.class::isInstance)).hasSize(2);
    assertThat(store.jobs().find("dead-1")).isPresent();
  }

  @Test
  void removing_a_group_removes_no_other() {
    dead(40, CauseContractTest::ofCode);
    assertThat(change(JobVerb.REMOVE, ofCode(1))).isEqualTo(3);
    assertThat(store.jobs().counts().get(JobState.DEAD)).isEqualTo(37);
    assertThat(change(JobVerb.REMOVE, ofCode(1))).isZero();
    assertThat(change(JobVerb.HOLD, ofCode(2))).isZero();
  }

  @Test
  void a_cause_goes_together_with_the_other_conditions() {
    dead("here", ofCode(0));
    enqueue(job("there", "other", 7));
    bury(claim(1, "other").getFirst(), ofCode(0));
    dead("else", ofCode(1));
    var filter = of(ofCode(0));
    assertThat(ids(filter, Sort.NEWEST)).containsExactly("there", "here");
    assertThat(ids(filter, Sort.OLDEST)).containsExactly("here", "there");
    assertThat(ids(filter, Sort.PRIORITY)).containsExactly("there", "here");
    var queue = new JobFilter(Set.of(), "other", null, null, null, null).diedOf(name(0));
    var text = new JobFilter(Set.of(), null, "HER", null, null, null).diedOf(name(0));
    var time = new JobFilter(Set.of(), null, null, null, Instant.EPOCH, null).diedOf(name(0));
    assertThat(ids(queue, Sort.NEWEST)).containsExactly("there");
    assertThat(ids(queue, Sort.PRIORITY)).containsExactly("there");
    assertThat(ids(text, Sort.NEWEST)).containsExactly("there", "here");
    assertThat(ids(time, Sort.NEWEST)).isEmpty();
    assertThat(matching(filter)).isEqualTo(2);
    assertThat(matching(queue)).isEqualTo(1);
    assertThatThrownBy(() -> JobFilter.of(Set.of(JobState.PENDING), null).diedOf(name(0)))
        .isInstanceOf(QueueException.Invalid.class);
  }

  private static String name(int code) {
    return ofCode(code).name();
  }

  private long matching(JobFilter filter) {
    return Matching.of(store, filter, _ -> true, Sort.NEWEST).number();
  }

  @Test
  void whose_cause_nobody_knows_gets_one_once_somebody_has_looked() throws Exception {
    var unknown = dead("unknown", null);
    assertThat(unknown.cause()).isNull();
    assertThat(first().unnamed()).isEqualTo(1);
    assertThat(first().shown()).isEmpty();
    var errors = new LogStore(directory.resolve("logs")).output(unknown.seq(), 1).stderr();
    Files.createDirectories(errors.getParent());
    Files.writeString(errors, "once\nno route to 10.0.0.1\n");
    actions().nameCauses();
    assertThat(first().shown())
        .extracting(Group::cause)
        .containsExactly(FailureCause.of("exit code 1", "no route to 10.0.0.2"));
    assertThat(first().unnamed()).isZero();
  }

  @Test
  void a_job_that_comes_back_while_somebody_looks_gets_no_cause() {
    dead("one", null);
    dead("two", null);
    var named = store.causes().name(9, this::revived);
    assertThat(named).isZero();
    assertThat(first().shown()).isEmpty();
    assertThat(first().unnamed()).isEqualTo(1);
    assertThat(store.causes().name(9, _ -> ofCode(0))).isEqualTo(1);
    assertThat(store.causes().name(9, _ -> ofCode(1))).isZero();
    assertThat(find("two").cause()).isEqualTo(name(0));
  }

  /// One is only retried; the other also dies again.
  private FailureCause revived(Job job) {
    ByHand.retry(store.jobs(), job.id(), now);
    if (job.id().equals("two")) {
      bury(claim(1).getFirst(), null);
    }
    return ofCode(0);
  }
}
