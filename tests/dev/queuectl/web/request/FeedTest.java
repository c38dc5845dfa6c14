package dev.queuectl.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobAction;
import dev.queuectl.JobPolicy;
import dev.queuectl.JobVerb;
import dev.queuectl.NewJob;
import dev.queuectl.Setting;
import dev.queuectl.Until;
import dev.queuectl.store.JobIds;
import dev.queuectl.store.JobRef;
import dev.queuectl.store.QueueChange.Pause;
import dev.queuectl.store.sqlite.SqliteStore;
import dev.queuectl.web.LiveFeed;
import dev.queuectl.web.Served;
import dev.queuectl.web.request.News.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
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
  void manyChangesInAMomentAreFewEvents() throws InterruptedException {
    try (var listening = listen()) {
      assertThat(listening.await(LONG)).isPresent();
      for (var i = 0; i < 100; i++) {
        feed().touch();
      }
      var told = 0;
      while (listening.await(Feed.BETWEEN.multipliedBy(2)).isPresent()) {
        told++;
      }
      assertThat(told).isBetween(1, 9);
    }
  }

  /// All that is told until this is known.
  private static News heard(Feed.Listening listening, Predicate<News> isKnown)
      throws InterruptedException {
    var heard = News.NONE;
    while (!isKnown.test(heard)) {
      heard = heard.and(listening.await(LONG).orElseThrow().news());
    }
    return heard;
  }

  private static NewJob job(String id) {
    return new NewJob(id, "true", "q", 0, 3, JobPolicy.CONFIGURED, "/", Map.of(), null, false);
  }

  private static void change(SqliteStore store, JobVerb verb, String id) {
    store.jobs().change(new JobAction.Verb(verb), List.of(new JobRef.Id(id)), Served.NOW);
  }

  @Test
  void newsSayWhichJobsAndQueuesHaveChanged() throws InterruptedException {
    try (var other = SqliteStore.open(directory.resolve("queue.db"));
        var listening = listen()) {
      heard(listening, News::all);
      other.jobs().enqueue(List.of(job("a"), job("b")).iterator(), false, Served.NOW);
      var added = heard(listening, news -> !news.jobs().isEmpty());
      assertThat(added.jobs()).containsExactlyInAnyOrder("a", "b");
      assertThat(added.queues()).containsExactly("q");
      assertThat(added.kinds()).contains(Kind.JOBS);
      assertThat(added.all()).isFalse();

      other.config().set(Map.of(Setting.MAX_RETRIES, "7"));
      var set = heard(listening, news -> news.kinds().contains(Kind.CONFIG));
      assertThat(set.jobs()).isEmpty();
      assertThat(set.queues()).isEmpty();

      other.queues().change("q", new Pause("tea", Served.NOW));
      var paused = heard(listening, news -> news.kinds().contains(Kind.QUEUES));
      assertThat(paused.queues()).containsExactly("q");
    }
  }

  @Test
  void ofAJobThatSomebodyWasShownEverythingIsNews() throws InterruptedException {
    served.store.jobs().enqueue(List.of(job("a"), job("b")).iterator(), false, Served.NOW);
    served.get("/job?id=a");
    try (var other = SqliteStore.open(directory.resolve("queue.db"));
        var listening = listen()) {
      heard(listening, News::all);
      change(other, JobVerb.HOLD, "a");
      assertThat(heard(listening, news -> !news.jobs().isEmpty()).jobs()).containsExactly("a");
      // Of others it is not known which, but that there may be some.
      change(other, JobVerb.HOLD, "b");
      assertThat(heard(listening, News::more).jobs()).isEmpty();
      change(other, JobVerb.REMOVE, "a");
      assertThat(heard(listening, news -> !news.jobs().isEmpty()).jobs()).containsExactly("a");
    }
  }

  @Test
  void aShortJobIsToldWhenItHasEnded() throws InterruptedException {
    served.store.jobs().enqueue(List.of(job("a")).iterator(), false, Served.NOW);
    try (var listening = listen()) {
      heard(listening, News::all);
      served.bury(served.claim());
      feed().touch(); // what this server does the store does not notice
      assertThat(heard(listening, news -> !news.jobs().isEmpty()).jobs()).containsExactly("a");
    }
  }

  @Test
  void theStoreIsAskedOnlyWhileSomebodyListens() throws InterruptedException {
    assertThat(feed().isPolling()).isFalse();
    try (var listening = listen()) {
      assertThat(listening.await(LONG)).isPresent();
      assertThat(feed().isPolling()).isTrue();
      changeElsewhere();
      assertThat(listening.await(LONG)).isPresent();
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
