package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.queuectl.store.JobQuery;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// HTTP/2 where there is TLS: what is in front of everything is in front of that, too.
class Http2Test {
  @TempDir static Path keysDirectory;
  private static SelfSigned keys;

  @TempDir Path directory;
  private Served served;

  @BeforeAll
  static void sign() throws Exception {
    keys = SelfSigned.in(keysDirectory, "EC");
  }

  @BeforeEach
  void start() {
    served = new Served(directory, keys.options());
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private RawHttp2 connection() throws IOException {
    return new RawHttp2(keys.trusting(), served.dashboard.port());
  }

  private String host() {
    return "localhost:" + served.dashboard.port();
  }

  private String[] head(String method, String path, String... more) {
    var pseudo = Stream.of(":method", method, ":scheme", "https", ":path", path);
    return Stream.of(pseudo, Stream.of(":authority", host()), Arrays.stream(more))
        .flatMap(it -> it)
        .toArray(String[]::new);
  }

  private String[] known(String method, String path, String... more) {
    var token = Stream.of("authorization", "Bearer " + served.token());
    return head(method, path, Stream.concat(token, Arrays.stream(more)).toArray(String[]::new));
  }

  private HttpResponse<String> get(HttpClient http, String path) throws Exception {
    return http.send(asking(path), BodyHandlers.ofString());
  }

  private HttpRequest asking(String path) {
    var request = HttpRequest.newBuilder(URI.create(served.dashboard.url() + path));
    return served.withToken(request).build();
  }

  private HttpClient client(HttpClient.Version version) {
    return HttpClient.newBuilder().sslContext(keys.trusting()).version(version).build();
  }

  @Test
  void whoSpeaksHttp2GetsItAndWhoDoesNotGetsHttp11() throws Exception {
    for (var version : HttpClient.Version.values()) {
      if (version.name().equals("HTTP_3")) {
        continue;
      }
      try (var http = client(version)) {
        var answer = get(http, "/api/v1/jobs");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
      }
    }
  }

  @Test
  void whoIsNotLetInIsToldSoAndTheConnectionGoesOn() throws IOException {
    try (var http = connection()) {
      http.ask(head("GET", "/api/v1/jobs")).answer().isProblem(401);
      http.ask(head("GET", "/nothing")).answer().isProblem(401);
      http.ask(head("GET", "/api/v1/jobs", "authorization", "Bearer x")).answer().isProblem(401);
      http.ask(known("GET", "/api/v1/nothing")).answer().isProblem(404);
      var method = http.ask(known("DELETE", "/api/v1/status")).answer();
      method.isProblem(405);
      assertThat(method.headers()).containsEntry("allow", "GET, HEAD");
      var page = http.ask(known("GET", "/nothing", "accept", "text/html")).answer();
      page.isOurs();
      assertThat(page.body()).contains("<h1>Not Found</h1>");
      assertThat(http.ask(known("GET", "/api/v1/jobs")).answer().status()).isEqualTo(200);
    }
  }

  @Test
  void anotherHostThanOursIsNotAnswered() throws IOException {
    String[] evil = {
      ":method", "GET", ":scheme", "https", ":path", "/api/v1/jobs", ":authority", "evil.example"
    };
    String[] nobody = {":method", "GET", ":scheme", "https", ":path", "/api/v1/jobs"};
    String[] old =
        Stream.concat(Stream.of(nobody), Stream.of("host", host())).toArray(String[]::new);
    String[] malformed = evil.clone();
    malformed[5] = "/a//b";
    try (var http = connection()) {
      http.ask(evil).answer().isProblem(421);
      http.ask(malformed).answer().isProblem(421);
      http.ask(nobody).answer().isProblem(421);
      http.ask(old).answer().isProblem(401);
      http.ask(known("GET", "/api/v1/jobs", "host", "evil.example")).answer().isProblem(421);
      assertThat(http.ask(known("GET", "/api/v1/jobs", "host", host())).answer().status())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/%", "/%zz", "/api/v1/jobs/%FF", "/..", "/a//b", "/%00", "x", "/a b", ""})
  void aMalformedPathIsAProblemLikeAnyOther(String path) throws IOException {
    try (var http = connection()) {
      http.ask(head("GET", path)).answer().isProblem(400);
    }
  }

  @Test
  void malformedHeadersAreAProblemLikeAnyOther() throws IOException {
    try (var http = connection()) {
      http.ask(known("GET", "/", ":status", "200")).answer().isProblem(400);
      http.ask(known("GET", "/", ":x", "1")).answer().isProblem(400);
      http.ask(known("GET", "/", "connection", "close")).answer().isProblem(400);
      http.ask(known("GET", "/", "UPPER", "a")).answer().isProblem(400);
      http.ask(":method", "GET", ":authority", host()).answer().isProblem(400);
      assertThat(http.ask(known("GET", "/api/v1/jobs")).answer().status()).isEqualTo(200);
    }
  }

  @Test
  void whatIsTooLongIsToldSo() throws IOException {
    var large = "x".repeat(20_000);
    try (var http = connection()) {
      http.ask(known("GET", "/api/v1/jobs?text=" + large)).answer().isProblem(414);
      http.ask(known("GET", "/api/v1/jobs", "x", large)).answer().isProblem(431);
      assertThat(http.ask(known("GET", "/api/v1/jobs")).answer().status()).isEqualTo(200);
      http.ask(known("GET", "/api/v1/jobs", "x", large.repeat(5)));
      assertThatThrownBy(http::answer).isInstanceOf(RawHttp2.Refused.class);
    }
    try (var http = connection()) {
      assertThat(http.ask(known("GET", "/api/v1/jobs")).answer().status()).isEqualTo(200);
    }
  }

  /// Of this many bytes, in one piece whose length is said, or in pieces.
  private static Stream<BodyPublisher> bodies(int bytes) {
    var body = new byte[bytes];
    return Stream.of(
        BodyPublishers.ofByteArray(body),
        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
  }

  private void isRefused(HttpClient http, int status, HttpRequest.Builder request)
      throws Exception {
    var answer = http.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).startsWith("{").contains("\"status\": " + status);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aBodyThatIsNotTakenLosesNoAnswer(HttpClient.Version version) throws Exception {
    var jobs = URI.create(served.dashboard.url() + "/api/v1/jobs");
    var long1 = URI.create(jobs + "?text=" + "x".repeat(20_000));
    try (var http = client(version)) {
      for (var body : bodies(2_000_000).toList()) {
        isRefused(http, 401, HttpRequest.newBuilder(jobs).POST(body));
        isRefused(http, 405, served.withToken(HttpRequest.newBuilder(jobs)).PUT(body));
        isRefused(http, 414, served.withToken(HttpRequest.newBuilder(long1)).POST(body));
      }
      for (var body : bodies(18_000_000).toList()) {
        isRefused(http, 413, served.withToken(HttpRequest.newBuilder(jobs)).POST(body));
      }
    }
  }

  @Test
  void aBodyThatIsTooLargeIsNotAskedFor() throws Exception {
    String[] huge = {"content-length", "999999999", "expect", "100-continue"};
    try (var http = connection()) {
      http.begin(known("POST", "/api/v1/jobs", huge)).answer().isProblem(413);
    }
  }

  @Test
  void thereIsNoTunnelAndNoWebSocket() throws IOException {
    try (var http = connection()) {
      http.begin(head("CONNECT", "/api/v1/jobs", ":protocol", "websocket"));
      assertThatThrownBy(http::answer).isInstanceOf(RawHttp2.Refused.class);
    }
    try (var http = connection()) {
      http.begin(":method", "CONNECT", ":authority", "evil.example:80").answer().isProblem(421);
      http.begin(":method", "CONNECT", ":authority", host()).answer().isProblem(404);
    }
  }

  @Test
  void aBodyThatBreaksOffIsNotTaken() throws Exception {
    var job = "{\"command\": \"true\"}";
    String[] post =
        known("POST", "/api/v1/jobs", "content-type", "application/json", "content-length", "100");
    try (var http = connection()) {
      http.begin(post).data(job, false).reset();
      http.begin(post).data(job, true);
      assertThatThrownBy(http::answer).isInstanceOf(RawHttp2.Refused.class);
    }
    try (var http = connection()) {
      http.begin(post).data(job, false);
    }
    try (var http = connection()) {
      var answer =
          http.begin(known("POST", "/api/v1/jobs", "content-type", "application/json"))
              .data("{\"command\": \"false\"}", true)
              .answer();
      assertThat(answer.status()).isEqualTo(201);
    }
    assertThat(served.store.jobs().list(JobQuery.newest(9))).hasSize(1);
  }

  @Test
  void moreThanSixPagesListenOverOneConnection() throws Exception {
    try (var http = client(HttpClient.Version.HTTP_2)) {
      var streams = new ArrayList<HttpResponse<Stream<String>>>();
      for (var page = 0; page < 20; page++) {
        streams.add(http.send(asking(LiveFeed.PATH), BodyHandlers.ofLines()));
      }
      assertThat(streams).allSatisfy(it -> assertThat(it.statusCode()).isEqualTo(200));
      assertThat(get(http, "/api/v1/jobs").statusCode()).isEqualTo(200);
      for (var stream : streams) {
        assertThat(stream.body().filter("event: changed"::equals).findFirst()).isPresent();
      }
      http.shutdownNow(); // closing waits for the ends of streams that have none
    }
  }
}
