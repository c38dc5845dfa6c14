package dev.queuectl.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.ByHand;
import dev.queuectl.Job;
import dev.queuectl.JobField;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobState;
import dev.queuectl.Setting;
import dev.queuectl.Wait;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.Store;
import dev.queuectl.store.StoreKind;
import dev.queuectl.store.StoreSteps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Stores made by every version of the schema can be opened. The fixture of a version is made when
/// it is released, by `mvn test -Dtest=MigrationsTest -DargLine=-Dqueuectl.fixture=true`, and never
/// again.
class MigrationsTest extends StoreSteps {
  private static final Path FIXTURES = Path.of("tests/dev/queuectl/store/sqlite/fixtures");
  private static final Path MIGRATIONS = Path.of("lib/dev/queuectl/store/sqlite/migrations");

  @Override
  public Store open(Path directory) {
    return StoreKind.SQLITE.open(directory);
  }

  static List<String> released() throws Exception {
    try (var files = Files.list(FIXTURES)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("released")
  void a_store_of_a_released_schema_opens_with_all_its_jobs(String fixture) throws Exception {
    var file = directory.resolve("old.db");
    Files.copy(FIXTURES.resolve(fixture), file);
    try (var old = SqliteStore.open(file)) {
      assertThat(old.jobs().list(JobQuery.newest(99)))
          .extracting(Job::id)
          .containsExactly("later", "held", "running", "cancelled", "dead", "failed", "done");
      assertThat(old.jobs().counts())
          .containsEntry(JobState.PENDING, 2L)
          .containsEntry(JobState.PROCESSING, 1L)
          .containsEntry(JobState.COMPLETED, 1L);
      var done = old.jobs().find("done").orElseThrow();
      assertThat(old.jobs().attempts(done.seq())).hasSize(1);
      assertThat(old.jobs().waiting(Instant.EPOCH))
          .isEqualTo(
              Map.of(
                  Wait.READY, 0L,
                  Wait.SCHEDULED, 1L,
                  Wait.RETRYING, 1L,
                  Wait.HELD, 1L,
                  Wait.BLOCKED, 0L));
      assertThat(old.workers().leasedBy("w1")).hasSize(1);
      assertThat(old.config().settings().number(Setting.MAX_RETRIES)).isEqualTo(5);
      ByHand.retry(old.jobs(), "dead", now);
      assertThat(old.jobs().find("dead").orElseThrow().state()).isEqualTo(JobState.PENDING);
    }
  }

  @Test
  void what_old_jobs_did_not_say_is_what_is_configured_when_the_store_is_brought_up_to_date()
      throws Exception {
    var file = directory.resolve("old.db");
    Files.copy(FIXTURES.resolve("schema-1.db"), file);
    try (var old = SqliteStore.open(file)) {
      assertThat(old.jobs().list(JobQuery.newest(99)))
          .extracting(Job::policy)
          .containsOnly(
              new JobPolicy(
                  Map.of(
                      JobField.TIMEOUT,
                      Duration.ZERO,
                      JobField.BACKOFF,
                      "exponential",
                      JobField.BACKOFF_BASE,
                      2.0,
                      JobField.BACKOFF_MAX,
                      Duration.ofHours(1),
                      JobField.SHELL,
                      "/bin/sh")));
    }
  }

  @ParameterizedTest
  @MethodSource("released")
  void an_old_store_that_is_brought_up_to_date_has_the_schema_of_a_new_one(String fixture)
      throws Exception {
    var file = directory.resolve("old.db");
    Files.copy(FIXTURES.resolve(fixture), file);
    SqliteStore.open(file).close();
    assertThat(schema(file))
        .isEqualTo(schema(directory.resolve("queue.db")))
        .hasSizeGreaterThan(20);
  }

  private static List<String> schema(Path file) throws Exception {
    var rows = new ArrayList<String>();
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var sql = connection.createStatement();
        var row = sql.executeQuery("SELECT name, sql FROM sqlite_schema ORDER BY name, type")) {
      while (row.next()) {
        rows.add(row.getString(1) + ": " + row.getString(2));
      }
    }
    return rows;
  }

  @Test
  void the_files_are_numbered_without_a_gap_and_all_of_them_are_named() throws Exception {
    try (var files = Files.list(MIGRATIONS)) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted().toList())
          .isEqualTo(Migrations.FILES);
    }
    for (var number = 1; number <= Migrations.latest(); number++) {
      assertThat(Migrations.FILES.get(number - 1)).matches("%03d-[a-z-]+\\.sql".formatted(number));
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "queuectl.fixture", matches = "true")
  void make_the_fixture_of_the_newest_schema() throws Exception {
    jobIn(JobState.COMPLETED, "done");
    jobIn(JobState.FAILED, "failed");
    jobIn(JobState.DEAD, "dead");
    jobIn(JobState.CANCELLED, "cancelled");
    jobIn(JobState.PROCESSING, "running");
    enqueue(job("held", null, true), job("later", now.plusSeconds(60), false));
    store.config().set(Map.of(Setting.MAX_RETRIES, "5"));
    store.close();
    Files.createDirectories(FIXTURES);
    var fixture = FIXTURES.resolve("schema-%d.db".formatted(Migrations.latest()));
    Files.copy(directory.resolve("queue.db"), fixture);
  }
}
