package dev.queuectl.cli.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.store.sqlite.SqliteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  private static final int ROUNDS = 300;
  private static final int AT_ONCE = 3;

  @TempDir Path directory;

  /// The first commands of a new queue, for example a `run` and a `status --watch`.
  @Test
  void several_that_ask_for_it_at_once_all_get_it() throws Exception {
    var database = directory.resolve("queue.db");
    try (var store = SqliteStore.open(database);
        var pool = Executors.newFixedThreadPool(AT_ONCE)) {
      var folder = directory.resolve("logs").resolve(store.storeId());
      for (var round = 0; round < ROUNDS; round++) {
        var start = new CyclicBarrier(AT_ONCE);
        Callable<Path> find =
            () -> {
              var found = new OutputFolder(store, new StorePlace.File(database));
              start.await();
              return found.find().root();
            };
        var all = new ArrayList<Callable<Path>>();
        for (var i = 0; i < AT_ONCE; i++) {
          all.add(find);
        }
        for (var each : pool.invokeAll(all)) {
          assertThat(each.get()).isEqualTo(folder);
        }
        Files.delete(folder.resolve("owner"));
      }
    }
  }
}
