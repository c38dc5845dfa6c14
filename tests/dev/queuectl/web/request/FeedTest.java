package dev.queuectl.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Until;
import dev.queuectl.store.JobIds;
import dev.queuectl.store.QueueChange.Pause;
import dev.queuectl.store.sqlite.SqliteStore;
import dev.queuectl.web.LiveFeed;
import dev.queuectl.web.Served;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What pages are told while they are open.
@Timeout(60) // a page that is told nothing waits for ever
class FeedTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path directory;
  private Served served;

  @BeforeEach
  void start() {
    served = new Served(directory);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private Feed feed() {
    return served.dashboard.feed();
  }

  private Feed.Listening listen() {
    return Objects.requireNonNull(feed().listen());
  }

  /// Something that another process does.
  private void changeElsewhere() {
    try (var other = SqliteStore.open(directory.resolve("queue.db"))) {
      other.queues().change("q", new Pause(new JobIds().next(Served.NOW), Served.NOW));
    }
  }

  /// A page that listens.
  private record Listener(Socket socket, BufferedReader lines) implements AutoCloseable {
    static Listener of(Served served) throws IOException {
      var socket = new Socket(DashboardOptions.LOOPBACK, served.dashboard.port());
      var head =
          "GET %s HTTP/1.1\r\nHost: localhost:%d\r\nAuthorization: Bearer %s\r\n\r\n"
              .formatted(LiveFeed.PATH, served.dashboard.port(), served.token());
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      Reader reader = new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8);
      return new Listener(socket, new BufferedReader(reader));
    }

    String next(String beginning) throws IOException {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(beginning)) {
          return line;
        }
      }
      throw new AssertionError("the server has ended the connection");
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void aPageIsToldAtOnceThatItListensAndThenOfEachChange() throws IOException {
    try (var page = Listener.of(served)) {
      assertThat(page.next("HTTP")).isEqualTo("HTTP/1.1 200 OK");
      assertThat(page.next("Content-Type")).contains("text/event-stream");
      var first = page.next("data: ");
      served.send("POST", "/api/v1/jobs", "{\"command\":\"true\"}");
      var second = page.next("data: ");
      assertThat(second).isNotEqualTo(first);
      changeElsewhere();
      assertThat(page.next("data: ")).isNotEqualTo(second);
    }
  }

  @Test
  void manyChangesInAMomentAreOneEvent() throws InterruptedException {
    try (var listening = listen()) {
      assertThat(listening.await(LONG)).isTrue();
      var before = listening.version();
      for (var i = 0; i < 100; i++) {
        feed().touch();
      }
      assertThat(listening.await(LONG)).isTrue();
      assertThat(listening.version()).isEqualTo(before + 100);
      assertThat(listening.await(Duration.ofMillis(1))).isFalse();
    }
  }

  @Test
  void theStoreIsAskedOnlyWhileSomebodyListens() throws InterruptedException {
    assertThat(feed().isPolling()).isFalse();
    try (var listening = listen()) {
      assertThat(listening.await(LONG)).isTrue();
      assertThat(feed().isPolling()).isTrue();
      changeElsewhere();
      assertThat(listening.await(LONG)).isTrue();
    }
    Until.until("nobody asks the store", () -> !feed().isPolling());
  }

  @Test
  void aPageThatHasGoneIsForgotten() throws IOException {
    try (var page = Listener.of(served)) {
      page.next("data: ");
    }
    Until.until(
        "nobody asks the store",
        () -> {
          feed().touch(); // the server learns it by writing
          return !feed().isPolling();
        });
  }

  @Test
  void tooManyPagesAreSentAway() {
    var pages = new ArrayList<Feed.Listening>();
    for (var i = 0; i < Feed.MOST_LISTENERS; i++) {
      pages.add(listen());
    }
    assertThat(feed().listen()).isNull();
    assertThat(served.get(LiveFeed.PATH).statusCode()).isEqualTo(503);
    pages.getFirst().close();
    assertThat(feed().listen()).isNotNull();
  }

  @Test
  void theServerStopsWhilePagesListen() throws IOException {
    try (var one = Listener.of(served);
        var other = Listener.of(served)) {
      one.next("data: ");
      other.next("data: ");
      served.dashboard.close();
      assertThat(feed().listen()).isNull();
    }
  }
}
