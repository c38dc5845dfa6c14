package dev.queuectl.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobAction;
import dev.queuectl.JobAction.Result;
import dev.queuectl.JobEdit;
import dev.queuectl.JobFilter;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.JobVerb;
import dev.queuectl.NewJob;
import dev.queuectl.Outcome;
import dev.queuectl.ProcessIdentity;
import dev.queuectl.Transition;
import dev.queuectl.Worker;
import dev.queuectl.store.ArchivedJob;
import dev.queuectl.store.Batches;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.JobRef;
import dev.queuectl.store.JobStore;
import dev.queuectl.store.Retention;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.WorkerStore.Exchange;
import dev.queuectl.store.history.SqlArchiveStore;
import dev.queuectl.store.history.SqlRetentionStore;
import dev.queuectl.store.job.SqlJobStore;
import dev.queuectl.store.worker.SqlWorkerStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// No transaction grows with the number of jobs, but for those of `enqueue --file`: whatever is
/// done to many takes many transactions, each of a batch. Measured in rows, not in time.
class TransactionsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final int MANY = 1100;

  /// Of a job that is changed: itself, two counts, an attempt, and what the attempt kept. Of five
  /// hundred that fall due, or are claimed, themselves and two counts.
  private static final long MOST_ROWS = 2500;

  @TempDir Path directory;
  private final TransactionSizes sizes = new TransactionSizes();
  private Database database;
  private SqlJobStore jobs;
  private SqlWorkerStore workers;

  @BeforeEach
  void fill() {
    database =
        Database.open(
            directory.resolve("queue.db"), Duration.ofSeconds(9), Doorbell.NONE, sizes::noting);
    Schema.prepare(database);
    jobs = new SqlJobStore(database);
    workers = new SqlWorkerStore(database, new FileMedium(database));
    workers.join(worker());
  }

  private static Worker worker() {
    var process = new ProcessIdentity("boot", 1, 1);
    return new Worker("w", "host", process, 100, Set.of(), NOW, NOW, NOW, null, 0, 0);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void enqueue(Instant runAt) {
    jobs.enqueue(
        IntStream.range(0, MANY)
            .mapToObj(
                i ->
                    new NewJob(
                        "j" + i, "true", "default", 0, 3, policy(), "/", Map.of(), runAt, false))
            .iterator(),
        false,
        NOW);
  }

  private static JobPolicy policy() {
    return JobPolicy.CONFIGURED;
  }

  /// All of them, a hundred at a time.
  private void end(Transition transition) {
    for (var claimed = exchange(List.of(), NOW); !claimed.isEmpty(); ) {
      var endings =
          claimed.stream()
              .map(job -> new Ending(job, new Outcome.Failed(1), transition, NOW, 1, 1))
              .toList();
      claimed = exchange(endings, NOW);
    }
  }

  private List<Job> exchange(List<Ending> endings, Instant now) {
    var slots = IntStream.range(0, 100).boxed().toList();
    return workers
        .exchange(new Exchange("w", endings, slots, Set.of(), null, now, now.plusSeconds(30)))
        .claimed();
  }

  private void fillFor(JobVerb verb) {
    enqueue(NOW);
    if (verb == JobVerb.RETRY || verb == JobVerb.REMOVE) {
      end(new Transition.Bury("exit code 1", true));
    }
    if (verb == JobVerb.RELEASE) {
      ByHand.changeAll(jobs, new JobAction.Verb(JobVerb.HOLD), NOW);
    }
    sizes.taken();
  }

  private void assertBatches() {
    assertThat(sizes.taken())
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(MOST_ROWS));
  }

  @ParameterizedTest
  @EnumSource
  void a_verb_for_all_that_match_takes_a_batch_at_a_time(JobVerb verb) {
    fillFor(verb);
    assertThat(ByHand.changeAll(jobs, new JobAction.Verb(verb), NOW)).hasSize(MANY);
    assertBatches();
  }

  @ParameterizedTest
  @EnumSource
  void a_verb_for_many_ids_takes_a_batch_at_a_time(JobVerb verb) {
    fillFor(verb);
    changeEach(new JobAction.Verb(verb));
  }

  /// What somebody else has brought back meanwhile is not brought back, or removed, once more.
  @ParameterizedTest
  @EnumSource(names = {"RETRY", "REMOVE"})
  void what_has_changed_since_it_was_looked_for_is_left_alone(JobVerb verb) {
    fillFor(verb);
    try (var other = SqliteStore.open(directory.resolve("queue.db"))) {
      sizes.beforeTheNext(
          () -> {
            ByHand.retry(other.jobs(), "j7", NOW);
            ByHand.cancel(other.jobs(), "j7", NOW);
          });
      assertThat(ByHand.changeAll(jobs, JobAction.Verb.ofDead(verb), NOW)).hasSize(MANY - 1);
    }
    assertThat(jobs.find("j7")).map(Job::state).hasValue(JobState.CANCELLED);
  }

  @Test
  void an_edit_of_many_takes_a_batch_at_a_time() {
    fillFor(JobVerb.CANCEL);
    changeEach(
        new JobAction.Edit(
            new JobEdit(null, "q", 5, null, policy(), null, null, Map.of(), Set.of())));
  }

  private void changeEach(JobAction action) {
    var ids = IntStream.range(0, MANY).mapToObj(i -> new JobRef.Id("j" + i)).iterator();
    assertThat(Batches.<JobRef>of(ids).flatMap(some -> jobs.change(action, some, NOW).stream()))
        .hasSize(MANY)
        .allSatisfy(result -> assertThat(result).isInstanceOf(Result.Done.class));
    assertBatches();
  }

  @Test
  void jobs_are_removed_by_age_and_pruned_a_batch_at_a_time() {
    fillFor(JobVerb.REMOVE);
    ByHand.removeAll(
        jobs, JobFilter.of(Set.of(JobState.DEAD), null).updatedBefore(NOW.plusSeconds(1)), NOW);
    assertThat(jobs.list(JobQuery.newest(1))).isEmpty();
    assertBatches();
    fillFor(JobVerb.REMOVE);
    var retention = new Retention(Set.of(JobState.DEAD), Duration.ZERO, 0L, 0L);
    var store = new SqlRetentionStore(database);
    while (!store.prune(retention, NOW.plusSeconds(1), JobStore.BATCH).jobs().isEmpty()) {
      // the next batch
    }
    assertBatches();
    assertThat(jobs.list(JobQuery.newest(1))).isEmpty();
  }

  @Test
  void what_falls_due_at_once_is_made_ready_a_batch_at_a_time() {
    enqueue(NOW.plusSeconds(60));
    sizes.taken();
    while (!exchange(List.of(), NOW.plusSeconds(60)).isEmpty()) {
      // the next batch
    }
    assertBatches();
  }

  @Test
  void waits_begin_anew_a_batch_at_a_time_when_the_clock_was_set_back() {
    enqueue(NOW);
    end(new Transition.Retry(NOW.plusSeconds(60)));
    sizes.taken();
    var earlier = NOW.minusSeconds(3600);
    workers.heartbeat("w", earlier, earlier.plusSeconds(30));
    assertBatches();
    assertThat(jobs.list(JobQuery.newest(MANY)))
        .extracting(Job::nextRetryAt)
        .containsOnly(earlier.plusSeconds(60));
  }

  @Test
  void jobs_are_imported_a_batch_at_a_time() {
    enqueue(NOW);
    var archived =
        jobs.list(JobQuery.newest(MANY)).stream()
            .map(job -> new ArchivedJob(job, List.of()))
            .toList();
    ByHand.removeAll(jobs, JobFilter.ALL, NOW);
    sizes.taken();
    var archive = new SqlArchiveStore(database);
    assertThat(
            Batches.<ArchivedJob>of(archived.iterator())
                .mapToLong(some -> archive.restore(some, false, NOW))
                .sum())
        .isEqualTo(MANY);
    assertBatches();
  }
}
