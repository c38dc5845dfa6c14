package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is let in.
class GuardTest {
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

  @Test
  void everyRouteAnswers401WithoutCredentialsButTheHealthOfTheServer() {
    assertThat(served.dashboard.routes()).isNotEmpty();
    for (var route : served.dashboard.routes()) {
      var path = route.path().replaceAll("\\{[a-z_]+}", "x");
      var answer =
          served.send(
              route.method().name(), path, it -> it.header("Sec-Fetch-Site", "same-origin"));
      var isHealth = path.equals("/health/live") || path.equals("/health/ready");
      assertThat(answer.statusCode()).as(path).isEqualTo(isHealth ? 200 : 401);
      assertThat(isHealth ? answer.body() : "ok\n").as(path).isEqualTo("ok\n");
    }
  }

  @Test
  void whatIsNotThereIsNotToldToStrangersEither() {
    assertThat(served.send("GET", "/nothing", it -> it).statusCode()).isEqualTo(401);
    assertThat(served.get("/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void theLoginLinkGivesACookieAndLeadsAwayFromTheToken() {
    var answer = served.send("GET", "/login?token=" + served.token(), it -> it);
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).hasValue("/");
    assertThat(answer.headers().firstValue("Set-Cookie"))
        .hasValueSatisfying(
            cookie ->
                assertThat(cookie)
                    .contains("HttpOnly", "SameSite=Strict", "Path=/")
                    .doesNotContain(served.token()));
    var home = served.send("GET", "/", it -> it.header("Cookie", served.cookie()));
    assertThat(home.statusCode()).isEqualTo(200);
  }
}
