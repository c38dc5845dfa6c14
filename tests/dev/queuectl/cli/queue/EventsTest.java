package dev.queuectl.cli.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Event;
import dev.queuectl.cli.Cli;
import dev.queuectl.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {
  private static final Instant AT = Instant.parse("2026-06-01T08:00:00Z");

  @TempDir Path directory;

  private Cli withEvents() {
    var cli = new Cli(directory);
    cli.run("init");
    try (var store = SqliteStore.open(cli.database())) {
      store.events().record(new Event(AT, "token 1f", "127.0.0.1", "retry", "a", null));
      store
          .events()
          .record(new Event(AT, "token 1f", "127.0.0.1", "pause", "mail", "\u001b[2Jmove"));
    }
    return cli;
  }

  @Test
  void lists_the_newest_first() {
    assertThat(withEvents().run("events").lines())
        .containsExactly(
            "WHEN                      WHO       FROM       ACTION  SUBJECT  DETAIL",
            "2026-06-01T08:00:00.000Z  token 1f  127.0.0.1  pause   mail     \\x1b[2Jmove",
            "2026-06-01T08:00:00.000Z  token 1f  127.0.0.1  retry   a        -");
  }

  @Test
  void lists_as_json() {
    assertThat(withEvents().run("events", "--json", "--limit", "1").out())
        .isEqualTo(
            """
            [
            {"seq": 2, "happened_at": "2026-06-01T08:00:00.000Z", "actor": "token 1f", "origin": "127.0.0.1", "action": "pause", "subject": "mail", "detail": "\\u001B[2Jmove"}
            ]
            """);
  }

  @Test
  void says_that_there_are_none() {
    assertThat(new Cli(directory).run("events", "--jsonl").out()).isEmpty();
    assertThat(withEvents().run("events", "--limit", "0").code()).isEqualTo(2);
  }
}
