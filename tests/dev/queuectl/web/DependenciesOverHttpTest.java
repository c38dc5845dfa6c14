package dev.queuectl.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.report.JsonValues;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Jobs that wait for others, in the API and on the page of a job.
class DependenciesOverHttpTest {
  @TempDir Path directory;
  private Served served;

  @BeforeEach
  void start() throws IOException {
    served = new Served(directory);
    assertThat(
            post("[{\"id\": \"test\", \"command\": \"true\", \"after\": [\"build\"]},"
                    + " {\"id\": \"build\", \"command\": \"false\", \"max_retries\": 1},"
                    + " {\"id\": \"tell\", \"command\": \"true\", \"after_failure\": \"build\"}]")
                .statusCode())
        .isEqualTo(201);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private HttpResponse<String> post(String body) {
    return served.send("POST", "/api/v1/jobs", body);
  }

  @Test
  void a_retry_names_what_comes_back_with_it() {
    served.bury(served.claim());
    assertThat(JsonValues.object(served.get("/api/v1/jobs/test").body()))
        .containsEntry("cancelled_by", "dependency")
        .containsEntry("error", "not run: build is dead");
    var answer = served.send("POST", "/api/v1/jobs/build/retry", "");
    assertThat(JsonValues.object(answer.body())).containsEntry("revived", List.of("test"));
  }

  @Test
  void what_can_never_be_met_is_refused() {
    served.bury(served.claim());
    var dead = post("{\"command\": \"true\", \"after\": \"build\"}");
    assertThat(dead.statusCode()).isEqualTo(409);
    assertThat(dead.body()).contains("is dead, so a job after its success would never run");
    var missing = post("{\"command\": \"true\", \"after\": \"biuld\"}");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).contains("Did you mean build?");
    assertThat(post("{\"id\": \"a\", \"command\": \"true\", \"after\": \"a\"}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void a_job_is_removed_with_what_waits_for_it() {
    assertThat(served.send("DELETE", "/api/v1/jobs/build", "").statusCode()).isEqualTo(409);
    var answer = served.send("DELETE", "/api/v1/jobs/build?dependents=true", "");
    assertThat(JsonValues.object(answer.body()))
        .containsEntry("dependents", List.of("test", "tell"));
  }

  @Test
  void the_page_of_a_job_leads_to_those_it_waits_for_and_back() {
    assertThat(served.get("/job?id=test").body())
        .contains(
            "<dt>After</dt>", "/job?id=build", "It waits for the success of build (pending).");
    assertThat(served.get("/job?id=build").body())
        .contains("<dt>Awaited by</dt>", "/job?id=test", "/job?id=tell");
  }

  @Test
  void the_form_says_what_cannot_be_waited_for() {
    var answer =
        served.send(
            "POST",
            "/enqueue",
            "command=true&after=biuld",
            it -> served.withToken(it).header("Content-Type", "application/x-www-form-urlencoded"));
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("Did you mean build?");
  }
}
