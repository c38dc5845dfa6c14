package dev.queuectl.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several connections make the same store at the same time.
class FirstUseTest {
  private static final int AT_ONCE = 4;

  @TempDir Path directory;

  @Test
  void a_store_can_be_made_by_many_at_once() throws Exception {
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (var round = 0; round < 25; round++) {
        var file = directory.resolve(round + ".db");
        var go = new CountDownLatch(1);
        Callable<String> use =
            () -> {
              go.await();
              try (var store = SqliteStore.open(file)) {
                return store.storeId();
              }
            };
        var ids = IntStream.range(0, AT_ONCE).mapToObj(_ -> threads.submit(use)).toList();
        go.countDown();
        for (var id : ids) {
          assertThat(id.get()).isEqualTo(ids.getFirst().get());
        }
      }
    }
  }
}
