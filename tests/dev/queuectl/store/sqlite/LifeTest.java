package dev.queuectl.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.JobState;
import dev.queuectl.ProcessIdentity;
import dev.queuectl.QueueException;
import dev.queuectl.Worker;
import dev.queuectl.process.launch.OutputShare;
import dev.queuectl.store.StoreSteps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A database under the store is deleted, moved, replaced, or has another's log beside it.
class LifeTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("queue.db");
  }

  private static SqliteStore watched(Path file) {
    var store = SqliteStore.open(file);
    store.watch();
    return store;
  }

  private static void enqueue(SqliteStore store, int jobs) {
    for (var i = 0; i < jobs; i++) {
      store.jobs().enqueue(List.of(StoreSteps.job(null)).iterator(), false, NOW);
    }
  }

  private static void join(SqliteStore store) {
    var process = new ProcessIdentity("boot", 1, 1);
    store.workers().join(new Worker("w", "host", process, 1, Set.of(), NOW, NOW, NOW, null, 0, 0));
  }

  private static long pending(SqliteStore store) {
    return store.jobs().counts().get(JobState.PENDING);
  }

  /// What a killed worker leaves: the database and its log, and nobody who has them open.
  private void leave(Path copies) throws IOException {
    for (var suffix : List.of("", "-wal", "-life")) {
      var name = "queue.db" + suffix;
      Files.copy(
          copies.resolve(name), directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Path crashed() throws IOException {
    var left = Files.createDirectory(directory.resolve("left"));
    var live = Files.createDirectory(directory.resolve("live")).resolve("queue.db");
    try (var store = watched(live)) {
      enqueue(store, 1);
      join(store);
      store.upkeep().backup(directory.resolve("backup.db"), false);
      enqueue(store, 20);
      for (var suffix : List.of("", "-wal", "-life")) {
        Files.copy(live.resolveSibling("queue.db" + suffix), left.resolve("queue.db" + suffix));
      }
    }
    assertThat(Files.size(left.resolve("queue.db-wal"))).isPositive();
    return left;
  }

  /// A copy that `cp` makes of the database alone while a worker runs, then the worker is killed.
  private void killWithCopy(int jobsAfter) throws IOException {
    var live = Files.createDirectory(directory.resolve("live")).resolve("queue.db");
    try (var store = watched(live)) {
      enqueue(store, 1);
      join(store);
      Files.copy(live, directory.resolve("plain.db"));
      store
          .jobs()
          .enqueue(Collections.nCopies(jobsAfter, StoreSteps.job(null)).iterator(), false, NOW);
      enqueue(store, 2);
      for (var suffix : List.of("", "-wal", "-life")) {
        Files.copy(
            live.resolveSibling("queue.db" + suffix), directory.resolve("queue.db" + suffix));
      }
    }
    assertThat(directory.resolve("queue.db-wal")).isNotEmptyFile();
    Files.move(directory.resolve("plain.db"), file, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void a_plain_copy_put_back_under_the_log_it_was_copied_beside_loses_nothing() throws Exception {
    killWithCopy(20);
    try (var store = SqliteStore.open(file)) {
      assertThat(pending(store)).isEqualTo(23);
      assertThat(store.upkeep().damage().file()).isEmpty();
    }
  }

  @Test
  void a_plain_copy_from_before_the_log_was_begun_anew_is_not_mixed_with_it() throws Exception {
    killWithCopy(30_000);
    try (var store = SqliteStore.open(file)) {
      assertThat(pending(store)).isEqualTo(1);
      assertThat(store.upkeep().damage().file()).isEmpty();
    }
    assertThat(directory).isDirectoryContaining("glob:**.left-*-wal");
  }

  @Test
  void what_a_killed_worker_has_left_is_all_there() throws Exception {
    leave(crashed());
    try (var store = SqliteStore.open(file)) {
      assertThat(pending(store)).isEqualTo(21);
    }
    assertThat(directory).isDirectoryNotContaining("glob:**.left-*");
  }

  @Test
  void the_log_of_a_database_before_is_put_aside_when_a_backup_is_copied_over_it()
      throws Exception {
    leave(crashed());
    Files.copy(directory.resolve("backup.db"), file, StandardCopyOption.REPLACE_EXISTING);
    try (var store = SqliteStore.open(file)) {
      assertThat(pending(store)).isEqualTo(1);
      assertThat(store.upkeep().damage().file()).isEmpty();
      enqueue(store, 1);
    }
    try (var store = SqliteStore.open(file)) {
      assertThat(pending(store)).isEqualTo(2);
    }
    assertThat(directory).isDirectoryContaining("glob:**queue.db.left-*-wal");
  }

  /// Somebody reads the empty database while the store is made in its log, so that no checkpoint
  /// comes through.
  @Test
  void a_store_that_is_new_and_in_its_log_only_is_no_other_one() throws Exception {
    var live = Files.createDirectory(directory.resolve("live")).resolve("queue.db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + live);
        var sql = connection.createStatement()) {
      sql.execute("PRAGMA journal_mode = WAL");
      sql.execute("BEGIN");
      sql.executeQuery("SELECT count(*) FROM sqlite_master").close();
      try (var store = watched(live)) {
        enqueue(store, 3);
        join(store);
        leave(live.getParent());
      }
    }
    try (var store = SqliteStore.open(file)) {
      assertThat(pending(store)).isEqualTo(3);
    }
    assertThat(directory).isDirectoryNotContaining("glob:**.left-*");
  }

  @Test
  void a_change_of_the_schema_by_hand_is_no_other_life() throws Exception {
    var left = crashed();
    leave(left);
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var sql = connection.createStatement()) {
      sql.execute("CREATE INDEX mine ON jobs (command)");
    }
    try (var store = SqliteStore.open(file)) {
      enqueue(store, 1);
    }
    try (var store = SqliteStore.open(file)) {
      assertThat(pending(store)).isEqualTo(22);
    }
  }

  @Test
  void a_store_notices_that_its_file_was_deleted_or_replaced() throws Exception {
    try (var store = SqliteStore.open(file)) {
      enqueue(store, 1);
      store.upkeep().backup(directory.resolve("backup.db"), false);
      Files.delete(file);
      assertThatThrownBy(() -> pending(store))
          .isInstanceOf(QueueException.Replaced.class)
          .hasMessageContaining("was deleted or moved away");
      Files.move(directory.resolve("backup.db"), file);
      assertThatThrownBy(() -> enqueue(store, 1))
          .isInstanceOf(QueueException.Replaced.class)
          .hasMessageContaining("was replaced by another one");
    }
    try (var store = SqliteStore.open(file)) {
      assertThat(pending(store)).isEqualTo(1);
    }
  }

  @Test
  void a_store_that_is_watched_notices_that_its_file_was_overwritten_and_leaves_it_alone()
      throws Exception {
    try (var store = watched(file)) {
      join(store);
      enqueue(store, 1);
      store.upkeep().backup(directory.resolve("backup.db"), false);
      enqueue(store, 20);
      try (var out = Files.newOutputStream(file)) {
        Files.copy(directory.resolve("backup.db"), out);
      }
      assertThatThrownBy(() -> enqueue(store, 1))
          .isInstanceOf(QueueException.Replaced.class)
          .hasMessageContaining("was overwritten by another one");
    }
    assertThat(Files.mismatch(file, directory.resolve("backup.db"))).isEqualTo(-1);
  }

  @Test
  void who_has_it_open_may_look_while_another_thread_begins_to_watch_it() throws Exception {
    for (var round = 0; round < 100; round++) {
      try (var one = SqliteStore.open(file);
          var other = SqliteStore.open(file)) {
        var watching = Thread.ofPlatform().start(other::watch);
        while (watching.isAlive()) {
          assertThat(pending(one)).isZero();
        }
      }
    }
  }

  @Test
  void workers_of_another_file_are_not_alive_here() throws Exception {
    try (var store = SqliteStore.open(file)) {
      join(store);
      assertThat(store.workers().workers().getFirst().process().pid()).isEqualTo(1);
      store.upkeep().backup(directory.resolve("backup.db"), false);
    }
    try (var copy = SqliteStore.open(directory.resolve("backup.db"))) {
      assertThat(copy.workers().workers().getFirst().process().pid()).isEqualTo(-1);
    }
  }

  /// Closing any descriptor of a file ends all locks of the process on it: then the next process
  /// takes itself for the only one and empties the shared memory under this one.
  @Test
  @EnabledOnOs(OS.LINUX)
  void a_look_at_the_files_beside_costs_no_lock_of_an_open_database() throws Exception {
    try (var store = watched(file)) {
      enqueue(store, 1);
      Files.copy(file, directory.resolve("copy.db"));
      var held = locks();
      assertThat(held).isNotEmpty();
      assertThat(OutputShare.databases(directory))
          .containsExactlyInAnyOrder(file, directory.resolve("copy.db"));
      assertThat(locks()).isEqualTo(held);
    }
    assertThat(locks()).isEmpty();
  }

  /// Of this process, on the database and what lies beside it.
  private List<String> locks() throws IOException {
    var held = new ArrayList<String>();
    for (var suffix : List.of("", "-shm")) {
      var own = directory.resolve("queue.db" + suffix);
      if (Files.exists(own)) {
        var end = ":%s ".formatted(Files.getAttribute(own, "unix:ino"));
        var pid = " %d ".formatted(ProcessHandle.current().pid());
        Files.readAllLines(Path.of("/proc/locks")).stream()
            .filter(line -> line.contains(end) && line.contains(pid))
            .map(line -> suffix + line.substring(line.indexOf("POSIX")))
            .forEach(held::add);
      }
    }
    return held.stream().sorted().toList();
  }
}
