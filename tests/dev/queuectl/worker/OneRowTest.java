package dev.queuectl.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.JobState;
import dev.queuectl.process.journal.Exit.End;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One job whose row, or history, holds what the database refuses to go on with: it is mended or
/// dead, and never keeps the others from running.
class OneRowTest extends EngineSteps {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String ATTEMPT =
      "INSERT INTO attempts SELECT seq, %s, 'w0', 0, %s, %s, '%s', 1, NULL, NULL, 0, 0, NULL,"
          + " NULL FROM jobs WHERE id = 'x'";

  /// `x` has failed once and is to run again.
  @BeforeEach
  void history() {
    worker = worker("w3", 3, 1);
    enqueue("x");
    worker.engine.runOnce();
    worker.launcher.exit("x", 1);
    worker.engine.runOnce();
    ByHand.retry(store.jobs(), "x", time.now());
    elsewhere();
    worker.events.clear();
  }

  private void tamper(String what) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("queue.db"));
        var sql = connection.createStatement()) {
      sql.execute("PRAGMA ignore_check_constraints = 1");
      sql.execute(statement(what));
    }
  }

  /// A word for an attempt by its number, start, end and outcome; anything else is set in the row.
  private static String statement(String what) {
    return what.startsWith("attempt ")
        ? ATTEMPT.formatted((Object[]) what.substring(8).split(" "))
        : "UPDATE jobs SET " + what + " WHERE id = 'x'";
  }

  private void work(TestWorker worker) {
    for (var i = 0; i < 20; i++) {
      time.advance(SECOND);
      worker.engine.runOnce();
      for (var running : worker.launcher.running()) {
        worker.launcher.end(running, new End.Exited(0));
      }
    }
  }

  private void othersRan(TestWorker worker) {
    assertThat(worker.events).noneMatch(WorkerEvent.Troubled.class::isInstance);
    assertThat(job("after").state()).isEqualTo(JobState.COMPLETED);
    assertThat(worker.events)
        .filteredOn(WorkerEvent.Quarantined.class::isInstance)
        .hasSizeLessThan(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "last_attempt = 0",
        "last_attempt = -7",
        "last_attempt = 'x'",
        "last_attempt = 9223372036854775807",
        "attempts = -7",
        "attempts = -9223372036854775808",
        "attempts = 9223372036854775807",
        "interruptions = -7",
        "worker = 'w9', lease_until = 5",
        "lease_token = 'x'",
        "attempt 2 5 6 bogus",
        "attempt 2 5 6 failed",
        "attempt 0 5 6 failed",
      })
  void what_can_be_counted_again_is_and_the_job_runs(String what) throws Exception {
    enqueue("after");
    tamper(what);
    work(worker);
    othersRan(worker);
    assertThat(job("x").state()).isEqualTo(JobState.COMPLETED);
    assertThat(outcomes("x")).endsWith("succeeded");
    assertThat(job("x").attempts()).isPositive();
    assertThat(job("x").interruptions()).isNotNegative();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "finished_at = 5",
        "next_retry_at = 5",
        "due_at = 5, finished_at = 5",
        "due_at = 5, state = 'failed', next_retry_at = 5, finished_at = 5",
        "attempt 2147483647 5 6 failed",
      })
  void what_contradicts_itself_is_dead_and_says_so_once(String what) throws Exception {
    enqueue("after");
    tamper(what);
    work(worker);
    othersRan(worker);
    assertThat(job("x").state()).isEqualTo(JobState.DEAD);
    assertThat(job("x").damage()).contains("constraint failed");
    assertThat(worker.events)
        .filteredOn(WorkerEvent.Quarantined.class::isInstance)
        .singleElement()
        .extracting(event -> ((WorkerEvent.Quarantined) event).job().id())
        .isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state = 'completed', due_at = 5, finished_at = 5",
        "state = 'bogus'",
        "state = 'bogus', due_at = 5",
        "cancel_requested_at = 5",
        "env = 'no equals sign'",
        "env = 'no equals sign', attempts = -7, interruptions = -7",
      })
  void whatever_else_it_is_others_run(String what) throws Exception {
    enqueue("after");
    tamper(what);
    work(worker);
    othersRan(worker);
    assertThat(job("x").state().isFinal()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "last_attempt = 0",
        "last_attempt = -7",
        "attempts = -7, interruptions = -7",
        "finished_at = 5, next_retry_at = 5",
        "attempt 2 5 6 bogus",
        "attempt 2 5 6 failed",
        "attempt 2 9999999999999 9999999999999 failed",
      })
  void an_end_is_kept_whatever_was_done_meanwhile(String what) throws Exception {
    worker.engine.runOnce();
    assertThat(job("x").state()).isEqualTo(JobState.PROCESSING);
    tamper(what);
    enqueue("after");
    work(worker);
    othersRan(worker);
    assertThat(job("x").state()).isEqualTo(JobState.COMPLETED);
    assertThat(outcomes("x")).endsWith("succeeded");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "state = 'bogus'",
        "lease_until = NULL",
        "attempt 2147483647 5 6 failed",
        "due_at = 5",
        "last_attempt = 1",
        "last_attempt = 0",
        "attempts = -7, interruptions = -7",
        "attempt 2 5 6 bogus",
      })
  void the_next_worker_is_not_held_up_either(String what) throws Exception {
    worker.engine.runOnce();
    assertThat(job("x").state()).isEqualTo(JobState.PROCESSING);
    tamper(what);
    enqueue("after");
    TestWorker.DEAD.add(3L);
    TestWorker.DEAD.add(1L);
    var heir = worker("w4", 4, 1);
    work(heir);
    othersRan(heir);
    assertThat(job("x").state().isFinal()).isTrue();
  }
}
