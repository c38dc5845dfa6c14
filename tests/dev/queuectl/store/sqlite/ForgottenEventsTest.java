package dev.queuectl.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Event;
import dev.queuectl.store.EventStore;
import dev.queuectl.store.history.SqlEventStore;
import dev.queuectl.store.sql.Dialect;
import dev.queuectl.store.sql.SqlSession;
import dev.queuectl.store.sql.Transactions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Only so many events of each action are kept. All of them are recorded in one transaction: one
/// each would take this test fifty times as long.
class ForgottenEventsTest {
  @TempDir Path directory;

  /// What runs in the transaction that has begun.
  private record Begun(SqlSession session) implements Transactions {
    @Override
    public <T> T read(Function<SqlSession, T> work) {
      return work.apply(session);
    }

    @Override
    public <T> T write(Function<SqlSession, T> work) {
      return work.apply(session);
    }

    @Override
    public <T> T withoutRules(Supplier<T> mending) {
      return mending.get();
    }

    @Override
    public Dialect dialect() {
      return new SqliteDialect();
    }
  }

  private static void record(EventStore events, String action, int times) {
    for (var i = 0; i < times; i++) {
      events.record(new Event(Instant.EPOCH, "token", "127.0.0.1", action, "a", null));
    }
  }

  @Test
  void the_oldest_of_an_action_are_forgotten_and_push_out_no_other() {
    try (var database = Database.open(directory.resolve("queue.db"), Duration.ofSeconds(5))) {
      Schema.prepare(database);
      database.write(
          session -> {
            var events = new SqlEventStore(new Begun(session));
            record(events, "login", 3);
            record(events, "enqueue", EventStore.MOST_KEPT + 2);
            record(events, "login", 1);
            return true;
          });
      var kept = new SqlEventStore(database).list(Long.MAX_VALUE, Integer.MAX_VALUE);
      assertThat(kept).hasSize(EventStore.MOST_KEPT + 4);
      assertThat(kept.stream().filter(event -> event.action().equals("enqueue")))
          .hasSize(EventStore.MOST_KEPT)
          .extracting(Event::seq)
          .startsWith(EventStore.MOST_KEPT + 5L)
          .endsWith(6L);
    }
  }
}
