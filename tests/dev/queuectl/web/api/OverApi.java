package dev.queuectl.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.JobState;
import dev.queuectl.report.JsonValues;
import dev.queuectl.web.Served;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A dashboard of its own for each test, asked as programs do.
abstract class OverApi {
  @TempDir Path directory;
  Served served;

  @BeforeEach
  void start() {
    served = new Served(directory);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  HttpResponse<String> get(String path) {
    return served.get("/api/v1" + path);
  }

  HttpResponse<String> post(String path, String body) {
    return served.send("POST", "/api/v1" + path, body);
  }

  void enqueue(String... jobs) {
    assertThat(post("/jobs", "[" + String.join(",", jobs) + "]").statusCode()).isEqualTo(201);
  }

  static Map<String, @Nullable Object> json(HttpResponse<String> answer) {
    return JsonValues.object(answer.body());
  }

  static List<Object> field(List<?> objects, String name) {
    return objects.stream().map(it -> (Object) ((Map<?, ?>) it).get(name)).toList();
  }

  static List<?> list(HttpResponse<String> answer, String name) {
    return (List<?>) json(answer).get(name);
  }

  JobState state(String id) {
    return served.store.jobs().find(id).orElseThrow().state();
  }
}
