package dev.queuectl.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Job;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.environment.Surroundings;
import dev.queuectl.store.Upkeep;
import dev.queuectl.store.Upkeep.Damage;
import dev.queuectl.store.Upkeep.Kind;
import dev.queuectl.store.Upkeep.Mended.Disorderly;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpkeepTest {
  private static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");

  @TempDir Path directory;
  private Path file;
  private SqliteStore store;

  @BeforeEach
  void open() {
    file = directory.resolve("queue.db");
    store = SqliteStore.open(file);
    var jobs =
        Stream.of("a", "b", "c")
            .map(
                id ->
                    new NewJob(
                        id,
                        "true",
                        "default",
                        0,
                        3,
                        JobPolicy.CONFIGURED,
                        "/",
                        Map.of(),
                        null,
                        false));
    store.jobs().enqueue(jobs.iterator(), false, NOW);
  }

  @AfterEach
  void close() {
    store.close();
  }

  /// What somebody does who knows better than the rules.
  private void tamper(String statement) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var sql = connection.createStatement()) {
      sql.executeUpdate("PRAGMA ignore_check_constraints = 1");
      sql.executeUpdate(statement);
    }
  }

  private Job job(String id) {
    return store.jobs().find(id).orElseThrow();
  }

  @Test
  void aSoundStoreHasNothingToMend() {
    assertThat(store.upkeep().damage()).isEqualTo(new Damage(List.of(), List.of()));
    var disorder = store.upkeep().disorder(NOW);
    assertThat(disorder.latest()).isEqualTo(NOW);
    assertThat(disorder.contradictory()).isEmpty();
    assertThat(disorder.wrongCounts()).isZero();
    assertThat(store.upkeep().mend(NOW)).isEmpty();
    assertThat(store.upkeep().version()).isEqualTo(Migrations.latest());
  }

  @ParameterizedTest
  @CsvSource({
    "state = 'completed', COMPLETED",
    "state = 'failed', FAILED",
    "state = 'processing', PENDING",
    "'state = ''processing'', worker = ''w9''', PROCESSING",
    "state = 'lost', DEAD",
    "finished_at = 5, PENDING",
    "next_retry_at = 5, PENDING",
    "worker = 'w1', PENDING",
    "cancel_requested_at = 5, PENDING",
    "'state = ''failed'', next_retry_at = 5', FAILED"
  })
  void contradictionsAreFoundAndMended(String change, JobState state) throws Exception {
    tamper("UPDATE jobs SET " + change + " WHERE id = 'b'");
    assertThat(store.upkeep().disorder(NOW).contradictory()).containsExactly("b");

    assertThat(store.upkeep().mend(NOW)).contains(new Disorderly(Kind.JOB_CONTRADICTING_ITSELF, 1));
    assertThat(store.upkeep().damage()).isEqualTo(new Damage(List.of(), List.of()));
    assertThat(store.upkeep().disorder(NOW).contradictory()).isEmpty();
    assertThat(job("b").state()).isEqualTo(state);
    assertThat(store.upkeep().disorder(NOW).wrongCounts()).isZero();
  }

  /// Its lease is whole, so it contradicts no rule; but nobody can tell since when it runs.
  @Test
  void aJobThatIsProcessingSinceNobodyKnowsWhenIsDead() throws Exception {
    tamper(
        "UPDATE jobs SET state = 'processing', worker = 'w9', slot = 0, lease_until = 5,"
            + " cancel_requested_at = 5 WHERE id = 'b'");

    assertThat(store.upkeep().mend(NOW)).contains(new Disorderly(Kind.JOB_UNREADABLE, 1));
    assertThat(job("b").state()).isEqualTo(JobState.DEAD);
    assertThat(job("b").lease()).isNull();
    assertThat(store.upkeep().disorder(NOW).contradictory()).isEmpty();
    assertThat(store.upkeep().damage()).isEqualTo(new Damage(List.of(), List.of()));
  }

  @Test
  void jobsAreCountedAgain() throws Exception {
    tamper("UPDATE job_counts SET jobs = 7");
    assertThat(store.upkeep().disorder(NOW).wrongCounts()).isEqualTo(1);

    assertThat(store.upkeep().mend(NOW)).containsExactly(new Disorderly(Kind.COUNT_OF_JOBS, 1));
    assertThat(store.jobs().counts()).containsEntry(JobState.PENDING, 3L);
  }

  /// To run without it could do harm. What has ended, and what runs, stays as it is.
  @Test
  void aWaitingJobWhoseEnvironmentOrInputIsGoneIsDead() throws Exception {
    tamper("INSERT INTO environments (id, hash, variables) VALUES (1, 1, x'413d6100')");
    tamper("UPDATE jobs SET environment = 1, stdin = 7 WHERE id = 'a'");
    tamper("UPDATE jobs SET environment = 2, state = 'completed', finished_at = 5 WHERE id = 'b'");
    tamper("UPDATE jobs SET environment = 1 WHERE id = 'c'");
    assertThat(store.upkeep().disorder(NOW).deprived()).containsExactly("a", "b");

    assertThat(store.upkeep().mend(NOW))
        .containsExactly(new Disorderly(Kind.JOB_WITHOUT_WHAT_IT_WAS_GIVEN, 2));
    assertThat(store.upkeep().disorder(NOW).deprived()).isEmpty();
    assertThat(store.upkeep().damage()).isEqualTo(new Damage(List.of(), List.of()));
    assertThat(job("a").state()).isEqualTo(JobState.DEAD);
    assertThat(job("a").error()).contains("its environment or its standard input was lost");
    assertThat(job("a").surroundings()).isEqualTo(new Surroundings.Kept(1L, null, null));
    assertThat(job("b").state()).isEqualTo(JobState.COMPLETED);
    assertThat(job("c").state()).isEqualTo(JobState.PENDING);
  }

  @Test
  void attemptsOfNoJobGo() throws Exception {
    tamper(
        "INSERT INTO attempts (job_seq, number, worker, slot, started_at, ended_at, outcome)"
            + " VALUES (99, 1, 'w', 0, 1, 2, 'failed'), (99, 2, 'w', 0, 1, 2, 'failed')");
    assertThat(store.upkeep().disorder(NOW).strayAttempts()).isEqualTo(2);

    assertThat(store.upkeep().mend(NOW)).containsExactly(new Disorderly(Kind.ATTEMPT_OF_NO_JOB, 2));
    assertThat(store.upkeep().disorder(NOW).strayAttempts()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "last_attempt = 0 | 1 | 1 | 4",
        "last_attempt = -7 | 1 | 1 | 4",
        "attempts = -7 | 2 | 1 | 4",
        "interruptions = -7 | 1 | 1 | 4",
        "interruptions = 'x', attempts = 9223372036854775807 | 2 | 1 | 4",
      })
  void numbersThatTheAttemptsContradictAreCountedAgain(
      String change, int attempts, int interruptions, int last) throws Exception {
    tamper("UPDATE jobs SET attempts = 1, interruptions = 1, last_attempt = 4 WHERE id = 'b'");
    tamper(
        "INSERT INTO attempts (job_seq, number, worker, slot, started_at, ended_at, outcome) VALUES"
            + " (2, 1, 'w', 0, 1, 2, 'failed'), (2, 2, 'w', 0, 1, 2, 'timed_out'),"
            + " (2, 3, 'w', 0, 1, 2, 'interrupted'), (2, 4, 'w', 0, 1, 2, 'cancelled')");
    assertThat(found()).isEmpty();
    tamper("UPDATE jobs SET " + change + " WHERE id = 'b'");
    assertThat(found()).isNotEmpty().containsOnly("b");

    var mended = store.upkeep().mend(NOW);

    assertThat(mended).containsExactly(new Disorderly(Kind.JOB_WITH_MISCOUNTED_ATTEMPTS, 1));
    assertThat(found()).isEmpty();
    assertThat(store.upkeep().damage().rows()).isEmpty();
    var job = store.jobs().find("b").orElseThrow();
    assertThat(job.state()).isEqualTo(JobState.PENDING);
    assertThat(List.of(job.attempts(), job.interruptions(), job.lastAttempt()))
        .containsExactly(attempts, interruptions, last);
  }

  private List<String> found() {
    var disorder = store.upkeep().disorder(NOW);
    return Stream.concat(
            disorder.misnumbered().stream(), disorder.wrong().stream().map(Upkeep.WrongRow::row))
        .toList();
  }

  @Test
  void anAttemptWithAnUnknownOutcomeIsNamedByItsJob() throws Exception {
    tamper(
        "INSERT INTO attempts (job_seq, number, worker, slot, started_at, ended_at, outcome)"
            + " VALUES (2, 1, 'w', 0, 1, 2, 'bogus')");
    var disorder = store.upkeep().disorder(NOW);
    assertThat(disorder.misnumbered()).containsExactly("b");
    assertThat(disorder.wrong())
        .containsExactly(new Upkeep.WrongRow("attempts", "b", List.of("outcome")));
    store.upkeep().mend(NOW);
    assertThat(found()).isEmpty();
    assertThat(store.jobs().find("b").orElseThrow().lastAttempt()).isEqualTo(1);
  }

  @Test
  void jobsOfUnknownWorkersAreNamed() throws Exception {
    tamper(
        "UPDATE jobs SET state = 'processing', worker = 'w9', slot = 0, lease_until = 5,"
            + " last_attempt = 1, started_at = 1 WHERE id = 'c'");

    var disorder = store.upkeep().disorder(NOW);
    assertThat(disorder.ownerless()).extracting(Job::id).containsExactly("c");
    assertThat(disorder.lapsed()).isEmpty();
  }

  @Test
  void aCorruptedPageIsFoundAndNothingElseIsSaid() throws Exception {
    store.close();
    try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      for (var page = 3; page < 16; page++) { // behind them there is more of the schema
        bytes.seek(page * 4096L);
        bytes.write(new byte[] {7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7});
      }
    }
    store = SqliteStore.open(file);

    assertThat(store.upkeep().damage().file()).isNotEmpty();
  }
}
