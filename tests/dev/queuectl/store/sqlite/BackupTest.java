package dev.queuectl.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.JobPolicy;
import dev.queuectl.NewJob;
import dev.queuectl.QueueException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  private static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");

  @TempDir Path directory;
  private SqliteStore store;
  private Path copy;

  @BeforeEach
  void open() {
    store = SqliteStore.open(directory.resolve("queue.db"));
    copy = directory.resolve("copies/queue.db");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void enqueue(SqliteStore into, int count) {
    var jobs =
        IntStream.range(0, count)
            .mapToObj(
                _ ->
                    new NewJob(
                        null,
                        "true",
                        "default",
                        0,
                        3,
                        JobPolicy.CONFIGURED,
                        "/",
                        Map.of(),
                        null,
                        false));
    into.jobs().enqueue(jobs.iterator(), false, NOW);
  }

  @Test
  void aCopyIsAQueueOfItsOwn() throws Exception {
    enqueue(store, 300);
    var made = store.upkeep().backup(copy, false);

    assertThat(made).isEqualTo(new dev.queuectl.store.Upkeep.Copy(copy, Files.size(copy), 300));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rw-------");
    assertThat(copy.getParent()).isDirectoryContaining("glob:**/queue.db");
    try (var files = Files.list(copy.getParent())) {
      assertThat(files).hasSize(1);
    }
    try (var opened = SqliteStore.open(copy)) {
      assertThat(opened.storeId()).isEqualTo(store.storeId());
      enqueue(opened, 1);
      assertThat(opened.jobs().counts().values().stream().mapToLong(n -> n).sum()).isEqualTo(301);
    }
  }

  @Test
  void othersGoOnWriting() {
    enqueue(store, 20_000);
    var writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  try (var other = SqliteStore.open(directory.resolve("queue.db"))) {
                    while (!Files.exists(copy)) {
                      enqueue(other, 1);
                    }
                  }
                });
    var made = store.upkeep().backup(copy, false);

    assertThat(writer).satisfies(thread -> thread.join(60_000));
    assertThat(made.jobs()).isGreaterThanOrEqualTo(20_000);
  }

  @Test
  void nothingIsOverwrittenUnasked() throws Exception {
    Files.createDirectories(copy.getParent());
    Files.writeString(copy, "dear diary");

    assertThatThrownBy(() -> store.upkeep().backup(copy, false))
        .isInstanceOf(QueueException.WrongState.class)
        .hasMessageContaining("exists already; nothing was written");
    assertThat(copy).hasContent("dear diary");
    store.upkeep().backup(copy, true);
    try (var opened = SqliteStore.open(copy)) {
      assertThat(opened.storeId()).isEqualTo(store.storeId());
    }
  }

  @Test
  void noDatabaseInUseIsReplaced() {
    assertThatThrownBy(() -> store.upkeep().backup(directory.resolve("queue.db"), true))
        .isInstanceOf(QueueException.WrongState.class);
    try (var other = SqliteStore.open(copy)) {
      enqueue(other, 1);
      assertThatThrownBy(() -> store.upkeep().backup(copy, true))
          .isInstanceOf(QueueException.WrongState.class);
    }
  }

  @Test
  void aFailedCopyLeavesNothing() throws Exception {
    Files.writeString(directory.resolve("file"), "");
    copy = directory.resolve("file/queue.db");

    assertThatExceptionOfType(QueueException.Unavailable.class)
        .isThrownBy(() -> store.upkeep().backup(copy, false))
        .extracting(QueueException::contexts)
        .isEqualTo(List.of(new QueueException.Copying(copy.toString())));
  }
}
