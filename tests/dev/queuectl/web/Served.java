package dev.queuectl.web;

import dev.queuectl.Job;
import dev.queuectl.Outcome;
import dev.queuectl.Transition;
import dev.queuectl.Worker;
import dev.queuectl.action.Actions;
import dev.queuectl.action.AuditLog;
import dev.queuectl.process.output.LogStore;
import dev.queuectl.process.posix.Identities;
import dev.queuectl.store.Announcements;
import dev.queuectl.store.WorkerStore.Ending;
import dev.queuectl.store.WorkerStore.Exchange;
import dev.queuectl.store.sqlite.SqliteStore;
import dev.queuectl.web.request.DashboardOptions;
import dev.queuectl.web.request.Route;
import dev.queuectl.web.request.ServedQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A dashboard over a store in a temporary directory, and what asks it over HTTP.
public final class Served implements AutoCloseable {
  public static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");

  public final Path directory;
  public final SqliteStore store;
  public final LogStore logs;
  public final ServedQueue served;
  public final Dashboard dashboard;
  public final AtomicReference<Instant> clock = new AtomicReference<>(NOW);

  /// What keeps workers from starting jobs; null for nothing.
  public final AtomicReference<String> obstacle = new AtomicReference<>();

  /// How often workers were woken.
  public final AtomicInteger woken = new AtomicInteger();

  private final HttpClient http = HttpClient.newHttpClient();

  public Served(Path directory) {
    this(directory, DashboardOptions.local(0));
  }

  public Served(Path directory, DashboardOptions options) {
    this.directory = directory;
    store = SqliteStore.open(directory.resolve("queue.db"), clock::get, new Announcements(woken));
    logs = new LogStore(directory.resolve("logs").resolve(store.storeId()));
    served =
        new ServedQueue(
            store,
            logs,
            directory.resolve("run"),
            directory,
            () -> ZoneOffset.UTC,
            () -> Optional.ofNullable(obstacle.get()),
            "0.0.0");
    dashboard = Dashboard.start(served, options);
  }

  /// The job that is next, taken by a worker that is this process.
  public Job claim() {
    var until = NOW.plusSeconds(30);
    if (store.workers().workers().isEmpty()) {
      store
          .workers()
          .join(
              new Worker(
                  "w1", "here", Identities.self(), 1, Set.of(), NOW, NOW, until, null, 0, 0));
    }
    return store
        .workers()
        .exchange(new Exchange("w1", List.of(), List.of(0), Set.of(), null, NOW, until))
        .claimed()
        .getFirst();
  }

  /// Ends a claimed job in the dead letter queue.
  public void bury(Job job) {
    bury(job, new Outcome.Failed(7));
  }

  /// Ends a claimed job in the dead letter queue, and looks at what it died of.
  public void bury(Job job, Outcome outcome) {
    end(job, outcome);
    lookAtTheDead();
  }

  /// As workers do with those that died when none was there.
  public void lookAtTheDead() {
    new Actions(store, () -> logs, AuditLog.NONE).nameCauses();
  }

  /// Ends a claimed job in the dead letter queue. Nobody has looked at its output then.
  public void end(Job job, Outcome outcome) {
    var ending =
        new Ending(
            job, outcome, new Transition.Bury(outcome.describe(), true), NOW.plusSeconds(1), 0, 0);
    store
        .workers()
        .exchange(
            new Exchange(
                "w1", List.of(ending), List.of(), Set.of(), null, NOW, NOW.plusSeconds(30)));
  }

  public Stream<Route> routes() {
    return dashboard.routes().stream();
  }

  public String token() {
    try {
      return Files.readString(directory.resolve("run").resolve(Dashboard.TOKEN_FILE)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Any request; what it says of itself is the caller's.
  public HttpResponse<String> send(
      String method, String path, UnaryOperator<HttpRequest.Builder> more) {
    return send(method, path, "", more);
  }

  public HttpResponse<String> send(
      String method, String path, String body, UnaryOperator<HttpRequest.Builder> more) {
    var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    var request =
        HttpRequest.newBuilder(URI.create(dashboard.url() + path)).method(method, publisher);
    try {
      return http.send(more.apply(request).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// A POST of bytes, with the token.
  public HttpResponse<String> sendBytes(String path, byte[] body) {
    var request =
        HttpRequest.newBuilder(URI.create(dashboard.url() + path))
            .POST(BodyPublishers.ofByteArray(body));
    try {
      return http.send(withToken(request).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// With the token.
  public HttpResponse<String> get(String path) {
    return send("GET", path, this::withToken);
  }

  public HttpResponse<String> send(String method, String path, String body) {
    return send(method, path, body, this::withToken);
  }

  public HttpRequest.Builder withToken(HttpRequest.Builder request) {
    return request.header("Authorization", "Bearer " + token());
  }

  /// The cookie of a browser that has followed the login link: `name=value`.
  public String cookie() {
    var answer = send("GET", "/login?token=" + token(), it -> it);
    return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
  }

  @Override
  public void close() {
    http.close();
    dashboard.close();
    store.close();
  }
}
