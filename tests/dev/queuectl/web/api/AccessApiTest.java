package dev.queuectl.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.queuectl.web.Served;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tokens and sessions over HTTP, for the owner alone.
class AccessApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();

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

  private HttpResponse<String> post(String path, String body) {
    return served.send("POST", "/api/v1" + path, body);
  }

  private HttpResponse<String> as(String token, String method, String path) {
    return served.send(
        method, "/api/v1" + path, it -> it.header("Authorization", "Bearer " + token));
  }

  private String added(String name, String access) throws Exception {
    var answer = post("/tokens", "{\"name\": \"%s\", \"access\": \"%s\"}".formatted(name, access));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JSON.readTree(answer.body()).get("token").asText();
  }

  @Test
  void aTokenIsShownOnceAndWorksUntilItIsRevoked() throws Exception {
    var token = added("anna", "read-only");
    assertThat(as(token, "GET", "/jobs").statusCode()).isEqualTo(200);
    var list = served.get("/api/v1/tokens").body();
    assertThat(list).contains("\"name\": \"anna\"", "\"access\": \"read-only\"");
    assertThat(list).doesNotContain(token);
    assertThat(post("/tokens/anna/revoke", "").body())
        .contains("\"revoked\": \"anna\"", "\"sessions_ended\": 0");
    assertThat(as(token, "GET", "/jobs").statusCode()).isEqualTo(401);
    assertThat(post("/tokens/anna/revoke", "").statusCode()).isEqualTo(404);
    var events = served.get("/api/v1/events").body();
    assertThat(events).contains("\"add token\"", "\"revoke token\"", "anna");
    assertThat(events).doesNotContain(token);
  }

  @Test
  void whatIsWrongWithATokenIsSaid() throws Exception {
    added("anna", "full");
    assertThat(post("/tokens", "{\"name\": \"anna\", \"access\": \"full\"}").statusCode())
        .isEqualTo(409);
    assertThat(post("/tokens", "{\"name\": \"b\"}").body()).contains("Access is missing");
    assertThat(post("/tokens", "{\"name\": \"b\", \"access\": \"all\"}").body())
        .contains("full, no-submit, read-only");
    var named =
        served.send(
            "POST",
            "/api/v1/tokens",
            "{\"name\": \"b\", \"access\": \"full\"}",
            it -> served.withToken(it).header("Idempotency-Key", "k"));
    assertThat(named.statusCode()).isEqualTo(400);
    assertThat(served.store.access().tokens()).hasSize(1);
  }

  @Test
  void nobodyButTheOwnerSeesOrChangesThem() throws Exception {
    for (var access : new String[] {"full", "no-submit", "read-only"}) {
      var token = added(access, access);
      for (var path : new String[] {"/tokens", "/sessions"}) {
        assertThat(as(token, "GET", path).statusCode()).isEqualTo(403);
      }
      for (var path :
          new String[] {
            "/tokens", "/tokens/full/revoke", "/sessions/end?all=true", "/sessions/1/end"
          }) {
        assertThat(as(token, "POST", path).statusCode()).isEqualTo(403);
      }
    }
    assertThat(served.store.access().tokens()).hasSize(3);
  }

  @Test
  void sessionsAreEndedOneByOneOrAll() throws Exception {
    var cookies = new String[] {served.cookie(), served.cookie(), served.cookie()};
    var sessions = JSON.readTree(served.get("/api/v1/sessions").body()).get("sessions");
    assertThat(sessions).hasSize(3);
    assertThat(sessions.get(0).get("name").asText()).isEqualTo("owner");
    var id = sessions.get(2).get("id").asText();
    assertThat(post("/sessions/" + id + "/end", "").body()).contains("\"ended\": 1");
    assertThat(post("/sessions/" + id + "/end", "").statusCode()).isEqualTo(404);
    assertThat(get(cookies[0])).isEqualTo(401);
    assertThat(get(cookies[1])).isEqualTo(200);
    assertThat(post("/sessions/end", "").statusCode()).isEqualTo(400);
    assertThat(post("/sessions/end?all=false", "").statusCode()).isEqualTo(400);
    assertThat(post("/sessions/end?all=true", "").body()).contains("\"ended\": 2");
    assertThat(get(cookies[2])).isEqualTo(401);
    assertThat(served.get("/api/v1/events").body()).contains("\"end session\"");
  }

  private int get(String cookie) {
    return served.send("GET", "/api/v1/jobs", it -> it.header("Cookie", cookie)).statusCode();
  }
}
