package dev.queuectl.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.queuectl.JobState;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException.Unavailable;
import dev.queuectl.cli.console.Advice;
import dev.queuectl.store.JobQuery;
import dev.queuectl.store.StoreSteps;
import dev.queuectl.store.job.SqlJobStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.NativeLibraryNotFoundException;

/// What can be wrong with the file, each told in one sentence and leaving everything as it was.
class SqliteErrorsTest {
  private static final Duration SHORT = Duration.ofMillis(30);
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("queue.db");
  }

  private void refuses(String sentence) {
    assertThatThrownBy(() -> SqliteStore.open(file, SHORT))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(sentence)
        .satisfies(e -> assertThat(Advice.of((Unavailable) e)).endsWith("."));
  }

  /// The jar holds libraries for the usual machines only.
  @Test
  void aMachineWithoutALibraryIsToldWhereToGetOne() {
    var missing = new NativeLibraryNotFoundException("No native library found for os.arch=riscv64");
    var said = StoreErrors.unavailable(file, SHORT, new SQLException("Error opening", missing));
    assertThat(said)
        .hasMessageContaining("not for this machine")
        .hasMessageContaining(file.toString());
    assertThat(Advice.of(said)).contains("queuectl.java", "-Dorg.sqlite.lib.path=");
  }

  private static Iterator<NewJob> jobs(int number) {
    return IntStream.range(0, number).mapToObj(_ -> StoreSteps.job(null)).iterator();
  }

  private void fill(int number) {
    try (var store = SqliteStore.open(file)) {
      store.jobs().enqueue(jobs(number), false, NOW);
    }
  }

  private void sqlite(String... statements) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      for (var text : statements) {
        statement.executeUpdate(text);
      }
    }
  }

  @Test
  void a_directory() {
    file = directory;
    refuses("is a directory");
  }

  @Test
  void a_directory_that_is_a_file() throws Exception {
    Files.writeString(file, "text");
    assertThatThrownBy(() -> SqliteStore.open(file.resolve("queue.db")))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("cannot be created: " + file + " is not a directory");
  }

  @Test
  void a_file_that_is_not_sqlite() throws Exception {
    for (var text : List.of("x", "no database\n".repeat(1000))) {
      Files.writeString(file, text);
      refuses("is not a SQLite database");
      assertThat(file).hasContent(text);
    }
  }

  @Test
  void a_database_of_another_program() throws Exception {
    for (var version : List.of(0, 1, 77)) {
      Files.deleteIfExists(file);
      sqlite("CREATE TABLE bookmarks (url TEXT)", "PRAGMA user_version = " + version);
      var before = Files.readAllBytes(file);
      refuses("is a database of another program");
      assertThat(file).hasBinaryContent(before);
      assertThat(directory).isDirectoryNotContaining("glob:**-wal");
    }
  }

  @Test
  void a_newer_schema() throws Exception {
    fill(1);
    sqlite("PRAGMA user_version = 999");
    var before = Files.readAllBytes(file);
    refuses("has schema 999, but this program only knows schemas up to " + Migrations.latest());
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void a_damaged_page() throws Exception {
    fill(2000);
    damage();
    try (var store = SqliteStore.open(file)) {
      assertThatThrownBy(() -> store.jobs().list(JobQuery.newest(2000)))
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("is damaged")
          .hasMessageContaining("nothing was changed");
    }
  }

  @Test
  void a_page_that_was_restored_is_read_again() throws Exception {
    fill(2000);
    var good = Files.readAllBytes(file);
    try (var store = SqliteStore.open(file)) {
      damage();
      assertThatThrownBy(() -> store.jobs().list(JobQuery.newest(2000)))
          .isInstanceOf(Unavailable.class);
      Files.write(file, good, StandardOpenOption.WRITE);
      assertThat(store.jobs().list(JobQuery.newest(2000))).hasSize(2000);
    }
  }

  private void damage() throws IOException {
    try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
      for (var page = 10; page < bytes.length() / 4096; page++) {
        bytes.seek(page * 4096L);
        bytes.write(new byte[] {(byte) 0xee, (byte) 0xff, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
      }
    }
  }

  @Test
  void a_lock_held_by_another_process_for_too_long() throws Exception {
    fill(1);
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var other = connection.createStatement()) {
      other.execute("BEGIN IMMEDIATE");
      try (var store = SqliteStore.open(file, SHORT)) {
        assertThatThrownBy(() -> store.jobs().enqueue(jobs(1), false, NOW))
            .isInstanceOf(Unavailable.class)
            .hasMessageContaining("has been locked by another process for more than 0.03s")
            .hasMessageContaining("nothing was changed");
        assertThat(store.jobs().counts()).containsEntry(JobState.PENDING, 1L);
        other.execute("ROLLBACK");
        assertThatCode(() -> store.jobs().enqueue(jobs(1), false, NOW)).doesNotThrowAnyException();
      }
    }
  }

  @Test
  void an_interrupted_thread_waits_for_the_lock_all_the_same() throws Exception {
    fill(1);
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var other = connection.createStatement();
        var store = SqliteStore.open(file)) {
      other.execute("BEGIN IMMEDIATE");
      var failure = new AtomicReference<Throwable>();
      var waiting =
          Thread.ofPlatform()
              .uncaughtExceptionHandler((_, e) -> failure.set(e))
              .start(
                  () -> {
                    Thread.currentThread().interrupt();
                    store.jobs().enqueue(jobs(1), false, NOW);
                  });
      assertThat(waiting.join(SHORT)).as(() -> "it ended early: " + failure).isFalse();
      other.execute("ROLLBACK");
      waiting.join();
      assertThat(store.jobs().counts()).containsEntry(JobState.PENDING, 2L);
    }
  }

  @Test
  void a_full_disk() {
    fill(1);
    try (var database = Database.open(file, SHORT)) {
      var jobs = new SqlJobStore(database);
      var pages = database.outside(session -> session.number("PRAGMA page_count"));
      database.outside(session -> session.number("PRAGMA max_page_count = " + (pages + 2)));
      assertThatThrownBy(() -> jobs.enqueue(jobs(5000), false, NOW))
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("the disk is full; nothing was changed");
      assertThat(jobs.counts()).containsEntry(JobState.PENDING, 1L);
      database.outside(session -> session.number("PRAGMA max_page_count = 1000000"));
      assertThat(jobs.enqueue(jobs(5000), false, NOW).ids()).hasSize(5000);
    }
  }

  /// The error of a read-only file, since the tests may run as root, whom no mode stops.
  @Test
  void a_read_only_database() {
    fill(1);
    try (var database = Database.open(file, SHORT)) {
      var jobs = new SqlJobStore(database);
      database.outside(
          session -> {
            session.script("PRAGMA query_only = 1");
            return true;
          });
      assertThatThrownBy(() -> jobs.enqueue(jobs(1), false, NOW))
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("is read-only; nothing was changed");
      assertThat(jobs.counts()).containsEntry(JobState.PENDING, 1L);
    }
  }

  @Test
  void a_file_that_may_not_be_read_and_a_directory_that_may_not_be_written() throws Exception {
    fill(1);
    Files.setPosixFilePermissions(file, Collections.emptySet());
    assumeThat(Files.isReadable(file)).as("root may read everything").isFalse();
    refuses("cannot be read");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-x------"));
    assertThatThrownBy(() -> SqliteStore.open(directory.resolve("new.db")))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("permission denied");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
  }
}
