package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.store.Grant;
import dev.queuectl.store.LoginSession;
import dev.queuectl.store.sqlite.SqliteStore;
import dev.queuectl.web.request.DashboardOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// How long somebody stays logged in, and how that ends.
class SessionTest extends OverHttp {
  @Test
  void aSessionThatIsUsedGoesOn() {
    var cookie = served.cookie();
    for (var hours = 0; hours < 48; hours += 8) {
      served.clock.set(Served.NOW.plus(Duration.ofHours(hours)));
      assertThat(at("/jobs", cookie)).as("after %d hours", hours).isEqualTo(200);
    }
    served.clock.set(Served.NOW.plus(LoginSession.LONGEST));
    assertThat(at("/", cookie)).isEqualTo(401);
  }

  @Test
  void sessionsEndEverywhereWithTheirTokenOneByOneAndWithTheFile() throws IOException {
    var secret = served.store.access().addToken("anna", Grant.FULL, Served.NOW);
    var hers = cookie(served.send("GET", "/login?token=" + secret, it -> it));
    var mine = served.cookie();
    try (var second = Dashboard.start(served.served, DashboardOptions.local(0))) {
      assertThat(second.port()).isNotEqualTo(served.dashboard.port());
      assertThat(at(second, hers)).isEqualTo(200);
      try (var other = SqliteStore.open(directory.resolve("queue.db"))) {
        other.access().revokeToken("anna");
      }
      assertThat(at(second, hers)).isEqualTo(401);
      assertThat(at("/", hers)).isEqualTo(401);
      assertThat(at(second, mine)).isEqualTo(200);
      var sessions = served.store.access().sessions(Served.NOW);
      assertThat(sessions).hasSize(1);
      served.store.access().endSessions(sessions.getFirst().id());
      assertThat(at(second, mine)).isEqualTo(401);
    }
    var last = served.cookie();
    Files.delete(directory.resolve("run").resolve(Dashboard.TOKEN_FILE));
    try (var second = Dashboard.start(served.served, DashboardOptions.local(0))) {
      assertThat(at(second, last)).isEqualTo(401);
    }
  }

  private int at(Dashboard dashboard, String cookie) {
    var path = "http://127.0.0.1:" + dashboard.port() + "/";
    var request = HttpRequest.newBuilder(URI.create(path)).header("Cookie", cookie).build();
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofString()).statusCode();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whoIsLoggedOutIsToldNothingMore() throws Exception {
    var secret = served.store.access().addToken("anna", Grant.READ_ONLY, Served.NOW);
    var cookie = cookie(served.send("GET", "/login?token=" + secret, it -> it));
    var request =
        HttpRequest.newBuilder(URI.create(served.dashboard.url() + LiveFeed.PATH))
            .header("Cookie", cookie)
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var feed = http.send(request, BodyHandlers.ofLines()).body().iterator();
      var first = feed.next();
      while (!first.equals("event: changed")) {
        first = feed.next();
      }
      served.store.access().revokeToken("anna");
      served.send("POST", "/api/v1/queues/default/pause", "{}");
      var heard = new ArrayList<String>();
      feed.forEachRemaining(heard::add); // the end, not just silence
      assertThat(heard).doesNotContain("event: changed");
    }
  }
}
