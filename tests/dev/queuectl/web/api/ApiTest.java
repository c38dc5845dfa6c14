package dev.queuectl.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.queuectl.Setting;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What programs read over HTTP, and what they change but jobs.
class ApiTest extends OverApi {
  @Test
  void outputIsReadInPieces() throws IOException {
    enqueue("{\"id\":\"a\",\"command\":\"true\"}");
    var job = served.claim();
    var files = served.logs.output(job.seq(), job.lastAttempt());
    Files.createDirectories(files.stdout().getParent());
    Files.writeString(files.stdout(), "one\ntwo\nthree\n");
    Files.writeString(files.stderr(), "\u001b[31mred\n");
    var first = get("/jobs/a/output?limit=5");
    assertThat(first.body()).isEqualTo("one\nt");
    assertThat(first.headers().firstValue("X-Next-Offset")).hasValue("5");
    assertThat(first.headers().firstValue("X-Running")).hasValue("true");
    assertThat(get("/jobs/a/output?offset=5").body()).isEqualTo("wo\nthree\n");
    assertThat(get("/jobs/a/output?tail=1").body()).isEqualTo("three\n");
    var stderr = get("/jobs/a/output?stream=stderr&attempt=1");
    assertThat(stderr.body()).isEqualTo("\u001b[31mred\n");
    assertThat(stderr.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
    assertThat(get("/jobs/a/output?attempt=2").statusCode()).isEqualTo(404);
    assertThat(field(list(get("/jobs/a/attempts"), "attempts"), "attempt")).containsExactly(1L);
  }

  @Test
  void bothStreamsAreReadInOrderOnceTheAttemptHasEnded() throws IOException {
    enqueue("{\"id\":\"a\",\"command\":\"true\"}");
    var job = served.claim();
    var files = served.logs.output(job.seq(), job.lastAttempt());
    Files.createDirectories(files.stdout().getParent());
    Files.writeString(files.stdout(), "one\nthree\n");
    Files.writeString(files.stderr(), "two\n");
    assertThat(get("/jobs/a/output?stream=interleaved").statusCode()).isEqualTo(409);
    served.bury(job);
    var unseen = get("/jobs/a/output?stream=interleaved");
    assertThat(unseen.body()).isEqualTo("one\nthree\ntwo\n");
    assertThat(unseen.headers().firstValue("X-Order")).hasValue("unknown");
    assertThat(range("bytes=4-", "?stream=interleaved").body()).isEqualTo("three\ntwo\n");
    assertThat(get("/jobs/a/output?stream=both").statusCode()).isEqualTo(400);
    var raw = served.get("/job/output/raw?id=a&stream=stderr&download=1");
    assertThat(raw.body()).isEqualTo("two\n");
    assertThat(raw.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
    assertThat(raw.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(raw.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"a.1.stderr.txt\"");
  }

  private HttpResponse<String> range(String range, String more) {
    return served.send(
        "GET", "/api/v1/jobs/a/output" + more, it -> served.withToken(it).header("Range", range));
  }

  @Test
  void aRangeOfTheOutputCanBeRead() throws IOException {
    enqueue("{\"id\": \"a\", \"command\": \"true\"}");
    var job = served.claim();
    var files = served.logs.output(job.seq(), job.lastAttempt());
    Files.createDirectories(files.stdout().getParent());
    Files.writeString(files.stdout(), "0123456789");
    for (var part :
        List.of("bytes=2-4 234 2-4", "bytes=7- 789 7-9", "bytes=-3 789 7-9", "bytes=8-99 89 8-9")) {
      var words = part.split(" ");
      var answer = range(words[0], "");
      assertThat(answer.statusCode()).isEqualTo(206);
      assertThat(answer.body()).isEqualTo(words[1]);
      assertThat(answer.headers().firstValue("Content-Range"))
          .as("its end is not known yet")
          .contains("bytes " + words[2] + "/*");
    }
    served.bury(job);
    assertThat(range("bytes=0-0", "").headers().firstValue("Content-Range"))
        .contains("bytes 0-0/10");
    var beyond = range("bytes=10-", "");
    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(beyond.headers().firstValue("Content-Range")).contains("bytes */10");
    for (var other : List.of("bytes=0-1,3-4", "lines=0-1", "bytes=4-2", "bytes=-")) {
      assertThat(range(other, "").body()).as(other).isEqualTo("0123456789");
    }
    assertThat(range("bytes=0-1", "?offset=3").statusCode()).isEqualTo(400);
    assertThat(get("/jobs/a/output").headers().firstValue("Accept-Ranges")).contains("bytes");
  }

  @Test
  void queuesArePausedWithAReasonResumedAndLimited() {
    enqueue("{\"command\":\"true\",\"queue\":\"q\"}");
    assertThat(json(post("/queues/q/pause", "{\"reason\":\"it moves\"}")))
        .containsEntry("pause_reason", "it moves");
    assertThat(json(get("/queues/q"))).containsEntry("pending", 1L);
    assertThat(json(post("/queues/q/resume", ""))).containsEntry("paused_at", null);
    var limited = served.send("PATCH", "/api/v1/queues/q", "{\"concurrency\": 2}");
    assertThat(json(limited)).containsEntry("concurrency", 2L);
    assertThat(served.send("PATCH", "/api/v1/queues/q", "{\"concurrency\": 0}").statusCode())
        .isEqualTo(400);
    assertThat(served.send("PATCH", "/api/v1/queues/q", "{}").statusCode()).isEqualTo(400);
    assertThat(field(list(get("/queues"), "queues"), "name")).containsExactly("q");
    assertThat(get("/queues/nothing").statusCode()).isEqualTo(404);
    assertThat(post("/queues/q/pause", "{\"why\":\"it moves\"}").statusCode()).isEqualTo(400);
    var story = "x".repeat(501);
    assertThat(post("/queues/q/pause", "{\"reason\":\"%s\"}".formatted(story)).statusCode())
        .isEqualTo(400);
  }

  @Test
  void workersAreAskedToLeave() {
    enqueue("{\"command\":\"true\"}");
    served.claim();
    assertThat(field(list(get("/workers"), "workers"), "state")).containsExactly("running");
    var scaled = post("/workers/w1/scale", "{\"slots\": 3}");
    assertThat(field(list(scaled, "workers"), "wanted_slots")).containsExactly(3L);
    assertThat(post("/workers/w1/scale", "{\"slots\": 0}").statusCode()).isEqualTo(400);
    assertThat(post("/workers/w1/scale", "").statusCode()).isEqualTo(400);
    var drained = post("/workers/w1/drain", "");
    assertThat(drained.statusCode()).isEqualTo(202);
    assertThat(field(list(drained, "workers"), "state")).containsExactly("draining");
    assertThat(field(list(post("/workers/w1/stop", ""), "workers"), "state"))
        .containsExactly("stopping");
    assertThat(post("/workers/nobody/stop", "").statusCode()).isEqualTo(404);
  }

  @Test
  void theConfigurationIsChangedWithTheChecksOfTheCommandLine() {
    var set = served.send("PUT", "/api/v1/config/max-retries", "{\"value\": 7}");
    assertThat(json(set)).containsEntry("value", "7").containsEntry("from", "store");
    assertThat(served.store.config().settings().number(Setting.MAX_RETRIES)).isEqualTo(7);
    var bad = served.send("PUT", "/api/v1/config/max_retries", "{\"value\": \"many\"}");
    assertThat(bad.statusCode()).isEqualTo(400);
    var reset = served.send("DELETE", "/api/v1/config/max_retries", "");
    assertThat(json(reset)).containsEntry("value", "3").containsEntry("from", "default");
    assertThat(get("/config/colour").statusCode()).isEqualTo(404);
    assertThat(list(get("/config"), "config")).hasSameSizeAs(Set.of(Setting.values()));
  }

  @Test
  void numbersAreTheSameAsThoseOfTheCommandLine() {
    enqueue("{\"command\":\"true\"}");
    assertThat(json(get("/status"))).containsEntry("pending", 1L).containsEntry("workers", 0L);
    assertThat(json(get("/metrics"))).containsEntry("pending", 1L).containsKey("run_time");
    served.bury(served.claim());
    var history = (Map<?, ?>) list(get("/metrics/history"), "history").getFirst();
    assertThat(history.get("dead")).isEqualTo(1L);
    assertThat(get("/metrics/history?span=hour").statusCode()).isEqualTo(200);
    assertThat(get("/metrics/history?span=year").statusCode()).isEqualTo(400);
  }

  @Test
  void aLineOf50MegabytesComesInPieces() throws IOException {
    enqueue("{\"id\":\"a\",\"command\":\"true\"}");
    var job = served.claim();
    var file = served.logs.output(job.seq(), job.lastAttempt()).stdout();
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[50 << 20]);
    for (var query : List.of("", "?tail=1", "?offset=1000000", "?tail=0")) {
      var answer = get("/jobs/a/output" + query);
      assertThat(answer.statusCode()).as(query).isEqualTo(200);
      assertThat(answer.body().length()).as(query).isLessThanOrEqualTo(OutputApi.MOST_BYTES);
    }
  }

  @Test
  void hostileTextStaysText() {
    var hostile = "echo '<script>alert(1)</script>' \u001b]0;x\u0007 \u202e\u2066";
    enqueue(
        "{\"id\":\"a\",\"command\":\"echo '<script>alert(1)</script>' \\u001b]0;x\\u0007"
            + " \\u202e\\u2066\"}");
    var answer = get("/jobs/a");
    assertThat(json(answer)).containsEntry("command", hostile);
    assertThat(answer.body()).doesNotContain("\u001b", "\u202e", "\u2066");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    var missing = get("/jobs/%3Cscript%3Ealert(1)%3C%2Fscript%3E");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }
}
